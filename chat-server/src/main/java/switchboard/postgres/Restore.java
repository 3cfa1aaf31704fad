package switchboard.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Makes a data folder's database of a backup. The new one is built beside and put in place when it is whole; until then nothing is touched.
public final class Restore {
  /// @param replaced where the database that was there before is now; null when there was none
  public record Outcome(BackupManifest manifest, @Nullable Path replaced) {}

  private Restore() {}

  /// @param data the server's data folder, on which no server runs
  /// @param replace whether a database that is there is put aside, or a reason to refuse
  public static Outcome into(Path data, Path backup, boolean replace, Instant now)
      throws BackupException {
    Path home = data.toAbsolutePath().normalize().resolve("postgresql");
    try {
      BackupManifest manifest = BackupManifest.read(backup);
      verify(manifest, backup);
      Folders.create(home, Folders.PASSABLE);
      try (FolderLock _ = FolderLock.acquire(home.toRealPath())) {
        Path cluster = home.resolve("cluster");
        if (Files.exists(cluster) && !replace) {
          throw new BackupException(
              "there is a database in %s already; --replace puts it aside".formatted(home), null);
        }
        Path building = home.resolve("restoring");
        Folders.delete(building);
        build(manifest, backup, building, home);
        Path replaced = putAside(cluster, now);
        Files.move(
            building.resolve("postgresql").resolve("cluster"),
            cluster,
            StandardCopyOption.ATOMIC_MOVE);
        Folders.force(home);
        Folders.delete(building);
        return new Outcome(manifest, replaced);
      }
    } catch (IOException | SQLException | FlywayException | EmbeddedPostgresException e) {
      throw new BackupException(
          "cannot restore the backup in %s: %s".formatted(backup, e.getMessage()), e);
    }
  }

  private static @Nullable Path putAside(Path cluster, Instant now) throws IOException {
    if (!Files.exists(cluster)) {
      return null;
    }
    Path aside = cluster.resolveSibling("replaced-" + now.getEpochSecond());
    Files.move(cluster, aside, StandardCopyOption.ATOMIC_MOVE);
    return aside;
  }

  // --- before anything is touched ---

  private static void verify(BackupManifest manifest, Path backup)
      throws IOException, BackupException {
    for (BackupManifest.Table table : manifest.tables()) {
      Path file = backup.resolve(table.file());
      if (!Files.exists(file)) {
        throw new BackupException("the backup lacks " + file, null);
      }
      try (DigestInputStream in =
          new DigestInputStream(
              new BufferedInputStream(Files.newInputStream(file)), Digests.sha256())) {
        in.transferTo(OutputStream.nullOutputStream());
        if (!Digests.hex(in.getMessageDigest()).equals(table.sha256())) {
          throw new BackupException(file + " is damaged: its SHA-256 is not the manifest's", null);
        }
      }
    }
  }

  // --- the new database ---

  private static void build(BackupManifest manifest, Path backup, Path building, Path binaries)
      throws EmbeddedPostgresException, SQLException, IOException, BackupException {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            building, EmbeddedPostgres.Options.DEFAULT.withBinaries(binaries))) {
      Database database = postgres.database();
      MigrationVersion version = MigrationVersion.fromVersion(manifest.migration());
      FluentConfiguration flyway =
          Flyway.configure().dataSource(database.url(), database.user(), database.password());
      requireKnown(version, flyway.load());
      flyway.target(version).load().migrate();
      try (Connection connection = database.connect("switchboard restore", 10, 0)) {
        connection.setAutoCommit(false);
        for (BackupManifest.Table table : manifest.tables()) {
          copy(connection, table, backup);
        }
        connection.commit();
      }
      Storage.open(database, 1, Duration.ofSeconds(30)).close();
    } catch (StorageException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private static void requireKnown(MigrationVersion version, Flyway flyway)
      throws BackupException {
    if (Arrays.stream(flyway.info().all()).noneMatch(known -> version.equals(known.getVersion()))) {
      throw new BackupException(
          "the backup is of a newer version of the program: it needs migration " + version, null);
    }
  }

  private static void copy(Connection connection, BackupManifest.Table table, Path backup)
      throws SQLException, IOException {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    long rows;
    try (InputStream in =
        new GZIPInputStream(
            new BufferedInputStream(Files.newInputStream(backup.resolve(table.file()))),
            1 << 16)) {
      rows =
          copies.copyIn("copy %s (%s) from stdin".formatted(table.name(), table.columnList()), in);
    }
    if (rows != table.rows()) {
      throw new SQLException(
          "table %s has %d rows, expected %d".formatted(table.name(), rows, table.rows()));
    }
    goOnCounting(connection, table);
  }

  /// Rows that come later must not get numbers that are taken.
  private static void goOnCounting(Connection connection, BackupManifest.Table table)
      throws SQLException {
    for (String column : table.columns()) {
      String counter = counterOf(connection, table.name(), column);
      if (counter != null) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "select setval('%s', (select coalesce(max(%s), 0) + 1 from %s), false)"
                  .formatted(counter, column, table.name()));
        }
      }
    }
  }

  /// The sequence that numbers a column's rows, or null when none does.
  private static @Nullable String counterOf(Connection connection, String table, String column)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select pg_get_serial_sequence(?, ?)")) {
      query.setString(1, table);
      query.setString(2, column);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
