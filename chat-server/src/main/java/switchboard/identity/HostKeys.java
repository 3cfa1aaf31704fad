package switchboard.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/// The keys with which the hosting company signs its tokens. They alone decide which algorithms
/// count, never the token.
public abstract sealed class HostKeys permits SharedSecret, PublicKeys {
  public static final int SECRET_BYTES_MIN = 32;

  HostKeys() {}

  /// A secret that the host knows too: HS256.
  ///
  /// @param secret at least `SECRET_BYTES_MIN` bytes
  public static HostKeys shared(byte[] secret) {
    return new SharedSecret(secret);
  }

  /// The host's public keys (a JWK set, RFC 7517), read from a file again whenever a token names a
  /// key that is not among them.
  ///
  /// @throws IOException the file cannot be read or does not hold public keys
  public static HostKeys file(Path file) throws IOException {
    PublicKeys keys = new PublicKeys(new KeySource.OfFile(file));
    keys.require();
    return keys;
  }

  /// The host's public keys (a JWK set, RFC 7517), fetched when first needed, every ten minutes
  /// from then on, and when a token names a key that is not among them. While the host is away, the
  /// keys fetched last count.
  public static HostKeys url(URI url) {
    return new PublicKeys(new KeySource.OfUrl(url));
  }

  /// Checks a signature. May block while keys are fetched, a few seconds, at most once a minute:
  /// for virtual threads.
  abstract Finding check(CompactJws token, Instant now);

  /// What a signature turned out to be.
  enum Finding {
    SIGNED,
    FORGED,
    OTHER_ALGORITHM,
    NO_SUCH_KEY,
    NO_KEYS_YET
  }
}
