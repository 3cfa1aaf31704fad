package switchboard.postgres;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// A PostgreSQL for tests, which makes fresh databases in milliseconds and can be stopped, killed and frozen. Programs and data stay in
/// `target/postgresql` between runs, so that it starts in a fraction of a second; databases don't.
public final class TestPostgres implements AutoCloseable {
  private static final String NOT_ALLOWED = "42501";
  private static final Path FOLDER = Path.of("target", "postgresql").toAbsolutePath();
  private static final int SERVERS_MAX = 16;
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path data;
  private EmbeddedPostgres postgres;
  private final EmbeddedPostgres.Options options;
  private final String template;

  private TestPostgres(Path data, EmbeddedPostgres postgres) throws Exception {
    this.data = data;
    this.postgres = postgres;
    this.options = options(postgres.port());
    this.template = "template_" + checksumOfMigrations();
    prepare();
  }

  /// Starts one on data that no other test uses at this time.
  public static TestPostgres start() throws Exception {
    for (int i = 1; ; i++) {
      Path data = FOLDER.resolve("server-" + i);
      try {
        return new TestPostgres(data, EmbeddedPostgres.start(data, options(0)));
      } catch (EmbeddedPostgresException e) {
        if (i == SERVERS_MAX || !e.getMessage().contains("are in use by the server")) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedPostgres.Options options(int port) {
    return EmbeddedPostgres.Options.DEFAULT.withBinaries(FOLDER).withPort(port);
  }

  private void prepare() throws Exception {
    List<String> databases = new ArrayList<>();
    try (Connection connection = connect(postgres.database());
        Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "select datname from pg_database where datname ~ '^(test|template)_'")) {
        while (rows.next()) {
          databases.add(rows.getString(1));
        }
      }
      for (String left : databases) {
        if (!left.equals(template)) {
          drop(named(left));
        }
      }
      if (!databases.contains(template)) {
        statement.execute("create database being_migrated");
        Storage.open(named("being_migrated"), 1, Duration.ZERO).close();
        statement.execute("alter database being_migrated rename to " + template);
      }
    }
  }

  /// A migrated database that nobody else uses.
  public Database freshDatabase() throws SQLException {
    Database fresh = named("test_" + DATABASES.incrementAndGet());
    execute("create database %s template %s".formatted(nameOf(fresh), template));
    return fresh;
  }

  /// Forgets a database that `freshDatabase` made, whoever is still connected to it.
  public void drop(Database database) {
    // A worker of autovacuum is not ours to end; it ends by itself.
    await()
        .ignoreExceptionsMatching(
            e -> e instanceof SQLException sql && NOT_ALLOWED.equals(sql.getSQLState()))
        .until(
            () -> {
              execute("drop database %s with (force)".formatted(nameOf(database)));
              return true;
            });
  }

  private Database named(String name) {
    Database own = postgres.database();
    return new Database(
        own.url().substring(0, own.url().lastIndexOf('/') + 1) + name, own.user(), own.password());
  }

  private static String nameOf(Database database) {
    return database.url().substring(database.url().lastIndexOf('/') + 1);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect(postgres.database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /// Stops it cleanly.
  public void stop() {
    postgres.close();
  }

  /// Starts it again after `stop`, on the same port.
  public void startAgain() throws EmbeddedPostgresException {
    postgres = EmbeddedPostgres.start(data, options);
  }

  /// `kill -9`; it comes back by itself.
  public void kill() {
    ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
  }

  /// Has it hang: its connections stay open and nothing answers.
  public void freeze() throws IOException, InterruptedException {
    signalAll("-STOP");
  }

  public void thaw() throws IOException, InterruptedException {
    signalAll("-CONT");
  }

  private void signalAll(String signal) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", "kill \"$@\"", "kill", signal));
    Path cluster = data.toRealPath().resolve("postgresql/cluster/data");
    Remains.running(cluster).forEach(pid -> line.add(Long.toString(pid)));
    new ProcessBuilder(line).inheritIO().start().waitFor();
  }

  @Override
  public void close() {
    postgres.close();
  }

  private static String checksumOfMigrations() throws Exception {
    CRC32 checksum = new CRC32();
    Path folder = Path.of(Storage.class.getResource("/db/migration").toURI());
    try (Stream<Path> migrations = Files.list(folder)) {
      for (Path migration : migrations.sorted().toList()) {
        checksum.update(migration.getFileName().toString().getBytes());
        checksum.update(Files.readAllBytes(migration));
      }
    }
    return "%08x".formatted(checksum.getValue());
  }
}
