package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DeskOptionTest {
  private static final String SECRET = "yKx3vP0q7Zb1Nn5Lr8Tt2Ww6Cc9Mm4Ff";

  @TempDir Path folder;
  private Path settings;

  @BeforeEach
  void twoDesks() throws Exception {
    settings =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            hostToken: {secret: %s}
            desks:
              acme: {hosts: acme.example}
              globex: {hosts: globex.example, hostToken: {audience: globex}}
            """
                .formatted(SECRET));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "token --customer c1|missing",
        "token --customer c1 --desk initech|initech",
        "account list|missing",
        "account list --desk ACME|ACME",
        "account disable dana|missing"
      })
  void whereThereAreSeveralOneIsToBeNamed(String command, String found) {
    assertThat(failure(command))
        .isEqualTo("--desk: " + found + ", expected one of acme, globex");
  }

  @Test
  void oneThatIsNamedIsWorkedOn() {
    assertThat(failure("token --customer c1 --desk globex")).isNull();
  }

  /// The message; null for success.
  private String failure(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.add("--config");
    arguments.add(settings.toString());
    String[] message = new String[1];
    int exit =
        new CommandLine(Main.class)
            .setExecutionExceptionHandler(
                (fault, _, _) -> {
                  message[0] = fault.getMessage();
                  return 1;
                })
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).isEqualTo(message[0] == null ? 0 : 1);
    return message[0];
  }
}
