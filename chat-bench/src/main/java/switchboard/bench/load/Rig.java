package switchboard.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import switchboard.bench.DemoPeople;
import switchboard.bench.ServerProcess;
import switchboard.client.WebSocketClient;
import switchboard.identity.Account;
import switchboard.identity.Profile;
import switchboard.identity.Role;
import switchboard.identity.StaffCookie;
import switchboard.identity.StaffSessions;
import switchboard.postgres.Database;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.EmbeddedPostgresException;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.PostgresStaffSessions;

/// A server of its own with an empty database, a client to load it with, and the relays beside it. All on this machine.
final class Rig implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration SIGN_IN_LIFE = Duration.ofHours(12);

  private final Path folder;
  private final boolean temporary;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocketClient client = new WebSocketClient(1);
  private final int port = ServerProcess.freePort();
  private final ServerProcess server;
  private final List<String> javaOptions;
  private final List<RelayProcess> relays = new ArrayList<>();

  /// @param data an empty folder; null for a new one that goes at the end
  /// @param javaOptions of server and relays
  Rig(@Nullable Path data, List<String> javaOptions) throws IOException, InterruptedException {
    this.javaOptions = javaOptions;
    temporary = data == null;
    folder = data == null ? Files.createTempDirectory("switchboard-bench-") : data;
    Files.createDirectories(folder);
    server = ServerProcess.start(http, folder, port, folder.resolve("server.log"), javaOptions);
    try {
      server.awaitReady(READY_LIMIT);
    } catch (IllegalStateException | InterruptedException e) {
      close();
      throw e;
    }
  }

  /// The one client; everything on it happens on its one thread.
  WebSocketClient client() {
    return client;
  }

  ServerProcess server() {
    return server;
  }

  CpuMeter serverMeter() {
    return new CpuMeter(server.pid(), server.pid());
  }

  /// On the disk that the database is on.
  Path folder() {
    return folder;
  }

  Database database() throws EmbeddedPostgresException {
    return EmbeddedPostgres.running(folder).orElseThrow();
  }

  RelayProcess relay() throws IOException {
    return keep(RelayProcess.bare(javaOptions));
  }

  RelayProcess decodingRelay() throws IOException {
    return keep(RelayProcess.decoding(javaOptions));
  }

  /// A relay that inserts each message into the server's database, while that has nothing else to do.
  RelayProcess insertingRelay() throws Exception {
    Reference.MessageTable.create(database());
    return keep(RelayProcess.inserting(database(), javaOptions));
  }

  private RelayProcess keep(RelayProcess relay) {
    relays.add(relay);
    return relay;
  }

  // --- people ---

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  URI socket() {
    return URI.create("ws://127.0.0.1:" + port + "/ws");
  }

  /// Session tokens of new customers, "customer-0" first.
  List<String> customers(int count) throws IOException, InterruptedException {
    DemoPeople people = new DemoPeople(http, address());
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(people.customer("customer-" + i, "Basic"));
    }
    return tokens;
  }

  /// Cookies of new agents. Their sign-ins are put into the database: hundreds of password hashes would take longer than the measurement.
  List<String> agents(int count, int capacity) throws EmbeddedPostgresException {
    Database database = database();
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl(database.url());
    connections.setUser(database.user());
    connections.setPassword(database.password());
    PostgresAccounts accounts = new PostgresAccounts(connections);
    List<String> cookies = new ArrayList<>();
    try (StaffSessions sessions =
        new StaffSessions(
            new PostgresStaffSessions(connections),
            accounts,
            new StaffSessions.Life(SIGN_IN_LIFE, SIGN_IN_LIFE),
            new SecureRandom(),
            InstantSource.system())) {
      for (int i = 0; i < count; i++) {
        Profile profile =
            new Profile("agent-" + i, "Agent " + i, Role.AGENT, capacity, List.of());
        Account account = accounts.add(profile, "no password").orElseThrow();
        cookies.add(new StaffCookie(false).name() + "=" + sessions.begin(account).secret());
      }
    }
    return cookies;
  }

  @Override
  public void close() throws InterruptedException, IOException {
    client.close();
    relays.forEach(RelayProcess::close);
    server.stop(STOP_LIMIT);
    http.close();
    if (temporary) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
