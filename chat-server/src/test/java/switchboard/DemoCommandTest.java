package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the demo refuses before it starts anything. */
class DemoCommandTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | --traffic: 0, expected 1 to 600 customers a minute",
        "-3   | --traffic: -3, expected 1 to 600 customers a minute",
        "601  | --traffic: 601, expected 1 to 600 customers a minute",
        "many | Invalid value for option '--traffic': 'many' is not an int",
      })
  void trafficIsANumberOfCustomersAMinute(String given, String error) {
    assertThat(refusal(2, "--traffic", given)).startsWith(error);
  }

  @Test
  void trafficNeedsItsNumber() {
    assertThat(refusal(2, "--traffic"))
        .startsWith("Missing required parameter for option '--traffic' (N)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: {publicUrl: 'https://support.example.com'}", "desks: {acme: {hosts: acme.example}}"
      })
  void trafficComesByPlainHttpUnderAnyName(String settings) throws Exception {
    Path config = Files.writeString(folder.resolve("settings.yaml"), settings + "\n");
    assertThat(refusal(1, "--traffic", "5", "--config", config.toString()))
        .contains("--traffic with http.tls, http.publicUrl or desks set, expected none of them");
  }

  /** What is printed to standard error. */
  private String refusal(int exitCode, String... arguments) {
    StringWriter printed = new StringWriter();
    int code =
        new CommandLine(new DemoCommand())
            .setErr(new PrintWriter(printed))
            .setExecutionExceptionHandler(
                (fault, command, _) -> {
                  command.getErr().println(fault.getMessage());
                  return 1;
                })
            .execute(arguments);
    assertThat(code).isEqualTo(exitCode);
    assertThat(folder.resolve("postgres")).doesNotExist();
    return printed.toString();
  }
}
