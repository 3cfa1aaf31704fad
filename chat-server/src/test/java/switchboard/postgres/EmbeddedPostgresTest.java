package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  private static final EmbeddedPostgres.Options OPTIONS =
      EmbeddedPostgres.Options.DEFAULT.withBinaries(Path.of("target", "postgresql"));

  /// Most tests start on the same data, one after the other, whatever the one before did to PostgreSQL.
  @TempDir static Path data;

  @TempDir Path otherData;

  @BeforeAll
  static void letNobodyPass() throws Exception {
    Files.setPosixFilePermissions(data, Folders.PASSABLE);
  }

  @BeforeEach
  void letNobodyPassHere() throws Exception {
    Files.setPosixFilePermissions(otherData, Folders.PASSABLE);
  }

  @Test
  void createsWhatIsMissingAndKeepsRowsAcrossRestarts() throws Exception {
    Path missing = otherData.resolve("not/yet/there");
    Database first;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(missing, OPTIONS)) {
      first = postgres.database();
      execute(first, "create table kept (number int)");
      execute(first, "insert into kept values (42)");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(missing, OPTIONS)) {
      assertThat(query(postgres.database(), "select number from kept")).isEqualTo("42");
      assertThat(postgres.database().password()).isEqualTo(first.password());
    }
  }

  @Test
  void storesDurablyAndListensToThisMachineOnly() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, OPTIONS)) {
      assertThat(
              query(
                  postgres.database(),
                  """
                  select string_agg(setting, ',' order by name) from pg_settings
                  where name in
                    ('fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit')
                  """))
          .isEqualTo("on,on,127.0.0.1,on");
      assertThat(Path.of("/tmp/.s.PGSQL." + postgres.port())).doesNotExist();
      assertThat(query(postgres.database(), "show server_version"))
          .startsWith(Binaries.MAJOR_VERSION + ".");
      assertThat(
              query(
                  postgres.database(),
                  """
                  select concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale)
                  from pg_database where datname = current_database()
                  """))
          .isEqualTo("UTF8 b C.UTF-8");
    }
  }

  @Test
  void asksForThePasswordThatOnlyItsOwnerCanRead() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, OPTIONS)) {
      Database right = postgres.database();
      Database wrong = new Database(right.url(), right.user(), "guess");

      assertThatThrownBy(() -> query(wrong, "select 1"))
          .asInstanceOf(throwable(SQLException.class))
          .extracting(SQLException::getSQLState)
          .isEqualTo("28P01");
      assertThat(query(right, "show is_superuser")).isEqualTo("off");
      assertThat(data.resolve("postgresql/cluster/password")).hasContent(right.password());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("postgresql/cluster/password"))))
          .isEqualTo("rw-------");
      assertThat(right.toString()).doesNotContain(right.password());
    }
  }

  @Test
  void startsItsServerAgainWhenThatWasKilled() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, OPTIONS)) {
      execute(postgres.database(), "create table if not exists survivor (number int)");
      execute(postgres.database(), "insert into survivor values (1)");
      try (Connection open = connect(postgres.database())) {
        long killed = postgres.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().until(() -> postgres.pid() != killed && postgres.pid() != 0);
        await()
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptions()
            .until(() -> query(postgres.database(), "select count(*) from survivor"), "1"::equals);
        assertThat(open.isValid(1)).isFalse();
      }
      execute(postgres.database(), "drop table survivor");
    }
  }

  @Test
  void endsCleanlyWhenItsOwnerIsKilledAndStartsUnderAnotherOwner() throws Exception {
    String written;
    try (OwnerProcess owner = OwnerProcess.start(data, OPTIONS.binaries())) {
      Database database = new Database(owner.nextLine(), Cluster.USER, owner.nextLine());
      execute(database, "create table if not exists written (pid bigint)");
      execute(database, "insert into written values (" + owner.pid() + ")");
      written = Long.toString(owner.pid());

      owner.kill();
    }
    Path cluster = data.toRealPath().resolve("postgresql/cluster/data");
    await().until(() -> Remains.running(cluster).isEmpty());
    assertThat(cluster.resolve("postmaster.pid")).doesNotExist();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, OPTIONS)) {
      assertThat(query(postgres.database(), "select pid from written")).isEqualTo(written);
      execute(postgres.database(), "drop table written");
    }
  }

  @Test
  void takesOverFromAnOwnerThatWasKilledThisInstant() throws Exception {
    try (OwnerProcess owner = OwnerProcess.start(data, OPTIONS.binaries())) {
      assertThat(owner.nextLine()).startsWith("jdbc:");
      owner.kill();

      EmbeddedPostgres.start(data, OPTIONS).close();
    }
  }

  @Test
  void stopsAnOrphanThatWorksOnItsData() throws Exception {
    EmbeddedPostgres.start(data, OPTIONS).close();
    Path folder = data.toRealPath().resolve("postgresql");
    Path binaries = Binaries.unpack(OPTIONS.binaries().toAbsolutePath());
    Programs programs = new Programs(binaries, Account.toUse(folder, binaries), folder);
    Process orphan =
        programs.startServer(Settings.commandLine(folder.resolve("cluster/data"), freePort()));
    orphan.inputReader().lines().filter(line -> line.endsWith("accept connections")).findFirst();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, OPTIONS)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(query(postgres.database(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void startsAlthoughAStrangerNowHasTheNumberOfItsCrashedServer() throws Exception {
    EmbeddedPostgres.start(data, OPTIONS).close();
    Path cluster = data.resolve("postgresql/cluster/data");
    String stranger = Long.toString(ProcessHandle.current().pid());
    Files.writeString(
        cluster.resolve("postmaster.pid"),
        String.join("\n", stranger, cluster.toString(), "1", "5432", "", "127.0.0.1", "1 1", "ready"));

    EmbeddedPostgres.start(data, OPTIONS).close();
  }

  @Test
  void refusesDataThatAnotherServerOwnsAndNamesIt() throws Exception {
    try (EmbeddedPostgres owned = EmbeddedPostgres.start(data, OPTIONS)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data, OPTIONS))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining(
              "in use by the server with process id " + ProcessHandle.current().pid() + ":");

      // Even after the refusal above, which must not have loosened the lock.
      try (OwnerProcess second = OwnerProcess.start(data, OPTIONS.binaries())) {
        assertThat(second.nextLine())
            .contains("in use by the server with process id " + ProcessHandle.current().pid() + ":");
      }
      assertThat(query(owned.database(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void isFoundByToolsWhileItRuns() throws Exception {
    Path link = Files.createSymbolicLink(otherData.resolve("link"), data.toAbsolutePath());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(link, OPTIONS)) {
      assertThat(EmbeddedPostgres.running(data)).contains(postgres.database());
      assertThat(EmbeddedPostgres.running(link)).contains(postgres.database());
    }
    assertThat(EmbeddedPostgres.running(data)).isEmpty();
    assertThat(EmbeddedPostgres.running(otherData.resolve("nothing"))).isEmpty();
  }

  @Test
  void refusesDataOfAnotherVersion() throws Exception {
    EmbeddedPostgres.start(data, OPTIONS).close();
    Path version = data.resolve("postgresql/cluster/data/PG_VERSION");
    String right = Files.readString(version);
    Files.writeString(version, "17\n");
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data, OPTIONS))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("were written by PostgreSQL 17, and this is PostgreSQL 18");
    } finally {
      Files.writeString(version, right);
    }
  }

  @Test
  void refusesAFolderThatCannotBe() throws Exception {
    Path file = Files.createFile(otherData.resolve("file"));

    assertThatThrownBy(() -> EmbeddedPostgres.start(file, OPTIONS))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "cannot keep PostgreSQL in %s: %s: is not a folder".formatted(
                file.resolve("postgresql"), file));
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data, OPTIONS.withPort(taken.getLocalPort())))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
    }
  }

  @Test
  void listensOnTheGivenPort() throws Exception {
    int port = freePort();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, OPTIONS.withPort(port))) {
      assertThat(postgres.port()).isEqualTo(port);
      assertThat(query(postgres.database(), "select inet_server_port()"))
          .isEqualTo(Integer.toString(port));
    }
  }

  @Test
  void startsOverWhenItsCreationWasInterrupted() throws Exception {
    Path leftover =
        Files.createDirectories(otherData.resolve("postgresql/.creating-1/data/base"));

    EmbeddedPostgres.start(otherData, OPTIONS).close();

    assertThat(leftover).doesNotExist();
  }

  @Test
  void worksBelowAFolderThatOnlyRootMayEnter() throws Exception {
    assumeTrue(isRoot(), "only root may enter it");
    Files.setPosixFilePermissions(otherData, Folders.PRIVATE);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(otherData, OPTIONS)) {
      assertThat(query(postgres.database(), "select 1")).isEqualTo("1");
    } catch (EmbeddedPostgresException e) {
      // Where user namespaces are forbidden.
      assertThat(e).hasMessageContaining("chmod o+x " + otherData);
    }
  }

  @Test
  void runsForAnOrdinaryUser() throws Exception {
    assumeTrue(isRoot(), "every other test is run by an ordinary user");
    Path home = Files.createTempDirectory("switchboard-nobody");
    try {
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
      try (OwnerProcess owner =
          OwnerProcess.startAsNobody(
              home.resolve("data"),
              home.resolve("data"),
              Files.createDirectory(home.resolve("classes")))) {
        Database database = new Database(owner.nextLine(), Cluster.USER, owner.nextLine());
        assertThat(query(database, "select 1")).isEqualTo("1");
        assertThat(Files.getAttribute(home.resolve("data/postgresql/cluster"), "unix:uid"))
            .isEqualTo(65534);
      }
      assertThat(home.resolve("data/postgresql/cluster/data/postmaster.pid")).doesNotExist();
    } finally {
      Folders.delete(home);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
