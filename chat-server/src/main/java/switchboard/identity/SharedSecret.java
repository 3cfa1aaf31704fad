package switchboard.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC with SHA-256 under one secret.
final class SharedSecret extends HostKeys {
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;

  SharedSecret(byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "secret: %d bytes, expected at least %d".formatted(secret.length, SECRET_BYTES_MIN));
    }
    key = new SecretKeySpec(secret, HMAC);
  }

  @Override
  Finding check(CompactJws token, Instant now) {
    if (!token.algorithm().equals("HS256")) {
      return Finding.OTHER_ALGORITHM;
    }
    return MessageDigest.isEqual(sign(token.signed()), token.signature())
        ? Finding.SIGNED
        : Finding.FORGED;
  }

  byte[] sign(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + ": not there, expected in every JDK", e);
    }
  }
}
