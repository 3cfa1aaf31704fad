package switchboard.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import switchboard.identity.Verification.Code;
import switchboard.identity.Verification.Refused;

/// Checks the tokens (JWT, RFC 7519) with which the hosting company's dashboard vouches for its
/// customers.
public final class HostTokens {
  public static final int LENGTH_MAX = 8 * 1024;

  /// How far the clocks of host and server may differ.
  public static final Duration LEEWAY = Duration.ofSeconds(60);

  private static final int AUDIENCES_MAX = 20;

  private final HostKeys keys;
  private final Policy policy;

  /// What a token must say besides who the customer is.
  ///
  /// @param audience that `aud` must hold
  /// @param issuer that `iss` must be; null when any will do
  /// @param lifeMax most time from a token's beginning to its end
  public record Policy(String audience, @Nullable String issuer, Duration lifeMax) {}

  public HostTokens(HostKeys keys, Policy policy) {
    this.keys = keys;
    this.policy = policy;
  }

  /// May block while the host's keys are fetched, see `HostKeys.check`: for virtual threads.
  public Verification verify(String token, Instant now) {
    return switch (CompactJws.read(token, LENGTH_MAX)) {
      case CompactJws.Read.Refused(Refused why) -> why;
      case CompactJws.Read.Token(CompactJws jws) ->
          switch (keys.check(jws, now)) {
            case SIGNED -> verifyClaims(jws.payload(), now);
            case FORGED ->
                Verification.refused(
                    Code.SIGNATURE, "The token's signature is not one of the host's.");
            case OTHER_ALGORITHM ->
                Verification.refused(
                    Code.ALGORITHM,
                    "The token's algorithm (alg) does not go with the host's keys.");
            case NO_SUCH_KEY ->
                Verification.refused(
                    Code.UNKNOWN_KEY, "The host has no such key (kid) for the token's algorithm.");
            case NO_KEYS_YET ->
                Verification.refused(
                    Code.KEYS_UNAVAILABLE,
                    "The host's keys cannot be fetched now; try again soon.");
          };
    };
  }

  private Verification verifyClaims(ObjectNode payload, Instant now) {
    Optional<Refused> refused = checkTimes(payload, now).or(() -> checkParties(payload));
    if (refused.isPresent()) {
      return refused.get();
    }
    return switch (ClaimsReader.read(payload)) {
      case ClaimsReader.Read.Claims(CustomerClaims claims) ->
          new Verification.Verified(claims, time(payload, "exp").orElseThrow());
      case ClaimsReader.Read.Faulty(String sentence) -> Verification.refused(Code.CLAIM, sentence);
    };
  }

  private Optional<Refused> checkTimes(ObjectNode payload, Instant now) {
    for (String claim : new String[] {"exp", "nbf", "iat"}) {
      boolean required = claim.equals("exp");
      if ((required || payload.has(claim)) && time(payload, claim).isEmpty()) {
        return refused(
            Code.CLAIM,
            "The token's claim %s is %s, expected seconds since 1970."
                .formatted(claim, payload.has(claim) ? "not a time" : "missing"));
      }
    }
    Instant expires = time(payload, "exp").orElseThrow();
    Optional<Instant> notBefore = time(payload, "nbf");
    Optional<Instant> issued = time(payload, "iat");
    if (!now.isBefore(expires.plus(LEEWAY))) {
      return refused(Code.EXPIRED, "The token has expired (exp).");
    }
    if (notBefore.filter(from -> from.isAfter(now.plus(LEEWAY))).isPresent()) {
      return refused(Code.NOT_YET_VALID, "The token is not valid yet (nbf).");
    }
    if (issued.filter(at -> at.isAfter(now.plus(LEEWAY))).isPresent()) {
      return refused(Code.NOT_YET_VALID, "The token was issued in the future (iat).");
    }
    Instant begins = issued.or(() -> notBefore).orElse(now);
    if (expires.isAfter(begins.plus(policy.lifeMax()).plus(LEEWAY))) {
      return refused(
          Code.LIFE,
          "The token is valid for too long (exp), at most %d minutes."
              .formatted(policy.lifeMax().toMinutes()));
    }
    return Optional.empty();
  }

  private Optional<Refused> checkParties(ObjectNode payload) {
    if (!isFor(policy.audience(), payload.path("aud"))) {
      return refused(
          Code.AUDIENCE,
          "The token is not for this server (aud), expected '%s'.".formatted(policy.audience()));
    }
    if (policy.issuer() != null && !isText(policy.issuer(), payload.path("iss"))) {
      return refused(
          Code.ISSUER,
          "The token is by another issuer (iss), expected '%s'.".formatted(policy.issuer()));
    }
    return Optional.empty();
  }

  /// `aud` is one text or a list of them (RFC 7519 section 4.1.3).
  private static boolean isFor(String audience, JsonNode claim) {
    if (!claim.isArray()) {
      return isText(audience, claim);
    }
    if (claim.size() > AUDIENCES_MAX) {
      return false;
    }
    for (JsonNode one : claim) {
      if (isText(audience, one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isText(String expected, JsonNode claim) {
    return claim.isTextual() && claim.textValue().equals(expected);
  }

  /// Seconds since 1970, with or without a fraction, up to the year 9999.
  private static Optional<Instant> time(ObjectNode payload, String claim) {
    double seconds = payload.path(claim).isNumber() ? payload.get(claim).doubleValue() : -1;
    return seconds >= 0 && seconds <= 253_402_300_799.0
        ? Optional.of(Instant.ofEpochMilli((long) (seconds * 1_000)))
        : Optional.empty();
  }

  private static Optional<Refused> refused(Code code, String sentence) {
    return Optional.of(Verification.refused(code, sentence));
  }
}
