package switchboard;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoCustomers.DemoSite;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;
import switchboard.demo.traffic.Pace;
import switchboard.demo.traffic.Traffic;
import switchboard.demo.traffic.TrafficStaff;
import switchboard.http.DemoRoutes;
import switchboard.http.Routes;
import switchboard.identity.Passwords;
import switchboard.identity.Profile;

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

  @Option(
      names = "--traffic",
      paramLabel = "N",
      description =
          "N simulated customers a minute (1 to 600) who come by themselves, and agents who answer"
              + " them, in addition to the logins that are printed.")
  private @Nullable Integer traffic;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkTraffic();
    Instant begun = Instant.now();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("SWITCHBOARD_HTTP_PORT", Integer.toString(port));
    environment.put("SWITCHBOARD_DATA_DIRECTORY", data.toString());
    Settings settings = Inputs.settings(config, environment, Settings.Purpose.DEMO);
    if (traffic != null && !isPlain(settings)) {
      throw new CommandFailure(
          "--traffic with http.tls, http.publicUrl or desks set, expected none of them: the"
              + " simulated people come by plain HTTP, to the only desk");
    }
    Logging.configure(settings.log());
    Running running = new Running();
    Server server =
        Server.start(
            settings,
            desk -> Inputs.catalogue(desk.catalogue()),
            DemoCommand::addRoutes,
            running::fail);
    for (DeskServer desk : server.desks()) {
      DemoStaff.seed(desk.accounts(), desk.cannedReplies());
    }
    print(server, Duration.between(begun, Instant.now()));
    if (traffic == null) {
      return running.until(server::close);
    }
    Traffic people = startTraffic(server, settings, traffic);
    return running.until(
        () -> {
          people.close();
          server.close();
        });
  }

  private static Traffic startTraffic(
      Server server, Settings settings, int perMinute) throws Passwords.Busy {
    List<Profile> team = TrafficStaff.team(perMinute);
    DemoStaff.add(server.desks().getFirst().accounts(), team);
    return Traffic.start(
        server.address(), mint(settings.desks().getFirst()), perMinute, team, System.nanoTime(), Pace.LIFELIKE);
  }

  private void checkTraffic() {
    if (traffic != null
        && (traffic < Traffic.PER_MINUTE_MIN || traffic > Traffic.PER_MINUTE_MAX)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--traffic: %d, expected %d to %d customers a minute"
              .formatted(traffic, Traffic.PER_MINUTE_MIN, Traffic.PER_MINUTE_MAX));
    }
  }

  private static boolean isPlain(Settings settings) {
    Settings.Desk desk = settings.desks().getFirst();
    return settings.http().tls() == null && desk.publicUrl() == null && desk.hosts().isEmpty();
  }

  /// What the demo's dashboard asks of its own host.
  static void addRoutes(Settings.Desk desk, Routes routes) {
    HostTokenMint mint = mint(desk);
    new DemoRoutes(DemoCustomers.ALL, (customer, site) -> token(mint, customer, site))
        .addTo(routes);
  }

  private static HostTokenMint mint(Settings.Desk desk) {
    return new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), desk.hostToken().audience());
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
          Traffic             %s
          Ctrl-C stops everything.

        """,
        took.toMillis(),
        url,
        url,
        url,
        DemoStaff.logins(),
        DemoStaff.PASSWORD,
        data.toAbsolutePath(),
        traffic == null
            ? "none (--traffic N lets N simulated customers a minute come)"
            : "%d simulated customers a minute, %d agents"
                .formatted(traffic, TrafficStaff.team(traffic).size()));
  }
}
