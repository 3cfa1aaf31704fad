package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private final HostNames<String> names =
      HostNames.named(Map.of("acme.example", "acme", "globex.example", "globex"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme.example", "ACME.Example", "acme.example:8443", "acme.example.", "acme.example.:80",
        " acme.example ", "acme.example:"
      })
  void letterCasePortAndFinalDotDoNotMatter(String header) {
    assertThat(names.find(List.of(header))).isEqualTo("acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", ":80", "example", "xacme.example", "acme.example..", "acme.example:x",
        "acme.example:80:80", "me@acme.example", "acme.example/x", "acme.example, globex.example",
        "http://acme.example", "[::1]:80", "127.0.0.1", "acme.example\u0000"
      })
  void anythingElseNamesNothing(String header) {
    assertThat(names.find(List.of(header))).isNull();
  }

  @Test
  void noneOrSeveralNameNothing() {
    assertThat(names.find(List.of())).isNull();
    assertThat(names.find(List.of("acme.example", "globex.example"))).isNull();
    assertThat(names.find(List.of("acme.example", "acme.example"))).isNull();
  }

  @Test
  void whatIsReachedUnderAnyNameIsReachedWithoutOne() {
    HostNames<String> any = HostNames.any("main");
    assertThat(any.find(List.of())).isEqualTo("main");
    assertThat(any.find(List.of("whatever"))).isEqualTo("main");
  }
}
