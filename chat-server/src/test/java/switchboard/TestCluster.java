package switchboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.nats.NatsServer;
import switchboard.postgres.Database;

/// Servers with one PostgreSQL and one NATS.
final class TestCluster implements AutoCloseable {
  private final Database database;
  private final Path data;
  private final NatsServer nats = NatsServer.start();
  private final List<TestServer> servers = new ArrayList<>();

  /// With a NATS of its own, and no server yet.
  ///
  /// @param data a folder for all servers
  TestCluster(Database database, Path data) throws Exception {
    this.database = database;
    this.data = data;
  }

  NatsServer nats() {
    return nats;
  }

  /// Starts one more server.
  TestServer start() throws Exception {
    return start(Map.of());
  }

  /// @param more environment variables; they go before those of the cluster
  TestServer start(Map<String, String> more) throws Exception {
    return start(null, more);
  }

  /// @param settings a YAML file, such as one with several desks
  TestServer start(@Nullable Path settings, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("NATS_URL", nats.url());
    environment.put(
        "SWITCHBOARD_SESSION_KEY", "a key that all nodes of these tests share: 0f3a9b");
    environment.putAll(more);
    TestServer server = TestServer.start(database, data, settings, environment);
    servers.add(server);
    return server;
  }

  /// Ends all, whether servers failed or not.
  void stop() throws Exception {
    servers.reversed().forEach(TestServer::stop);
    nats.close();
  }

  /// Ends all, of which no server may have failed.
  @Override
  public void close() throws Exception {
    stop();
    servers.forEach(TestServer::close);
  }
}
