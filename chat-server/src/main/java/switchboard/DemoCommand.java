package switchboard;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoCustomers.DemoSite;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;
import switchboard.http.DemoRoutes;
import switchboard.http.Routes;
import switchboard.postgres.PostgresAccounts;
import switchboard.postgres.PostgresCannedReplies;

/// Everything on this machine, with demo data.
@Command(
    name = "demo",
    description = "Starts everything on this machine, with demo data and its own PostgreSQL.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  @Option(names = "--port", description = "0 for any (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--data",
      description = "Where the data outlives restarts (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".cache/demo");

  @Option(names = "--config", description = "A YAML file with other settings.")
  private @Nullable Path config;

  @Override
  public Integer call() throws Exception {
    Instant begun = Instant.now();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("SWITCHBOARD_HTTP_PORT", Integer.toString(port));
    environment.put("SWITCHBOARD_DATA_DIRECTORY", data.toString());
    Settings settings = Inputs.settings(config, environment, Settings.Purpose.DEMO);
    Logging.configure(settings.log());
    Running running = new Running();
    Server server =
        Server.start(
            settings,
            Inputs.catalogue(settings.catalogue()),
            routes(settings),
            running::fail);
    DemoStaff.seed(new PostgresAccounts(server.pool()), new PostgresCannedReplies(server.pool()));
    print(server, Duration.between(begun, Instant.now()));
    return running.until(server);
  }

  /// What the demo's dashboard asks of its own host.
  static Consumer<Routes> routes(Settings settings) {
    HostTokenMint mint =
        new HostTokenMint(
            Settings.DEMO_HOST_SECRET.reveal(), settings.hostToken().audience());
    return routes ->
        new DemoRoutes(DemoCustomers.ALL, (customer, site) -> token(mint, customer, site))
            .addTo(routes);
  }

  private static @Nullable String token(
      HostTokenMint mint, String customerId, @Nullable String siteId) {
    DemoCustomer customer = DemoCustomers.customer(customerId);
    if (customer == null) {
      return null;
    }
    DemoSite site = null;
    if (siteId != null) {
      site = customer.site(siteId);
      if (site == null) {
        return null;
      }
    }
    return mint.sign(customer, site, Instant.now(), TOKEN_LIFE);
  }

  private void print(Server server, Duration took) {
    String url = "http://localhost:" + server.address().getPort();
    System.out.printf(
        """

          Switchboard demo, ready in %d ms

          Host dashboard      %s/demo/        customers on every plan: Support > Launch Chat
          Agent console       %s/desk/console
          Supervisor board    %s/desk/board

          Logins              %s
          Password            %s

          Data                %s (kept over restarts)
          Ctrl-C stops everything.

        """,
        took.toMillis(),
        url,
        url,
        url,
        DemoStaff.logins(),
        DemoStaff.PASSWORD,
        data.toAbsolutePath());
  }
}
