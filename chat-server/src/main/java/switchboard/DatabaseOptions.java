package switchboard;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import switchboard.config.Settings;
import switchboard.postgres.EmbeddedPostgres;

/// Which database a tool works on: the one of a configuration, or of a data folder.
final class DatabaseOptions {
  @Option(names = "--config", description = "The server's YAML file.")
  private @Nullable Path config;

  @Option(
      names = "--data",
      description = "Data folder of a server or demo that runs or ran, instead of a configuration.")
  private @Nullable Path data;

  Server.Opened open() throws Server.StartFailure {
    return Server.openStorage(settings(), data);
  }

  /// The same of a server that runs or ran: who only reads makes no new one.
  ///
  /// @throws CommandFailure there is none
  Server.Opened openExisting() throws Server.StartFailure {
    Settings settings = settings();
    Path folder = data == null ? settings.dataDirectory() : data;
    boolean embedded = data != null || settings.database().jdbcUrl() == null;
    if (embedded && !EmbeddedPostgres.isIn(folder)) {
      throw new CommandFailure(
          "--data: %s, expected the data folder of a server or demo that runs or ran"
              .formatted(folder));
    }
    return Server.openStorage(settings, data);
  }

  Settings settings() {
    return Inputs.settings(config);
  }

  /// Where the embedded database is.
  ///
  /// @throws CommandFailure it is not the embedded one
  Path embedded() {
    Settings settings = settings();
    if (data == null && settings.database().jdbcUrl() != null) {
      throw new CommandFailure(
          "DATABASE_URL names a PostgreSQL of your own, expected the embedded one: use pg_dump or"
              + " your point-in-time recovery (docs/operations.md)");
    }
    return data == null ? settings.dataDirectory() : data;
  }
}
