package switchboard.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.postgres.Database;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.EmbeddedPostgresException;

/// Three servers with one PostgreSQL and one NATS, each a process of its own on this machine.
public final class Cluster implements AutoCloseable {
  public static final int NODES = 3;

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration LEADER_LIMIT = Duration.ofSeconds(30);
  private static final String SESSION_KEY = "the key that the servers of this measurement share";

  private final HttpClient http;
  private final Path folder;
  private final List<String> javaOptions;
  private final @Nullable Path config;

  /// Where PostgreSQL is, and where it will be next.
  private final List<Integer> databasePorts =
      new ArrayList<>(List.of(ServerProcess.freePort(), ServerProcess.freePort()));

  private final List<Integer> ports = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final NatsProcess nats;
  private EmbeddedPostgres postgres;

  private Cluster(
      HttpClient http, Path folder, List<String> javaOptions, List<String> desks)
      throws IOException, EmbeddedPostgresException, InterruptedException {
    this.http = http;
    this.folder = folder;
    this.javaOptions = javaOptions;
    Files.createDirectories(folder);
    config = desks.isEmpty() ? null : Files.writeString(folder.resolve("desks.yaml"), yaml(desks));
    postgres = startPostgres();
    nats = NatsProcess.start();
  }

  /// Returns when all of them serve, one desk.
  ///
  /// @param folder an empty one, for the database and the logs
  /// @param javaOptions of the servers' Java, beside the launcher's
  public static Cluster start(HttpClient http, Path folder, List<String> javaOptions)
      throws IOException, EmbeddedPostgresException, InterruptedException {
    return start(http, folder, javaOptions, List.of());
  }

  /// The same with several desks, the first one reached under 127.0.0.1, the second under 127.0.0.2, and so on. Each takes tokens that are for its name.
  public static Cluster start(
      HttpClient http, Path folder, List<String> javaOptions, List<String> desks)
      throws IOException, EmbeddedPostgresException, InterruptedException {
    Cluster cluster = new Cluster(http, folder, javaOptions, desks);
    try {
      for (int node = 0; node < NODES; node++) {
        cluster.ports.add(ServerProcess.freePort());
        cluster.servers.add(cluster.begin(node));
        cluster.server(node).awaitReady(READY_LIMIT);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private static String yaml(List<String> desks) {
    StringBuilder yaml = new StringBuilder("http: {host: 0.0.0.0}\ndesks:\n");
    for (int i = 0; i < desks.size(); i++) {
      yaml.append(
          "  %s: {hosts: [%s], hostToken: {audience: %1$s}}\n"
              .formatted(desks.get(i), host(i)));
    }
    return yaml.toString();
  }

  /// Under which a desk is reached.
  public static String host(int desk) {
    return "127.0.0." + (desk + 1);
  }

  private EmbeddedPostgres startPostgres() throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(
        folder, EmbeddedPostgres.Options.DEFAULT.withPort(databasePorts.getFirst()));
  }

  private ServerProcess begin(int node) throws IOException {
    Database database = postgres.database();
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/switchboard"
            .formatted(databasePorts.getFirst(), databasePorts.getLast()));
    settings.put("SWITCHBOARD_DATABASE_USER", database.user());
    settings.put("SWITCHBOARD_DATABASE_PASSWORD", database.password());
    settings.put("NATS_URL", nats.url());
    settings.put("SWITCHBOARD_SESSION_KEY", SESSION_KEY);
    // as without a load generator: what comes from a node that ended is let in at the product's pace
    settings.put("SWITCHBOARD_LIMITS_CONNECTS_PER_SECOND", "400");
    return ServerProcess.start(
        http,
        folder.resolve("node-" + node),
        ports.get(node),
        folder.resolve("node-" + node + ".log"),
        javaOptions,
        settings,
        config);
  }

  /// Where the servers listen on 127.0.0.1, also while they do not run.
  public List<Integer> ports() {
    return ports;
  }

  public ServerProcess server(int node) {
    return servers.get(node);
  }

  public List<ServerProcess> servers() {
    return servers;
  }

  public NatsProcess nats() {
    return nats;
  }

  public Database database() {
    return postgres.database();
  }

  /// The process of PostgreSQL.
  public long postmaster() throws IOException {
    return ServerProcess.postmaster(folder);
  }

  /// The node that leads the desk; waits until one does.
  public int leader() throws InterruptedException {
    return leaderBut(-1);
  }

  /// The node that leads the desk and is not this one; waits until there is one.
  public int leaderBut(int node) throws InterruptedException {
    return leaderBut(node, "switchboard_leads");
  }

  /// Of one of several desks.
  public int leader(String desk) throws InterruptedException {
    return leaderBut(-1, "switchboard_leads{desk=\"" + desk + "\"}");
  }

  private int leaderBut(int node, String metric) throws InterruptedException {
    long deadline = System.nanoTime() + LEADER_LIMIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      for (int i = 0; i < NODES; i++) {
        if (i != node && servers.get(i).metric(metric) == 1) {
          return i;
        }
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("nobody leads after " + LEADER_LIMIT);
  }

  public void awaitReady(int node) throws InterruptedException {
    servers.get(node).awaitReady(READY_LIMIT);
  }

  /// After its end; returns when it serves.
  public void startAgain(int node) throws IOException, InterruptedException {
    servers.set(node, begin(node));
    awaitReady(node);
  }

  /// SIGTERM; returns when it has ended.
  public void stop(int node) throws InterruptedException {
    servers.get(node).stop(STOP_LIMIT);
  }

  /// SIGTERM to those that run, one after the other. PostgreSQL goes on.
  public void stopServers() throws InterruptedException {
    for (ServerProcess server : servers) {
      if (server.isAlive()) {
        server.stop(STOP_LIMIT);
      }
    }
  }

  public void stopPostgres() {
    postgres.close();
  }

  /// With the same data, on another port.
  public void startPostgresElsewhere() throws EmbeddedPostgresException {
    Collections.reverse(databasePorts);
    postgres = startPostgres();
  }

  @Override
  public void close() throws InterruptedException {
    for (ServerProcess server : servers) {
      server.kill();
    }
    nats.close();
    postgres.close();
  }
}
