package switchboard.identity;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// A password's hash by Argon2id, as the PHC string format writes it.
final class PasswordHash {
  static final int BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,86})");

  private final Argon2 parameters;
  private final byte[] salt;
  private final byte[] hash;

  PasswordHash(Argon2 parameters, byte[] salt, byte[] hash) {
    this.parameters = parameters;
    this.salt = salt;
    this.hash = hash;
  }

  static PasswordHash make(Argon2 parameters, byte[] salt, byte[] password) {
    return new PasswordHash(parameters, salt, compute(parameters, salt, password, BYTES));
  }

  /// @throws IllegalArgumentException the text, which is not repeated, is none
  static PasswordHash parse(String phc) {
    Matcher matcher = PHC.matcher(phc);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("password hash: of another kind, expected argon2id, v=19");
    }
    Argon2 parameters =
        new Argon2(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
    Base64.Decoder base64 = Base64.getDecoder();
    return new PasswordHash(
        parameters, base64.decode(matcher.group(4)), base64.decode(matcher.group(5)));
  }

  Argon2 parameters() {
    return parameters;
  }

  boolean matches(byte[] password) {
    return MessageDigest.isEqual(hash, compute(parameters, salt, password, hash.length));
  }

  private static byte[] compute(Argon2 parameters, byte[] salt, byte[] password, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKiB())
            .withIterations(parameters.passes())
            .withParallelism(parameters.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            parameters.memoryKiB(),
            parameters.passes(),
            parameters.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }
}
