package switchboard;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import switchboard.config.Settings;

/// Which desk a tool works on.
final class DeskOption {
  @Option(names = "--desk", description = "Name of the desk; the only one without.")
  private @Nullable String name;

  Settings.Desk of(Settings settings) {
    List<Settings.Desk> desks = settings.desks();
    if (name == null && desks.size() == 1) {
      return desks.getFirst();
    }
    return desks.stream()
        .filter(desk -> desk.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "--desk: %s, expected one of %s"
                        .formatted(
                            name == null ? "missing" : name,
                            desks.stream()
                                .map(Settings.Desk::name)
                                .collect(Collectors.joining(", ")))));
  }
}
