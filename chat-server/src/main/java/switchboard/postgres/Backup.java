package switchboard.postgres;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Takes a backup of a database that serves: all tables as of one moment, in a folder that only its owner can read, for it holds what people
/// wrote. Memory is bounded whatever the size.
public final class Backup {
  /// What is not worth keeping, or must not come back: who is signed in, who leads, what is being simulated, and what
  /// Flyway makes anew.
  private static final String LEFT_OUT =
      "'flyway_schema_history', 'staff_session', 'lead', 'node', 'simulation'";

  private Backup() {}

  /// @param folder does not exist yet, or is empty; it appears when the backup is whole
  public static BackupManifest take(DataSource database, Path folder, Instant now)
      throws BackupException {
    Path target = folder.toAbsolutePath().normalize();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      requireFree(target);
      Folders.delete(part);
      Folders.create(part, Folders.PRIVATE);
      BackupManifest manifest = write(database, part, now);
      Folders.force(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      Folders.force(Folders.parent(target));
      return manifest;
    } catch (SQLException | IOException e) {
      throw new BackupException(
          "cannot take a backup into %s: %s".formatted(target, e.getMessage()), e);
    }
  }

  private static void requireFree(Path target) throws IOException, BackupException {
    if (!Files.exists(target)) {
      return;
    }
    try (var entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new BackupException(target + " is not empty; a backup goes into a new folder", null);
      }
    }
    Files.delete(target);
  }

  private static BackupManifest write(DataSource database, Path part, Instant now)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      unlimited(connection);
      List<BackupManifest.Table> tables = new ArrayList<>();
      for (String table : tables(connection)) {
        tables.add(copy(connection, table, part));
      }
      BackupManifest manifest =
          new BackupManifest(
              BackupManifest.FORMAT,
              migration(connection),
              connection.getMetaData().getDatabaseProductVersion(),
              now.toString(),
              tables);
      manifest.write(part);
      connection.rollback();
      return manifest;
    }
  }

  private static void unlimited(Connection connection) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 0);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local statement_timeout = 0");
    }
  }

  /// Those that others refer to come first.
  private static List<String> tables(Connection connection) throws SQLException {
    return strings(
        connection,
        """
        select table_name from information_schema.tables
        where table_schema = current_schema() and table_type = 'BASE TABLE'
          and table_name not in (%s)
        order by table_name <> 'desk', table_name <> 'account', table_name
        """
            .formatted(LEFT_OUT));
  }

  private static String migration(Connection connection) throws SQLException {
    return strings(
            connection,
            "select version from flyway_schema_history order by installed_rank desc limit 1")
        .getFirst();
  }

  private static BackupManifest.Table copy(Connection connection, String table, Path part)
      throws SQLException, IOException {
    List<String> columns =
        strings(
            connection,
            """
            select column_name from information_schema.columns
            where table_schema = current_schema() and table_name = '%s' order by ordinal_position
            """
                .formatted(table));
    BackupManifest.Table counted = new BackupManifest.Table(table, columns, 0, "");
    Path file = part.resolve(counted.file());
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    long rows;
    DigestOutputStream digest =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file)), Digests.sha256());
    try (OutputStream out = new GZIPOutputStream(digest, 1 << 16)) {
      rows =
          copies.copyOut("copy %s (%s) to stdout".formatted(table, counted.columnList()), out);
    }
    Folders.force(file);
    return new BackupManifest.Table(
        table, columns, rows, Digests.hex(digest.getMessageDigest()));
  }

  private static List<String> strings(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> strings = new ArrayList<>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }
}
