package switchboard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import switchboard.config.Settings;
import switchboard.postgres.BackupException;
import switchboard.postgres.Restore;

/// `./switchboard restore`.
@Command(
    name = "restore",
    description = "Makes the embedded database of a backup, while no server runs on it.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A folder that `backup` has written.")
  private Path folder = Path.of("");

  @Option(names = "--config", description = "The server's YAML file.")
  private @Nullable Path config;

  @Option(names = "--data", description = "The data folder, instead of a configuration.")
  private @Nullable Path data;

  @Option(names = "--replace", description = "Puts a database that is there aside.")
  private boolean replace;

  @Override
  public Integer call() throws Exception {
    Settings settings =
        Inputs.settings(config, config == null ? Settings.Purpose.DEMO : Settings.Purpose.SERVE);
    requireEmbedded(settings, data);
    try {
      Restore.Outcome outcome =
          Restore.into(
              data == null ? settings.dataDirectory() : data, folder, replace, Instant.now());
      System.out.println("Restored what was stored at " + outcome.manifest().takenAt());
      if (outcome.replaced() != null) {
        System.out.println("The database that was there is now in " + outcome.replaced());
      }
      return 0;
    } catch (BackupException e) {
      throw new CommandFailure(e.getMessage());
    }
  }

  static void requireEmbedded(Settings settings, @Nullable Path data) {
    if (data == null && settings.database().jdbcUrl() != null) {
      throw new CommandFailure(
          "DATABASE_URL names a PostgreSQL of your own, expected the embedded one: use pg_dump or"
              + " your point-in-time recovery (docs/operations.md)");
    }
  }
}
