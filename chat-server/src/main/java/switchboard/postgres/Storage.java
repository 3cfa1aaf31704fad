package switchboard.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import switchboard.runtime.Journal;
import switchboard.runtime.Lease;
import switchboard.runtime.NewerJournal;
import switchboard.runtime.Standings;

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
      Flyway flyway =
          Flyway.configure()
              .dataSource(database.url(), database.user(), database.password())
              .load();
      requireKnown(database, flyway.info());
      flyway.migrate();
    } catch (SQLException | FlywayException e) {
      throw new StorageException(
          "cannot use the database of %s: %s".formatted(database, e.getMessage()), e);
    }
    return new Storage(database, new HikariDataSource(poolConfig(database, poolSize)));
  }

  /// Flyway itself would pass over migrations that it does not know.
  private static void requireKnown(Database database, MigrationInfoService migrations)
      throws StorageException {
    for (MigrationInfo migration : migrations.applied()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
        throw new StorageException(
            "the database of %s was migrated by a newer version of Switchboard (migration %s, %s): start that version here, too"
                .formatted(database, migration.getVersion(), migration.getDescription()));
      }
    }
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

  /// The number of a desk, which is created when there is none of that name; by one of the nodes that ask at once.
  public int desk(String name) throws StorageException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // It keeps out who does the same, and nobody who reads.
      statement.execute("lock table desk in share row exclusive mode");
      try (PreparedStatement create =
          connection.prepareStatement(
              """
              insert into desk (id, name) select coalesce(max(id), 0) + 1, ? from desk
              on conflict (name) do nothing
              """)) {
        create.setString(1, name);
        create.executeUpdate();
      }
      statement.execute("insert into lead (desk) select id from desk on conflict do nothing");
      connection.commit();
      return find(connection, name);
    } catch (SQLException e) {
      throw new StorageException("cannot open desk %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static int find(Connection connection, String name) throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement("select id from desk where name = ?")) {
      ask.setString(1, name);
      try (ResultSet row = ask.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /// The journal of a desk, by its number.
  ///
  /// @throws NewerJournal this program cannot read it
  public Journal journal(int desk) throws StorageException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select format from desk where id = %d".formatted(desk))) {
      if (!row.next()) {
        throw new StorageException("the database has no desk " + desk);
      }
      PostgresJournal.requireReadable(desk, row.getInt(1));
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
  /// @param holdsBack whether another node should take the lead now, should it be free
  public Lease lease(int desk, String node, boolean alone, BooleanSupplier holdsBack) {
    return new PostgresLease(database, desk, node, alone, holdsBack);
  }

  /// How the desks lie on the nodes.
  public Standings standings() {
    return new PostgresStandings(pool);
  }

  @Override
  public void close() {
    pool.close();
  }
}
