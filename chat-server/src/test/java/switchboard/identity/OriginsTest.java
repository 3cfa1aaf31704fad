package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
  private final Origins byHost = new Origins(null, List.of("https://dashboard.example"));
  private final Origins byName =
      new Origins("https://support.example", List.of("https://dashboard.example"));

  @ParameterizedTest
  @CsvSource({
    "https://support.example,      support.example,      true,  true",
    "https://support.example:443,  support.example,      true,  true",
    "http://localhost:8080,        localhost:8080,       true,  true",
    "HTTP://LocalHost:8080,        localhost:8080,       true,  true",
    "http://[::1]:8080,            [::1]:8080,           true,  true",
    "http://localhost:8081,        localhost:8080,       false, false",
    "https://dashboard.example,    support.example,      false, true",
    "https://dashboard.example:443, support.example,     false, true",
    "http://dashboard.example,     support.example,      false, false",
    "https://dashboard.example.evil.example, support.example, false, false",
    "https://evil.example,         support.example,      false, false",
    "https://support.example@evil.example, support.example, false, false",
    "https://support.example/x,    support.example,      false, false",
    "null,                         support.example,      false, false",
    "'',                           support.example,      false, false",
    "'https://a b',                support.example,      false, false",
    "https://support.example,      ,                     false, false",
    ",                             support.example,      false, true",
  })
  void pagesAreToldApart(String origin, String host, boolean own, boolean allowed) {
    assertThat(byHost.isOwn(origin, host)).isEqualTo(own);
    assertThat(byHost.allowed(origin, host)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://support.example,   true",
    "http://support.example,    false",
    "https://internal:8080,     false",
    "https://dashboard.example, false",
  })
  void nameThatIsSetCountsWhateverTheHostHeaderSays(String origin, boolean own) {
    assertThat(byName.isOwn(origin, "internal:8080")).isEqualTo(own);
  }
}
