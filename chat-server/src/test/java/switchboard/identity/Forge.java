package switchboard.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes tokens, right and wrong ones, from the very bytes of their parts.
final class Forge {
  static final String SECRET = "a secret of the host, long enough for HS256";

  private Forge() {}

  interface Signer {
    byte[] sign(byte[] bytes) throws GeneralSecurityException;
  }

  static String token(String header, String payload, Signer signer) {
    String signed = encode(header) + "." + encode(payload);
    try {
      return signed + "." + encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String hs256(String payload) {
    return token("{\"alg\":\"HS256\"}", payload, hmac(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  static Signer hmac(byte[] key) {
    return hmac("HmacSHA256", key);
  }

  static Signer hmac(String algorithm, byte[] key) {
    return bytes -> {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(bytes);
    };
  }

  static Signer by(String algorithm, KeyPair keys) {
    return bytes -> {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(keys.getPrivate());
      signature.update(bytes);
      return signature.sign();
    };
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
