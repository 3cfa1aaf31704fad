package switchboard.protocol;

/// A chat that its agent passes on: it rings at another, and is theirs once they accept.
///
/// @param to at whom it rings
public record TransferView(long offer, Person to, long expiresAtMs) {}
