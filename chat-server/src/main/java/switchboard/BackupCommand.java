package switchboard;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import switchboard.config.Settings;
import switchboard.postgres.Backup;
import switchboard.postgres.BackupException;
import switchboard.postgres.BackupManifest;

/// `./switchboard backup`.
@Command(
    name = "backup",
    description = "Takes a backup of the embedded database, also while a server runs on it.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A new folder.")
  private Path folder = Path.of("");

  @Option(names = "--config", description = "The server's YAML file.")
  private @Nullable Path config;

  @Option(names = "--data", description = "The data folder, instead of a configuration.")
  private @Nullable Path data;

  @Override
  public Integer call() throws Exception {
    Settings settings =
        Inputs.settings(config, config == null ? Settings.Purpose.DEMO : Settings.Purpose.SERVE);
    RestoreCommand.requireEmbedded(settings, data);
    try (Server.Opened opened = Server.openStorage(settings, data)) {
      BackupManifest manifest =
          Backup.take(opened.storage().pool(), folder, Instant.now().truncatedTo(ChronoUnit.SECONDS));
      manifest
          .tables()
          .forEach(table -> System.out.printf("%,12d  %s%n", table.rows(), table.name()));
      System.out.println("Backup taken into " + folder.toAbsolutePath());
      return 0;
    } catch (BackupException e) {
      throw new CommandFailure(e.getMessage());
    }
  }
}
