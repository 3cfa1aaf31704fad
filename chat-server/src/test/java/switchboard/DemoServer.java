package switchboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import switchboard.config.CatalogueFile;
import switchboard.config.Settings;
import switchboard.demo.DemoStaff;
import switchboard.desk.entitlement.Catalogue;
import switchboard.postgres.Database;

/// The demo's server inside the test's JVM, on a database of the test's.
public final class DemoServer implements AutoCloseable {
  private final Server server;
  private final AtomicReference<Exception> failure;

  private DemoServer(Server server, AtomicReference<Exception> failure) {
    this.server = server;
    this.failure = failure;
  }

  public static DemoServer start(Database database) throws Exception {
    return start(database, CatalogueFile.shipped(), Map.of());
  }

  /// @param environment of other settings than the demo's
  public static DemoServer start(
      Database database, Catalogue catalogue, Map<String, String> environment) throws Exception {
    Path data = Files.createTempDirectory("switchboard-demo");
    Map<String, String> all = new HashMap<>(environment);
    all.put("SWITCHBOARD_HTTP_PORT", "0");
    all.put("SWITCHBOARD_DATA_DIRECTORY", data.toString());
    all.put("DATABASE_URL", database.url());
    all.put("SWITCHBOARD_DATABASE_USER", database.user());
    all.put("SWITCHBOARD_DATABASE_PASSWORD", database.password());
    Settings settings = Inputs.settings(null, all, Settings.Purpose.DEMO);
    AtomicReference<Exception> failure = new AtomicReference<>();
    Server server =
        Server.start(
            settings,
            _ -> catalogue,
            DemoCommand::addRoutes,
            failure::set);
    DeskServer desk = server.desks().getFirst();
    DemoStaff.seed(desk.accounts(), desk.cannedReplies());
    return new DemoServer(server, failure);
  }

  public int port() {
    return server.address().getPort();
  }

  public String url() {
    return "http://localhost:" + port();
  }

  @Override
  public void close() {
    server.close();
    if (failure.get() != null) {
      throw new AssertionError("the server failed", failure.get());
    }
  }
}
