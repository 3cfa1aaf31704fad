package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      new TrustedProxies(List.of(network("10.0.0.0/8"), network("fd00::/8")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.7 | 198.51.100.1               | 203.0.113.7  | a stranger is not believed
          10.1.2.3    | 198.51.100.1               | 198.51.100.1 | a trusted proxy is
          10.1.2.3    | 198.51.100.1, 203.0.113.7  | 203.0.113.7  | only about its own peer
          10.1.2.3    | 198.51.100.1, 10.9.9.9     | 198.51.100.1 | proxies may stand in a row
          10.1.2.3    | 198.51.100.1; 10.9.9.9     | 198.51.100.1 | in several header lines too
          10.1.2.3    | 10.9.9.9                   | 10.9.9.9     | even the first may be trusted
          fd00::1     | 2001:db8::5                | 2001:db8::5  | IPv6 as well
          10.1.2.3    | 198.51.100.1, unknown      | 10.1.2.3     | nonsense is not an address
          10.1.2.3    | example.com                | 10.1.2.3     | nor is a name
          10.1.2.3    |                            | 10.1.2.3     | nothing was said
          """)
  void saysWhoAsks(String peer, String forwardedFor, String client, String because) {
    List<String> headers =
        forwardedFor == null ? List.of() : Arrays.asList(forwardedFor.split("; "));
    assertThat(proxies.clientOf(address(peer), headers)).as(because).isEqualTo(address(client));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,     10.255.255.255, true",
    "10.0.0.0/8,     11.0.0.0,       false",
    "192.0.2.128/25, 192.0.2.200,    true",
    "192.0.2.128/25, 192.0.2.127,    false",
    "192.0.2.7,      192.0.2.7,      true",
    "192.0.2.7,      192.0.2.6,      false",
    "0.0.0.0/0,      203.0.113.7,    true",
    "0.0.0.0/0,      2001:db8::1,    false",
    "2001:db8::/33,  2001:db8:7fff::1, true",
    "2001:db8::/33,  2001:db8:8000::1, false",
  })
  void networkHoldsWhatBeginsAlike(String network, String address, boolean held) {
    assertThat(network(network).contains(address(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "10.0.0.1 "})
  void whatIsNoNetworkIsNone(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }

  @Test
  void nobodyIsTrustedUnasked() {
    assertThat(TrustedProxies.NONE.clientOf(address("127.0.0.1"), List.of("203.0.113.7")))
        .isEqualTo(address("127.0.0.1"));
  }

  private static Network network(String text) {
    return Network.parse(text).orElseThrow();
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }
}
