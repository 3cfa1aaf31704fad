package switchboard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import switchboard.client.SignIn;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoCustomers.DemoOrganization;
import switchboard.demo.DemoCustomers.DemoSite;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;

/// Who uses a demo server: customers whom its host vouches for, and its staff.
public final class DemoPeople {
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final HostTokenMint mint;
  private final SignIn signIn;

  /// @param server `http://host:port`
  public DemoPeople(HttpClient http, URI server) {
    this(http, server, "switchboard");
  }

  /// @param audience for which the desk's host signs tokens
  public DemoPeople(HttpClient http, URI server, String audience) {
    mint = new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), audience);
    signIn = new SignIn(http, server);
  }

  /// A new customer's session token.
  ///
  /// @param plan of their one site
  public String customer(String id, String plan) throws IOException, InterruptedException {
    DemoSite site = new DemoSite(id, id + ".example", plan, true, true, List.of("Dev", "Live"));
    DemoCustomer customer =
        new DemoCustomer(
            id, id, id + "@customer.example", new DemoOrganization(id, id, null), List.of(site));
    return signIn.customer(mint.sign(customer, site, Instant.now(), TOKEN_LIFE));
  }

  /// The cookie of a demo account's sign-in, as a browser sends it back.
  public String staff(String login) throws IOException, InterruptedException {
    return signIn.staff(login, DemoStaff.PASSWORD);
  }
}
