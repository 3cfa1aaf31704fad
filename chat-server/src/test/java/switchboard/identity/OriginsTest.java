package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
  private final Origins byHost = new Origins(null);
  private final Origins byName = new Origins("https://support.example");

  @ParameterizedTest
  @CsvSource({
    "https://support.example,      support.example, true",
    "https://support.example:443,  support.example, true",
    "http://localhost:8080,        localhost:8080, true",
    "HTTP://LocalHost:8080,        localhost:8080, true",
    "http://[::1]:8080,            [::1]:8080, true",
    "http://localhost:8081,        localhost:8080, false",
    "https://dashboard.example,    support.example, false",
    "https://dashboard.example:443, support.example, false",
    "http://dashboard.example,     support.example, false",
    "https://dashboard.example.evil.example, support.example, false",
    "https://evil.example,         support.example, false",
    "https://support.example@evil.example, support.example, false",
    "https://support.example/x,    support.example, false",
    "null,                         support.example, false",
    "'',                           support.example, false",
    "'https://a b',                support.example, false",
    "https://support.example,      , false",
  })
  void pagesAreToldApart(String origin, String host, boolean own) {
    assertThat(byHost.isOwn(origin, host)).isEqualTo(own);
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
