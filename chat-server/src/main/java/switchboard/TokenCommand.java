package switchboard;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoCustomers.DemoOrganization;
import switchboard.demo.DemoCustomers.DemoSite;
import switchboard.demo.HostTokenMint;

/// Makes a token as the hosting company's dashboard would.
@Command(
    name = "token",
    description = {
      "Prints a host token, to try the API with:",
      "  curl -d '{\"token\":\"'$(./switchboard token --customer c1)'\"}' URL/api/v1/identity"
    },
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
  @Option(names = "--customer", required = true, description = "The customer's id.")
  private String customer = "";

  @Option(names = "--name", description = "The customer's name; the id without.")
  private @Nullable String name;

  @Option(names = "--organization", description = "Id and name of the organization.")
  private String organization = "organization";

  @Option(names = "--package", description = "What the organization bought.")
  private @Nullable String bought;

  @Option(names = "--site", description = "Id and name of the site; none without.")
  private @Nullable String site;

  @Option(names = "--plan", description = "The site's plan (default: ${DEFAULT-VALUE}).")
  private String plan = "Basic";

  @Option(names = "--minutes", description = "Life of the token (default: ${DEFAULT-VALUE}).")
  private long minutes = 60;

  @Option(names = "--config", description = "Settings with the secret; the demo's without.")
  private @Nullable Path config;

  @Mixin private DeskOption desk = new DeskOption();

  @Override
  public Integer call() {
    Settings.HostToken accepted = desk.of(Inputs.settings(config)).hostToken();
    if (!(accepted.key() instanceof Settings.HostKey.SharedSecret shared)) {
      throw new CommandFailure(
          "these settings have the host's public keys only; its private key signs tokens");
    }
    String called = name == null ? customer : name;
    DemoCustomer holder =
        new DemoCustomer(
            customer,
            called,
            customer + "@customer.example",
            new DemoOrganization(organization, organization, bought),
            List.of());
    DemoSite where =
        site == null
            ? null
            : new DemoSite(site, site, plan, true, true, List.of("Dev", "Test", "Live"));
    System.out.println(
        new HostTokenMint(shared.secret().reveal(), accepted.audience())
            .sign(holder, where, Instant.now(), Duration.ofMinutes(minutes)));
    return 0;
  }
}
