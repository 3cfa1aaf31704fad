package switchboard.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A signed token in its compact form (RFC 7515 section 7.1), taken apart and not yet believed.
///
/// @param keyId null when the header names no key
/// @param signed the bytes that the signature is of
record CompactJws(
    String algorithm, @Nullable String keyId, ObjectNode payload, byte[] signed, byte[] signature) {
  private static final int KEY_ID_LENGTH_MAX = 256;

  /// A token, or why it is none.
  sealed interface Read {
    record Token(CompactJws jws) implements Read {}

    record Refused(Verification.Refused why) implements Read {}
  }

  static Read read(String token, int lengthMax) {
    if (token.length() > lengthMax) {
      return malformed(
          "The token is %d characters long, at most %d.".formatted(token.length(), lengthMax));
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return malformed("The token has %d parts, a signed token has 3.".formatted(parts.length));
    }
    Optional<ObjectNode> header = StrictJson.base64Url(parts[0]).flatMap(StrictJson::object);
    if (header.isEmpty()) {
      return malformed("The token's header is not base64url of a JSON object of distinct keys.");
    }
    Optional<Verification.Refused> unfit = checkHeader(header.get());
    if (unfit.isPresent()) {
      return new Read.Refused(unfit.get());
    }
    Optional<ObjectNode> payload = StrictJson.base64Url(parts[1]).flatMap(StrictJson::object);
    if (payload.isEmpty()) {
      return malformed("The token's claims are not base64url of a JSON object of distinct keys.");
    }
    Optional<byte[]> signature = StrictJson.base64Url(parts[2]);
    if (signature.isEmpty() || signature.get().length == 0) {
      return malformed("The token's signature is missing or not base64url.");
    }
    JsonNode keyId = header.get().get("kid");
    return new Read.Token(
        new CompactJws(
            header.get().get("alg").textValue(),
            keyId == null ? null : keyId.textValue(),
            payload.get(),
            (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
            signature.get()));
  }

  /// Keys and their addresses inside a header (`jwk`, `jku`, `x5c`, `x5u`) are never looked at:
  /// whoever forges a token could put theirs there.
  private static Optional<Verification.Refused> checkHeader(ObjectNode header) {
    if (!header.path("alg").isTextual()) {
      return algorithm("The token's header names no algorithm (alg).");
    }
    if (header.has("crit") || header.has("b64")) {
      return algorithm("The token's header asks for an extension (crit), none is supported.");
    }
    JsonNode type = header.path("typ");
    if (!type.isMissingNode() && !type.asText().equalsIgnoreCase("JWT")) {
      return algorithm("The token's type (typ) is not JWT.");
    }
    JsonNode keyId = header.path("kid");
    if (!keyId.isMissingNode()
        && (!keyId.isTextual() || keyId.textValue().length() > KEY_ID_LENGTH_MAX)) {
      return algorithm("The token's key id (kid) is not text of a sensible length.");
    }
    return Optional.empty();
  }

  private static Read malformed(String sentence) {
    return new Read.Refused(Verification.refused(Verification.Code.MALFORMED, sentence));
  }

  private static Optional<Verification.Refused> algorithm(String sentence) {
    return Optional.of(Verification.refused(Verification.Code.ALGORITHM, sentence));
  }
}
