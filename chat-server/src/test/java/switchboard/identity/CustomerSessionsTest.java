package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.identity.Verification.Code;

class CustomerSessionsTest {
  private static final Instant NOW = Payload.NOW;
  private static final byte[] KEY = key(1);
  private static final CustomerClaims CLAIMS = claims("drupal");
  private final CustomerSessions sessions = new CustomerSessions(1, KEY, null, Duration.ofHours(12));

  private static CustomerClaims claims(String platform) {
    return new CustomerClaims(
        "c-17",
        "Ines \"Ö\" Okafor",
        "ines@lumen.example",
        new CustomerClaims.Organization("o-1", "Lumen Labs", null, true),
        new CustomerClaims.Site(
            "s-1", "store", "Elite", true, false, List.of("Dev", "Live"), platform),
        "en-GB");
  }

  @Test
  void sessionBringsBackTheClaims() {
    assertThat(sessions.verify(sessions.issue(CLAIMS, NOW), NOW.plus(Duration.ofHours(11))))
        .isEqualTo(new Verification.Verified(CLAIMS, NOW.plus(Duration.ofHours(12))));
  }

  @Test
  void sessionEndsAfterItsLife() {
    String token = sessions.issue(CLAIMS, NOW);
    Instant end = NOW.plus(Duration.ofHours(12));
    assertThat(sessions.verify(token, end.minusMillis(1)))
        .isInstanceOf(Verification.Verified.class);
    assertThat(code(token, end)).isEqualTo(Code.EXPIRED);
  }

  /// A token that browsers hold must be readable after an upgrade: this one was issued by the first
  /// version.
  @Test
  void sessionOfTheFirstVersionIsReadable() {
    String first =
        "sb1.WzE3OTU0Nzg0MDAsWyJjLTE3IiwiSW5lcyBcIsOWXCIgT2thZm9yIiwiaW5lc0BsdW"
            + "1lbi5leGFtcGxlIixbIm8tMSIsIkx1bWVuIExhYnMiLG51bGwsdHJ1ZV0sWyJzLTEiLCJz"
            + "dG9yZSIsIkVsaXRlIix0cnVlLGZhbHNlLFsiRGV2IiwiTGl2ZSJdXSwiZW4tR0IiXV0.iN"
            + "48YppU76wCB3oLFUWq_i5UG0DyyshpXYK-0xO1yIo";
    assertThat(sessions.verify(first, NOW))
        .isEqualTo(
            new Verification.Verified(claims(null), NOW.plus(Duration.ofHours(12))));
  }

  @Test
  void sessionIsWorthNothingAtAnotherDesk() {
    CustomerSessions second = new CustomerSessions(2, KEY, key(3), Duration.ofHours(12));
    CustomerSessions third = new CustomerSessions(3, key(3), KEY, Duration.ofHours(12));
    List<CustomerSessions> desks = List.of(sessions, second, third);
    for (CustomerSessions one : desks) {
      for (CustomerSessions other : desks) {
        assertThat(other.verify(one.issue(CLAIMS, NOW), NOW) instanceof Verification.Verified)
            .isEqualTo(one == other);
      }
    }
  }

  @Test
  void noChangeOfAnyCharacterGoesUnnoticed() {
    String token = sessions.issue(CLAIMS, NOW);
    for (int i = 0; i < token.length(); i++) {
      for (char changed : new char[] {'A', 'x', '9', '.', '-'}) {
        String forged = token.substring(0, i) + changed + token.substring(i + 1);
        if (!forged.equals(token)) {
          assertThat(sessions.verify(forged, NOW)).isInstanceOf(Verification.Refused.class);
        }
      }
    }
  }

  @Test
  void afterAChangeTheKeyBeforeStillCountsButDoesNotSign() {
    String old = sessions.issue(CLAIMS, NOW);
    CustomerSessions changed = new CustomerSessions(1, key(2), KEY, Duration.ofHours(12));
    assertThat(changed.verify(old, NOW)).isInstanceOf(Verification.Verified.class);
    String fresh = changed.issue(CLAIMS, NOW);
    assertThat(code(fresh, NOW)).isEqualTo(Code.SIGNATURE);
    CustomerSessions again = new CustomerSessions(1, key(3), key(2), Duration.ofHours(12));
    assertThat(HostTokensTest.refused(again.verify(old, NOW)).code()).isEqualTo(Code.SIGNATURE);
    assertThat(again.verify(fresh, NOW)).isInstanceOf(Verification.Verified.class);
  }

  @Test
  void hostTokenIsNoSessionEvenUnderTheSameKey() {
    String hostToken =
        Forge.token("{\"alg\":\"HS256\"}", Payload.good().toString(), Forge.hmac(KEY));
    assertThat(code(hostToken, NOW)).isEqualTo(Code.MALFORMED);
    String[] parts = hostToken.split("\\.");
    String dressed = Forge.token("{}", "{}", Forge.hmac(KEY)).split("\\.")[2];
    assertThat(code("sb2." + parts[1] + "." + dressed, NOW)).isEqualTo(Code.SIGNATURE);
  }

  @Test
  void sessionIsNeverLongerThanTheHostsToken() {
    HostTokens tokens =
        new HostTokens(
            HostKeys.shared(KEY), new HostTokens.Policy("switchboard", null, Duration.ofHours(24)));
    String environments = "[" + "\"é%s\",".formatted("x".repeat(59)).repeat(49) + "\"e\"]";
    for (String payload :
        List.of(
            Payload.good().toString(),
            Payload.good().with("site.environments", environments).toString(),
            Payload.good().with("site", "").with("organization.package", "").toString())) {
      String hostToken = Forge.token("{\"alg\":\"HS256\"}", payload, Forge.hmac(KEY));
      CustomerClaims claims = HostTokensTest.verified(tokens.verify(hostToken, NOW));
      assertThat(sessions.issue(claims, NOW)).hasSizeLessThanOrEqualTo(hostToken.length());
    }
  }

  @Test
  void rubbishIsRefused() {
    for (String rubbish : List.of("", ".", "..", "sb1..", "sb3.W10.AA", "x".repeat(10_000))) {
      assertThat(code(rubbish, NOW)).isIn(Code.MALFORMED, Code.SIGNATURE);
    }
  }

  private Code code(String token, Instant at) {
    return HostTokensTest.refused(sessions.verify(token, at)).code();
  }

  private static byte[] key(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }
}
