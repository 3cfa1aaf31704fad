package switchboard.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import switchboard.runtime.Journal;
import switchboard.runtime.Lease;

/// The server's database: migrated, with a pool of connections for reading and for reference data, and a journal for each desk.
public final class Storage implements AutoCloseable {
  private static final int VERSION_MIN = 15;
  private static final int CONNECT_TIMEOUT_S = 2;
  private static final int ANSWER_TIMEOUT_S = 5;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(200);

  private final Database database;
  private final HikariDataSource pool;

  private Storage(Database database, HikariDataSource pool) {
    this.database = database;
    this.pool = pool;
  }

  /// Migrates the database to this version of the program and opens it.
  ///
  /// @param poolSize most connections, the journals' own not counted
  /// @param patience how long to wait for a database that cannot be reached yet
  public static Storage open(Database database, int poolSize, Duration patience)
      throws StorageException {
    try {
      reach(database, patience);
      Flyway.configure()
          .dataSource(database.url(), database.user(), database.password())
          .load()
          .migrate();
    } catch (SQLException | FlywayException e) {
      throw new StorageException(
          "cannot use the database of %s: %s".formatted(database, e.getMessage()), e);
    }
    return new Storage(database, new HikariDataSource(poolConfig(database, poolSize)));
  }

  private static void reach(Database database, Duration patience)
      throws SQLException, StorageException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Connection connection = database.connect("switchboard", CONNECT_TIMEOUT_S, ANSWER_TIMEOUT_S)) {
        requireVersion(connection);
        return;
      } catch (SQLException e) {
        if (!SqlFaults.isAbsence(e) || System.nanoTime() - deadline >= 0) {
          throw e;
        }
      }
      pause(database);
    }
  }

  private static void requireVersion(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < VERSION_MIN) {
      throw new SQLException(
          "it is PostgreSQL %d, and %d or newer is needed".formatted(version, VERSION_MIN), "0A000");
    }
  }

  private static void pause(Database database) throws StorageException {
    try {
      Thread.sleep(RETRY_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting for the database of " + database, e);
    }
  }

  private static HikariConfig poolConfig(Database database, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(new PersistentSource(database));
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(Math.min(2, poolSize));
    config.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
    config.setInitializationFailTimeout(-1); // It has just been reached.
    return config;
  }

  /// Connections for reading and for reference data; never for the journal's writing, which must not wait for them.
  public DataSource pool() {
    return pool;
  }

  /// The journal of a desk, created when there is none.
  public Journal journal(int desk) throws StorageException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into desk (id) values (%d) on conflict do nothing".formatted(desk));
      statement.execute(
          "insert into lead (desk) values (%d) on conflict do nothing".formatted(desk));
      return new PostgresJournal(database, pool, desk);
    } catch (SQLException e) {
      throw new StorageException(
          "cannot open the journal of desk %d: %s".formatted(desk, e.getMessage()), e);
    }
  }

  /// The lease of a desk that has a journal.
  ///
  /// @param node names this start of the server
  /// @param alone whether no other node is meant to be there
  public Lease lease(int desk, String node, boolean alone) {
    return new PostgresLease(database, desk, node, alone);
  }

  @Override
  public void close() {
    pool.close();
  }
}
