package switchboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.browser.People.accessible;
import static switchboard.browser.People.button;
import static switchboard.browser.People.chat;
import static switchboard.browser.People.reply;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.DemoServer;
import switchboard.LossyLink;
import switchboard.browser.People.Customer;
import switchboard.config.CatalogueFile;
import switchboard.config.Loaded;
import switchboard.desk.entitlement.Catalogue;
import switchboard.postgres.TestDatabase;

/// Waits that outlast a head start, and networks that come and go, as people see them.
class InterruptionTest {
  private static final Duration HEAD_START = Duration.ofSeconds(2);
  private static final double GRACE_MS = 20_000;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private DemoServer server;
  private LossyLink link;
  private People people;

  @BeforeEach
  void start() throws Exception {
    server =
        DemoServer.start(
            database.database(), catalogue(), Map.of("SWITCHBOARD_DESK_GRACE_SECONDS", "20"));
    link = new LossyLink(server.port());
    people = new People(server.url());
  }

  @AfterEach
  void stop() throws Exception {
    people.close();
    link.close();
    server.close();
  }

  @Test
  void r2_whoWaitedLongerThanTheHeadStartComesBeforeALaterEliteChat() {
    Instant launched = Instant.now();
    jun().launch("The gallery is slow");
    await().until(() -> Instant.now().isAfter(launched.plus(HEAD_START.multipliedBy(2))));
    theo(server.url()).launch("Bookings fail");
    Page ana = people.staff("ana", "console", ColorScheme.LIGHT);
    button(ana, "Become available").first().click();
    assertThat(offers(ana)).hasCount(2);
    assertThat(offers(ana).first())
        .hasAttribute("aria-label", Pattern.compile("Jun Watanabe"));
  }

  @Test
  void aCustomerWhoLosesTheNetworkGoesOnInPlaceAndNothingIsSaidTwice() throws Exception {
    Customer theo = theo("http://localhost:" + link.port()).launch("Bookings fail");
    Page ana = people.staff("ana", "console", ColorScheme.LIGHT);
    accept(ana);
    theo.text("Ana Duarte joined the chat").waitFor();

    link.cut();
    theo.say("It began at noon");
    assertThat(theo.text(Pattern.compile("Connection lost"))).isVisible(soon());
    reply(ana, "Theo Lindqvist", "I am looking at it now.");
    assertThat(chat(ana, "Theo Lindqvist").getByText("It began at noon")).hasCount(0);

    link.mend();
    assertThat(theo.text("I am looking at it now.")).isVisible(soon());
    assertThat(chat(ana, "Theo Lindqvist").getByText("It began at noon")).isVisible(soon());
    theo.page().reload();
    assertThat(theo.text("I am looking at it now.")).isVisible(soon());
    assertThat(theo.text("It began at noon")).hasCount(1);
    assertThat(theo.text("I am looking at it now.")).hasCount(1);
    assertThat(chat(ana, "Theo Lindqvist").getByText("It began at noon")).hasCount(1);
  }

  @Test
  void anAgentKeepsTheChatInTheGracePeriodAndItReturnsToTheFrontOfTheLineAfterIt()
      throws Exception {
    Customer theo = theo(server.url()).launch("Bookings fail");
    Page ana =
        people.staff("http://localhost:" + link.port(), "ana", "console", ColorScheme.LIGHT);
    accept(ana);
    theo.text("Ana Duarte joined the chat").waitFor();

    link.cut();
    assertThat(theo.text(Pattern.compile("connection is interrupted"))).isVisible(soon());
    // The agent's own page finds out by an unanswered ping, up to ten seconds later than the desk.
    assertThat(ownState(ana))
        .hasAccessibleName(
            "Your state: Not responding",
            new LocatorAssertions.HasAccessibleNameOptions().setTimeout(GRACE_MS));
    accessible(ana, "console, not responding");
    link.mend();
    assertThat(theo.text(Pattern.compile("connection is interrupted"))).hasCount(0, gone());
    assertThat(ownState(ana)).hasAccessibleName("Your state: Available");
    theo.say("Are you there?");
    assertThat(chat(ana, "Theo Lindqvist").getByText("Are you there?")).isVisible(soon());

    link.cut();
    assertThat(theo.text(Pattern.compile("you are back in line, at your old place or better")))
        .isVisible(soon());
    theo.inLine().waitFor();
    link.mend();
    Page ben = people.staff("ben", "console", ColorScheme.LIGHT);
    accept(ben);
    assertThat(theo.text("Ben Achterberg joined the chat")).isVisible(soon());
  }

  // --- people ---

  private Customer jun() {
    return people.customer("jun", "atelier-portfolio", ColorScheme.LIGHT);
  }

  private Customer theo(String url) {
    return people.customer(url, "theo", "harbor-booking", ColorScheme.LIGHT);
  }

  private static void accept(Page console) {
    button(console, "Become available").first().click();
    button(console, "Accept").first().click();
  }

  private static Locator ownState(Page console) {
    return console.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Your state"));
  }

  private static Locator offers(Page console) {
    return console
        .getByRole(AriaRole.ARTICLE)
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    console.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Accept").setExact(true))));
  }

  /// Longer than the grace period and the longest pause before a client connects again.
  private static LocatorAssertions.IsVisibleOptions soon() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(GRACE_MS + 20_000);
  }

  private static LocatorAssertions.HasCountOptions gone() {
    return new LocatorAssertions.HasCountOptions().setTimeout(GRACE_MS);
  }

  /// The shipped one, with a head start that a test can outwait.
  private static Catalogue catalogue() throws Exception {
    try (var shipped = CatalogueFile.class.getResourceAsStream("/" + CatalogueFile.SHIPPED)) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      Loaded<Catalogue> loaded =
          CatalogueFile.parse(
              CatalogueFile.SHIPPED,
              text.replaceAll("headStart: 1[05]m", "headStart: " + HEAD_START.toSeconds() + "s"));
      return ((Loaded.Good<Catalogue>) loaded).value();
    }
  }
}
