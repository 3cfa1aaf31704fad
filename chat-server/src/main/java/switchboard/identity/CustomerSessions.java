package switchboard.identity;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import switchboard.identity.Verification.Code;

/// Session tokens of customers: what a checked host token is exchanged for, so that a widget which
/// slept can resume. The server signs them and keeps nothing of them; a token is `PREFIX`, its
/// content and its signature, parted by dots, and never longer than the host's token was.
public final class CustomerSessions {
  private static final String PREFIX = "sb2";

  /// Of the form before, whose sites end before their platform.
  private static final String PREFIX_BEFORE = "sb1";

  private final SharedSecret key;
  private final List<SharedSecret> accepted;
  private final Duration life;

  /// @param desk whose sessions they are; those of another are worth nothing here
  /// @param key signs, at least `HostKeys.SECRET_BYTES_MIN` bytes
  /// @param previousKey is still accepted; null when there was none
  public CustomerSessions(int desk, byte[] key, byte @Nullable [] previousKey, Duration life) {
    this.key = derive(key, desk);
    this.life = life;
    accepted = new ArrayList<>(List.of(this.key));
    if (previousKey != null) {
      accepted.add(derive(previousKey, desk));
    }
  }

  private static SharedSecret derive(byte[] key, int desk) {
    return new SharedSecret(new SharedSecret(key).sign(purpose(desk)));
  }

  /// Keeps these signatures apart from any other that the same key may make. Sessions of the first desk were signed so before there were others.
  private static byte[] purpose(int desk) {
    String purpose = "switchboard customer session 1";
    return (desk == 1 ? purpose : purpose + ", desk " + desk).getBytes(StandardCharsets.US_ASCII);
  }

  /// The content of a token; its place in the list is its meaning.
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"expiresAt", "claims"})
  private record Content(long expiresAt, CustomerClaims claims) {}

  public String issue(CustomerClaims claims, Instant now) {
    try {
      byte[] content =
          StrictJson.MAPPER.writeValueAsBytes(new Content(now.plus(life).getEpochSecond(), claims));
      String signed = PREFIX + "." + StrictJson.encode(content);
      return signed + "." + StrictJson.encode(sign(key, signed));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("claims cannot be written as JSON", e);
    }
  }

  public Verification verify(String token, Instant now) {
    if (token.length() > HostTokens.LENGTH_MAX) {
      return malformed();
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || !(parts[0].equals(PREFIX) || parts[0].equals(PREFIX_BEFORE))) {
      return malformed();
    }
    Optional<byte[]> content = StrictJson.base64Url(parts[1]);
    Optional<byte[]> signature = StrictJson.base64Url(parts[2]);
    if (content.isEmpty() || signature.isEmpty()) {
      return malformed();
    }
    String signed = parts[0] + "." + parts[1];
    if (accepted.stream()
        .noneMatch(secret -> MessageDigest.isEqual(sign(secret, signed), signature.get()))) {
      return Verification.refused(Code.SIGNATURE, "The session is not one of this server's.");
    }
    return read(content.get())
        .map(read -> notExpired(read, now))
        .orElseGet(CustomerSessions::malformed);
  }

  private static Verification notExpired(Content content, Instant now) {
    Instant expiresAt = Instant.ofEpochSecond(content.expiresAt());
    return now.isBefore(expiresAt)
        ? new Verification.Verified(content.claims(), expiresAt)
        : Verification.refused(Code.EXPIRED, "The session has expired.");
  }

  private static byte[] sign(SharedSecret key, String signed) {
    return key.sign(signed.getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<Content> read(byte[] content) {
    try {
      return Optional.of(
          StrictJson.MAPPER.readValue(new String(content, StandardCharsets.UTF_8), Content.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Verification malformed() {
    return Verification.refused(Code.MALFORMED, "This is not a session token of this server.");
  }
}
