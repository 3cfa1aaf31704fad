package switchboard.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import switchboard.bench.ServerProcess;
import switchboard.client.WebSocketClient;
import switchboard.postgres.Database;
import switchboard.postgres.EmbeddedPostgres;
import switchboard.postgres.EmbeddedPostgresException;

/// A server of its own with an empty database, a client to load it with, and the relays beside it. All on this machine.
final class Rig implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final Path folder;
  private final boolean temporary;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocketClient client = new WebSocketClient(1);
  private final int port = ServerProcess.freePort();
  private final ServerProcess server;
  private final List<String> javaOptions;
  private final People people;
  private final List<RelayProcess> relays = new ArrayList<>();

  /// @param data an empty folder; null for a new one that goes at the end
  /// @param javaOptions of server and relays
  Rig(@Nullable Path data, List<String> javaOptions)
      throws IOException, InterruptedException, EmbeddedPostgresException {
    this.javaOptions = javaOptions;
    temporary = data == null;
    folder = data == null ? Files.createTempDirectory("switchboard-bench-") : data;
    Files.createDirectories(folder);
    server = ServerProcess.start(http, folder, port, folder.resolve("server.log"), javaOptions);
    try {
      server.awaitReady(READY_LIMIT);
      people = new People(http, URI.create("http://127.0.0.1:" + port), database());
    } catch (IllegalStateException | InterruptedException | EmbeddedPostgresException e) {
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
    return new CpuMeter(List.of(server.pid()), server.pid());
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

  URI socket() {
    return URI.create("ws://127.0.0.1:" + port + "/ws");
  }

  People people() {
    return people;
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
