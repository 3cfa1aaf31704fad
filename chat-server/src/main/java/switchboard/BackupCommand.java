package switchboard;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
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

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Override
  public Integer call() throws Exception {
    database.embedded();
    try (Server.Opened opened = database.openExisting()) {
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
