package switchboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import switchboard.config.Loaded;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;
import switchboard.gateway.TestClient;
import switchboard.http.DemoRoutes;
import switchboard.postgres.Database;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.PostgresCannedReplies;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;

/// The whole server on a database, with the demo's customers and staff, and what their browsers would do.
public final class TestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Settings settings;
  private final Server server;

  private TestServer(
      Database database, Path data, @Nullable Path settingsFile, Map<String, String> more)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", database.url());
    environment.put("SWITCHBOARD_DATABASE_USER", database.user());
    environment.put("SWITCHBOARD_DATABASE_PASSWORD", database.password());
    environment.put("SWITCHBOARD_DATA_DIRECTORY", data.toString());
    environment.put("SWITCHBOARD_HTTP_PORT", "0");
    environment.put("SWITCHBOARD_LIMITS_CONNECTS_PER_MINUTE_AND_ADDRESS", "100000");
    environment.putAll(more);
    settings =
        switch (Settings.load(settingsFile, environment, Settings.Purpose.DEMO)) {
          case Loaded.Good<Settings>(Settings good) -> good;
          case Loaded.Faulty<Settings>(var faults) -> throw new AssertionError(faults);
        };
    server =
        Server.start(
            settings,
            desk -> Inputs.catalogue(desk.catalogue()),
            (_, routes) -> new DemoRoutes(DemoCustomers.ALL, (_, _) -> null).addTo(routes),
            failure::set);
    for (DeskServer desk : server.desks()) {
      DemoStaff.seed(desk.accounts(), desk.cannedReplies());
    }
  }

  /// @param data where the key for sessions of customers is kept
  public static TestServer start(Database database, Path data) throws Exception {
    return new TestServer(database, data, null, Map.of());
  }

  /// @param more environment variables, such as `SWITCHBOARD_DESK_GRACE_SECONDS`
  public static TestServer start(Database database, Path data, Map<String, String> more)
      throws Exception {
    return new TestServer(database, data, null, more);
  }

  /// @param settings a YAML file, such as one with several desks; or null
  public static TestServer start(
      Database database, Path data, @Nullable Path settings, Map<String, String> more)
      throws Exception {
    return new TestServer(database, data, settings, more);
  }

  public int port() {
    return server.address().getPort();
  }

  public PostgresAccounts accounts() {
    return server.desks().getFirst().accounts();
  }

  /// Whether it would be sent clients.
  boolean isReady() {
    return get("/readyz").status() == 200;
  }

  // --- HTTP ---

  public record Reply(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + response.body(), e);
      }
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /// @param headers name, value, name, value
  public Reply get(String path, String... headers) {
    return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
  }

  public Reply post(String path, String body, String... headers) {
    return send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)),
        headers);
  }

  public Reply send(HttpRequest.Builder request, String... headers) {
    try {
      if (headers.length > 0) {
        request.headers(headers);
      }
      return new Reply(
          http.send(
              request.timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // --- people ---

  /// What the host signs for a demo customer.
  public static String hostToken(String customer, String site, Duration life) {
    DemoCustomer holder =
        DemoCustomers.ALL.stream().filter(c -> c.id().equals(customer)).findFirst().orElseThrow();
    return new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), "switchboard")
        .sign(
            holder,
            holder.sites().stream().filter(s -> s.id().equals(site)).findFirst().orElseThrow(),
            Instant.now(),
            life);
  }

  /// @param desk by its name
  public PostgresAccounts accounts(String desk) {
    int place = settings.desks().stream().map(Settings.Desk::name).toList().indexOf(desk);
    return server.desks().get(place).accounts();
  }

  /// @param desk by its name
  public PostgresCannedReplies cannedReplies(String desk) {
    int place = settings.desks().stream().map(Settings.Desk::name).toList().indexOf(desk);
    return server.desks().get(place).cannedReplies();
  }

  /// A session token, for which a host token was exchanged.
  public String token(String customer, String site) {
    Reply reply =
        post(
            "/api/v1/identity",
            "{\"token\":\"" + hostToken(customer, site, Duration.ofMinutes(5)) + "\"}");
    return reply.json().path("token").asText();
  }

  /// The cookie of somebody of the staff who signed in.
  public String cookie(String login) {
    Reply reply =
        post(
            "/api/v1/login",
            "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, DemoStaff.PASSWORD));
    return reply.header("set-cookie").split(";")[0];
  }

  public TestClient connect(String cookie) {
    return TestClient.connect(
        TestClient.Way.to(port())
            .with("Cookie", cookie)
            .with("Origin", "http://127.0.0.1:" + port()));
  }

  /// A customer who has been welcomed.
  public TestClient customer(String customer, String site) {
    TestClient client = TestClient.connect(port());
    client.hello(token(customer, site));
    return client;
  }

  /// Somebody of the staff who signed in, connected, and was welcomed.
  public TestClient staff(String login) {
    TestClient client = connect(cookie(login));
    client.hello(null);
    return client;
  }

  /// Welcomes a customer who holds something already.
  public ServerMessage.Welcome resume(TestClient client, String token, Position position) {
    client.send(new ClientMessage.Hello(token, List.of(position)));
    return client.next(ServerMessage.Welcome.class);
  }

  /// Why it cannot go on; null while it can.
  Exception failure() {
    return failure.get();
  }

  /// Ends it, whether it failed or not.
  void stop() {
    server.close();
    http.close();
  }

  @Override
  public void close() {
    stop();
    if (failure.get() != null) {
      throw new AssertionError("the server failed", failure.get());
    }
  }
}
