package switchboard;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--replace", description = "Puts a database that is there aside.")
  private boolean replace;

  @Override
  public Integer call() throws Exception {
    try {
      Restore.Outcome outcome =
          Restore.into(database.embedded(), folder, replace, Instant.now());
      System.out.println("Restored what was stored at " + outcome.manifest().takenAt());
      if (outcome.replaced() != null) {
        System.out.println("The database that was there is now in " + outcome.replaced());
      }
      return 0;
    } catch (BackupException e) {
      throw new CommandFailure(e.getMessage());
    }
  }
}
