package switchboard.identity;

import java.time.Instant;

/// A member of the staff who has signed in.
///
/// @param hash SHA-256 of the secret in the cookie, in hexadecimal: all that is kept of it
/// @param account as it was when the session was looked up
/// @param usedAt when its use was last written down
/// @param expiresAt when the session ends at the latest
public record StaffSession(String hash, Account account, Instant usedAt, Instant expiresAt) {}
