package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.identity.Verification.Code;

class HostTokensTest {
  private static final Instant NOW = Payload.NOW;
  private static final byte[] SECRET = Forge.SECRET.getBytes(StandardCharsets.UTF_8);
  private static final String GOOD_HEADER = "{\"alg\":\"HS256\"}";
  private final HostTokens tokens = tokens(null);

  @Test
  void goodTokenTellsWhoTheCustomerIs() {
    assertThat(tokens.verify(Forge.hs256(Payload.good().toString()), NOW))
        .isEqualTo(
            new Verification.Verified(
                new CustomerClaims(
                    "c-17",
                    "Ines Okafor",
                    "ines@lumen.example",
                    new CustomerClaims.Organization("o-1", "Lumen Labs", "PES", true),
                    new CustomerClaims.Site(
                        "s-1", "store.lumen.example", "Elite", true, false, List.of("Dev", "Live"), "drupal"),
                    "en-GB"),
                NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void siteLocalePackageAndPrivilegeMayBeLeftOut() {
    String payload =
        Payload.good()
            .with("site", "")
            .with("locale", "")
            .with("organization.package", "")
            .with("organization.privileged", "false")
            .toString();
    CustomerClaims claims = verified(tokens.verify(Forge.hs256(payload), NOW));
    assertThat(claims.site()).isNull();
    assertThat(claims.locale()).isNull();
    assertThat(claims.organization())
        .isEqualTo(new CustomerClaims.Organization("o-1", "Lumen Labs", null, false));
  }

  @TestFactory
  List<DynamicTest> forgedTokenIsRefused() {
    String payload = Payload.good().toString();
    String good = Forge.hs256(payload);
    String[] parts = good.split("\\.");
    String evil = Forge.encode(Payload.good().with("sub", "\"c-18\"").toString());
    Forge.Signer signer = Forge.hmac(SECRET);
    Map<String, Object[]> table =
        Map.ofEntries(
            row("empty", "", Code.MALFORMED),
            row("one part", "abc", Code.MALFORMED),
            row("two parts", parts[0] + "." + parts[1], Code.MALFORMED),
            row("four parts", good + ".x", Code.MALFORMED),
            row("five parts, encrypted", good + ".x.y", Code.MALFORMED),
            row("no signature", parts[0] + "." + parts[1] + ".", Code.MALFORMED),
            row("padding", parts[0] + "." + parts[1] + "." + parts[2] + "=", Code.MALFORMED),
            row("space in front", " " + good, Code.MALFORMED),
            row("line break inside", parts[0] + ".\n" + parts[1] + "." + parts[2], Code.MALFORMED),
            row("loose bits at the end", loosened(good), Code.MALFORMED),
            row("too long", good + "A".repeat(HostTokens.LENGTH_MAX), Code.MALFORMED),
            row("other claims", parts[0] + "." + evil + "." + parts[2], Code.SIGNATURE),
            row(
                "other secret",
                Forge.token(GOOD_HEADER, payload, Forge.hmac(new byte[32])),
                Code.SIGNATURE),
            row(
                "shortened signature",
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, 40),
                Code.SIGNATURE),
            row(
                "all zero signature",
                parts[0] + "." + parts[1] + "." + Forge.encode(new byte[32]),
                Code.SIGNATURE),
            row("alg none", Forge.token("{\"alg\":\"none\"}", payload, signer), Code.ALGORITHM),
            row("alg NoNe", Forge.token("{\"alg\":\"NoNe\"}", payload, signer), Code.ALGORITHM),
            row(
                "alg none, no signature",
                Forge.encode("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                Code.MALFORMED),
            row("alg missing", Forge.token("{}", payload, signer), Code.ALGORITHM),
            row("alg a number", Forge.token("{\"alg\":256}", payload, signer), Code.ALGORITHM),
            row(
                "alg lower case",
                Forge.token("{\"alg\":\"hs256\"}", payload, signer),
                Code.ALGORITHM),
            row(
                "alg HS512",
                Forge.token("{\"alg\":\"HS512\"}", payload, Forge.hmac("HmacSHA512", SECRET)),
                Code.ALGORITHM),
            row("alg RS256", Forge.token("{\"alg\":\"RS256\"}", payload, signer), Code.ALGORITHM),
            row(
                "alg twice",
                Forge.token("{\"alg\":\"none\",\"alg\":\"HS256\"}", payload, signer),
                Code.MALFORMED),
            row(
                "crit",
                Forge.token("{\"alg\":\"HS256\",\"crit\":[\"exp\"]}", payload, signer),
                Code.ALGORITHM),
            row(
                "b64 false",
                Forge.token("{\"alg\":\"HS256\",\"b64\":false}", payload, signer),
                Code.ALGORITHM),
            row(
                "kid an object",
                Forge.token("{\"alg\":\"HS256\",\"kid\":{}}", payload, signer),
                Code.ALGORITHM),
            row(
                "token of another kind",
                Forge.token("{\"alg\":\"HS256\",\"typ\":\"secevent+jwt\"}", payload, signer),
                Code.ALGORITHM),
            row("header an array", Forge.token("[\"HS256\"]", payload, signer), Code.MALFORMED),
            row("header no JSON", Forge.token("alg=HS256", payload, signer), Code.MALFORMED),
            row("claims an array", Forge.token(GOOD_HEADER, "[]", signer), Code.MALFORMED),
            row("claims null", Forge.token(GOOD_HEADER, "null", signer), Code.MALFORMED),
            row("rubbish after the claims", Forge.hs256(payload + "{}"), Code.MALFORMED),
            row(
                "sub twice",
                Forge.hs256("{\"sub\":\"c-18\"," + payload.substring(1)),
                Code.MALFORMED),
            row(
                "sub twice by an escape",
                Forge.hs256("{\"\\u0073ub\":\"c-18\"," + payload.substring(1)),
                Code.MALFORMED),
            row(
                "claims nested too deep",
                Forge.hs256(Payload.good().with("x", "[".repeat(9) + "]".repeat(9)).toString()),
                Code.MALFORMED),
            row("claims not UTF-8", notUtf8(signer), Code.MALFORMED));
    return table.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    assertThat(refused(tokens.verify((String) entry.getValue()[0], NOW)).code())
                        .isEqualTo(entry.getValue()[1])))
        .toList();
  }

  /// Times in seconds from now, empty for none; what comes of them.
  @ParameterizedTest
  @CsvSource({
    "3600,     0,      , ",
    "1,        0,      , ",
    "-59,      -3600,  , ", // within the leeway
    "-60,      -3600,  , EXPIRED",
    "-100000,  -200000,, EXPIRED",
    "3600,     60,     , ",
    "3600,     61,     , NOT_YET_VALID",
    "3600,     0,   60,  ",
    "3600,     0,   61,  NOT_YET_VALID",
    "86400,    0,      , ",
    "86461,    0,      , LIFE",
    "86400,    -3600,  , LIFE", // 25 hours in all
    "86400,    ,       , ",
    "86461,    ,       , LIFE",
    "90000,    ,    60,  LIFE",
    ",         0,      , CLAIM",
  })
  void timesAreHonoured(Long exp, Long iat, Long nbf, Code expected) {
    Payload payload = Payload.good().with("exp", "").with("iat", "");
    with(payload, "exp", exp);
    with(payload, "iat", iat);
    with(payload, "nbf", nbf);
    Verification verification = tokens.verify(Forge.hs256(payload.toString()), NOW);
    if (expected == null) {
      verified(verification);
    } else {
      assertThat(refused(verification).code()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"exp", "iat", "nbf"})
  void timeThatIsNoneIsRefused(String claim) {
    for (String value :
        List.of("\"1800000000\"", "null", "true", "{}", "-1", "1e300", "1e999", "253402300800")) {
      Verification verification =
          tokens.verify(
              Forge.hs256(
                  Payload.good()
                      .with(claim, "0")
                      .toString()
                      .replaceFirst("\"" + claim + "\":0", "\"" + claim + "\":" + value)),
              NOW);
      assertThat(refused(verification).code()).describedAs(value).isEqualTo(Code.CLAIM);
      assertThat(refused(verification).sentence()).contains(claim);
    }
  }

  @Test
  void timeMayHaveAFraction() {
    String payload =
        Payload.good().with("exp", NOW.plusSeconds(1).getEpochSecond() + ".5").toString();
    verified(tokens.verify(Forge.hs256(payload), NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"switchboard\" | true",
        "[\"other\", \"switchboard\"] | true",
        "\"Switchboard\" | false",
        "\"switchboard-2\" | false",
        "[] | false",
        "[[\"switchboard\"]] | false",
        "{\"switchboard\": true} | false",
        "true | false",
        "'' | false",
      })
  void audienceMustHoldThisServer(String audience, boolean accepted) {
    Verification verification =
        tokens.verify(Forge.hs256(Payload.good().with("aud", audience).toString()), NOW);
    if (accepted) {
      verified(verification);
    } else {
      assertThat(refused(verification).code()).isEqualTo(Code.AUDIENCE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"host.example\" | true",
        "\"host\" | false",
        "[\"host.example\"] | false",
        "'' | false"
      })
  void issuerMustBeTheOneThatIsExpected(String issuer, boolean accepted) {
    Verification verification =
        tokens("host.example")
            .verify(Forge.hs256(Payload.good().with("iss", issuer).toString()), NOW);
    if (accepted) {
      verified(verification);
    } else {
      assertThat(refused(verification).code()).isEqualTo(Code.ISSUER);
    }
  }

  /// Each row replaces a claim; the sentence names it and the limit.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sub | `` | sub is missing, expected text",
        "sub | 17 | sub is a number, expected text",
        "sub | \"\" | sub is blank, expected 1 to 128",
        "sub | \"@129\" | sub is 129 characters long, expected 1 to 128",
        "sub | \"a\\u0000b\" | sub holds a character that cannot be shown",
        "name | \" \" | name is blank, expected 1 to 200",
        "name | null | name is null, expected text",
        "name | \"a\\nb\" | name holds a character that cannot be shown",
        "name | \"\\u202Egnp.exe\" | name holds a character that cannot be shown",
        "email | \"ines\" | email is not an e-mail address",
        "email | \"a b@c\" | email is not an e-mail address",
        "email | `` | email is missing, expected text",
        "locale | \"en GB\" | locale is not a language tag such as en-GB",
        "locale | 1 | locale is a number, expected text",
        "organization | `` | organization is missing, expected an object",
        "organization | \"Lumen\" | organization is text, expected an object",
        "organization.id | `` | organization.id is missing, expected text",
        "organization.name | \"@201\" | organization.name is 201 characters long, expected 1 to"
            + " 200",
        "organization.package | \"@61\" | organization.package is 61 characters long, expected 1 to"
            + " 60",
        "organization.package | true | organization.package is true or false, expected text",
        "organization.privileged | \"yes\" | organization.privileged is text, expected true or"
            + " false",
        "site | [] | site is a list, expected an object",
        "site.id | `` | site.id is missing, expected text",
        "site.plan | `` | site.plan is missing, expected text",
        "site.paying | `` | site.paying is missing, expected true or false",
        "site.launched | 1 | site.launched is a number, expected true or false",
        "site.environments | \"Live\" | site.environments is text, expected a list of at most 50",
        "site.environments | [\"Dev\", 5] | site.environments[1] is a number, expected text",
        "site.environments | [\"@61\"] | site.environments[0] is 61 characters long, expected 1 to"
            + " 60",
        "site.environments | @51 | site.environments is of 51, expected a list of at most 50",
      })
  void claimOutOfItsLimitsIsNamed(String claim, String json, String expected) {
    Payload payload = Payload.good().with(claim, expand(json));
    Verification.Refused refused = refused(tokens.verify(Forge.hs256(payload.toString()), NOW));
    assertThat(refused.code()).isEqualTo(Code.CLAIM);
    assertThat(refused.sentence()).contains(expected);
  }

  @Test
  void halfACharacterIsRefused() {
    String payload = Payload.good().toString().replace("Ines Okafor", "Ines \\ud800");
    assertThat(refused(tokens.verify(Forge.hs256(payload), NOW)).sentence())
        .contains("name holds a character that cannot be shown");
  }

  @Test
  void allFaultsOfTheClaimsAreNamedAtOnce() {
    String payload =
        Payload.good().with("sub", "").with("email", "1").with("site.plan", "null").toString();
    assertThat(refused(tokens.verify(Forge.hs256(payload), NOW)).sentence())
        .isEqualTo(
            "The token's claims are not right: sub is missing, expected text;"
                + " email is a number, expected text; site.plan is null, expected text.");
  }

  @Test
  void claimsAreLookedAtOnlyUnderAGoodSignature() {
    String payload = Payload.good().with("sub", "").with("exp", "1").toString();
    String token = Forge.token(GOOD_HEADER, payload, Forge.hmac(new byte[32]));
    assertThat(refused(tokens.verify(token, NOW)).code()).isEqualTo(Code.SIGNATURE);
  }

  @Test
  void noChangeOfAnyCharacterGoesUnnoticed() {
    String good = Forge.hs256(Payload.good().toString());
    SplittableRandom random = new SplittableRandom(42);
    String alphabet = "ABCxyz019-_.=+/ \n\u0000é";
    for (int i = 0; i < good.length(); i++) {
      char changed = alphabet.charAt(random.nextInt(alphabet.length()));
      if (changed != good.charAt(i)) {
        String forged = good.substring(0, i) + changed + good.substring(i + 1);
        assertThat(tokens.verify(forged, NOW)).isInstanceOf(Verification.Refused.class);
      }
    }
  }

  @Test
  void weakSecretIsRefused() {
    assertThatThrownBy(() -> HostKeys.shared(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("secret: 31 bytes, expected at least 32");
  }

  private static HostTokens tokens(String issuer) {
    return new HostTokens(
        HostKeys.shared(SECRET),
        new HostTokens.Policy("switchboard", issuer, Duration.ofHours(24)));
  }

  private static Map.Entry<String, Object[]> row(String name, String token, Code expected) {
    return Map.entry(name, new Object[] {token, expected});
  }

  private static void with(Payload payload, String claim, Long secondsFromNow) {
    if (secondsFromNow != null) {
      payload.with(claim, NOW.getEpochSecond() + secondsFromNow);
    }
  }

  /// 32 bytes take 43 characters, the last of which has two bits that mean nothing.
  private static String loosened(String token) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    return token.substring(0, token.length() - 1) + alphabet.charAt(last | 1);
  }

  private static String notUtf8(Forge.Signer signer) {
    String signed =
        Forge.encode(GOOD_HEADER)
            + "."
            + Forge.encode(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    try {
      return signed + "." + Forge.encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// `@61` inside quotes stands for as many characters, alone for a list of as many environments.
  private static String expand(String json) {
    if (json.startsWith("@")) {
      return "[" + "\"x\",".repeat(Integer.parseInt(json.substring(1)) - 1) + "\"x\"]";
    }
    int at = json.indexOf('@');
    if (at < 0 || !json.substring(at + 1).matches("[0-9]+\"]?")) {
      return json;
    }
    String digits = json.substring(at + 1).replaceAll("[^0-9]", "");
    return json.replace("@" + digits, "x".repeat(Integer.parseInt(digits)));
  }

  static CustomerClaims verified(Verification verification) {
    return switch (verification) {
      case Verification.Verified verified -> verified.claims();
      case Verification.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  static Verification.Refused refused(Verification verification) {
    return switch (verification) {
      case Verification.Verified verified -> throw new AssertionError(verified.toString());
      case Verification.Refused refused -> refused;
    };
  }
}
