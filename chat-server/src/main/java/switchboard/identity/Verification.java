package switchboard.identity;

import java.time.Instant;

/// What came of checking a customer's token.
public sealed interface Verification {

  /// @param expiresAt when the token ends
  record Verified(CustomerClaims claims, Instant expiresAt) implements Verification {}

  /// @param sentence for whoever made the token; holds nothing of the token but names of claims
  record Refused(Code code, String sentence) implements Verification {}

  enum Code {
    /// Not three parts of base64url, not JSON, a key twice, or too long.
    MALFORMED,
    /// Not an algorithm that goes with the host's keys, or a header that must be understood and is
    /// not.
    ALGORITHM,
    /// The host has no such key.
    UNKNOWN_KEY,
    /// The host's keys could not be fetched yet: later it may be accepted.
    KEYS_UNAVAILABLE,
    /// Signed with another key, or changed since.
    SIGNATURE,
    EXPIRED,
    NOT_YET_VALID,
    /// Valid for longer than is allowed.
    LIFE,
    AUDIENCE,
    ISSUER,
    /// A claim is missing or out of its limits; the sentence names it.
    CLAIM
  }

  static Refused refused(Code code, String sentence) {
    return new Refused(code, sentence);
  }
}
