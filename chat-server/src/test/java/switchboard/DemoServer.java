package switchboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import switchboard.config.CatalogueFile;
import switchboard.config.Settings;
import switchboard.demo.DemoStaff;
import switchboard.postgres.Database;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.PostgresCannedReplies;

/// The demo's server inside the test's JVM, on a database of the test's.
public final class DemoServer implements AutoCloseable {
  private final Server server;
  private final AtomicReference<Exception> failure;

  private DemoServer(Server server, AtomicReference<Exception> failure) {
    this.server = server;
    this.failure = failure;
  }

  public static DemoServer start(Database database) throws Exception {
    Path data = Files.createTempDirectory("switchboard-demo");
    Settings settings =
        Inputs.settings(
            null,
            Map.of(
                "SWITCHBOARD_HTTP_PORT", "0",
                "SWITCHBOARD_DATA_DIRECTORY", data.toString(),
                "DATABASE_URL", database.url(),
                "SWITCHBOARD_DATABASE_USER", database.user(),
                "SWITCHBOARD_DATABASE_PASSWORD", database.password()),
            Settings.Purpose.DEMO);
    AtomicReference<Exception> failure = new AtomicReference<>();
    Server server =
        Server.start(
            settings,
            CatalogueFile.shipped(),
            DemoCommand.routes(settings),
            failure::set);
    DemoStaff.seed(
        new PostgresAccounts(server.pool()), new PostgresCannedReplies(server.pool()));
    return new DemoServer(server, failure);
  }

  public String url() {
    return "http://localhost:" + server.address().getPort();
  }

  @Override
  public void close() {
    server.close();
    if (failure.get() != null) {
      throw new AssertionError("the server failed", failure.get());
    }
  }
}
