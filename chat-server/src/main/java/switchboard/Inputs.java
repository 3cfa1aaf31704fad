package switchboard;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import switchboard.config.CatalogueFile;
import switchboard.config.Fault;
import switchboard.config.Loaded;
import switchboard.config.Settings;
import switchboard.desk.entitlement.Catalogue;

/// Reads what operators write, and stops with every fault at once.
final class Inputs {
  private Inputs() {}

  /// @param file null for what a demo goes by
  static Settings settings(@Nullable Path file) {
    return settings(file, file == null ? Settings.Purpose.DEMO : Settings.Purpose.SERVE);
  }

  static Settings settings(@Nullable Path file, Settings.Purpose purpose) {
    return settings(file, System.getenv(), purpose);
  }

  static Settings settings(
      @Nullable Path file, Map<String, String> environment, Settings.Purpose purpose) {
    return good(Settings.load(file, environment, purpose), "the settings");
  }

  /// @param file null for the shipped catalogue
  static Catalogue catalogue(@Nullable Path file) {
    return file == null
        ? CatalogueFile.shipped()
        : good(CatalogueFile.read(file), "the catalogue");
  }

  private static <T> T good(Loaded<T> loaded, String what) {
    return switch (loaded) {
      case Loaded.Good<T>(T value) -> value;
      case Loaded.Faulty<T>(List<Fault> faults) ->
          throw new CommandFailure(
              faults.stream()
                  .map(fault -> "\n  " + fault)
                  .collect(
                      Collectors.joining(
                          "", (faults.size() == 1 ? "a fault in " : "faults in ") + what + ":", "")));
    };
  }
}
