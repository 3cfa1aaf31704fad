package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of docs/spec and every property of routing is the name of a test, and every test that names one names one that there is.
class SpecificationTest {
  private static final Path SPEC = Path.of("../docs/spec");
  private static final Pattern RULE = Pattern.compile("^\\*\\*([A-Z]\\d+) ", Pattern.MULTILINE);
  private static final Pattern PROPERTY = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE);
  private static final Pattern TEST = Pattern.compile("void ((?:[a-z]\\d+_)+)");
  private static final Pattern PROPERTY_TEST = Pattern.compile("\\bproperty(\\d+)_");
  private static final Set<String> RULES = found(SPEC, ".md", RULE);
  private static final Set<String> NAMED = found(Path.of("src/test"), ".java", TEST);

  static Stream<String> rules() {
    return RULES.stream();
  }

  static Stream<String> named() {
    return NAMED.stream();
  }

  private static Set<String> found(Path folder, String suffix, Pattern pattern) {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          found.addAll(Set.of(matcher.group(1).toLowerCase().split("_")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleIsTheNameOfATest(String rule) {
    assertThat(NAMED).contains(rule);
  }

  @ParameterizedTest
  @MethodSource("named")
  void everyRuleThatATestNamesIsThere(String rule) {
    assertThat(RULES).contains(rule);
  }

  @Test
  void everyPropertyIsTheNameOfATest() {
    Set<String> named = found(Path.of("src"), ".java", PROPERTY_TEST);
    assertThat(named).isEqualTo(found(SPEC, "routing.md", PROPERTY));
  }
}
