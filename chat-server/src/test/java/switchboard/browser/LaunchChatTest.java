package switchboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static switchboard.browser.People.accessible;
import static switchboard.browser.People.button;
import static switchboard.browser.People.chat;
import static switchboard.browser.People.reply;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.browser.People.Customer;

/// The whole story in a real browser: launched from the dashboard on three plans, queued, offered in plan order, answered, reloaded on each side, noted,
/// converted into a ticket, kept as a transcript, and seen by the supervisor at each step.
class LaunchChatTest {
  @RegisterExtension static final DemoDesk DESK = new DemoDesk();

  @Test
  void fromTheDashboardToTheTicket() throws Exception {
    People people = DESK.people();
    Page board = people.staff("sam", "board", ColorScheme.LIGHT);
    accessible(board, "board, nobody waits");

    Customer jun =
        people.customer("jun", "atelier-portfolio", ColorScheme.LIGHT);
    jun.openPanel();
    accessible(jun.page(), "panel, intake");
    jun.panel().getByLabel("What is it about?").fill("The gallery is slow");
    jun.button("Start chat").click();
    jun.inLine().waitFor();
    accessible(jun.page(), "panel, waiting");

    Customer mara =
        people.customer("mara", "quince-shop", ColorScheme.DARK).launch("Checkout answers 502");
    accessible(mara.page(), "panel, waiting, dark");
    Customer theo =
        people.customer("theo", "harbor-booking", ColorScheme.LIGHT).launch("Bookings fail");
    assertThat(board.getByText("Nobody waits")).hasCount(2);
    accessible(board, "board, three wait");

    Page ana = people.staff("ana", "console", ColorScheme.LIGHT);
    accessible(ana, "console, offline");
    button(ana, "Become available").first().click();
    Locator offers =
        ana.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Accept").setExact(true));
    assertThat(offers).hasCount(3);
    accessible(ana, "console, offers");
    offers.first().click();

    assertThat(theo.text("Ana Duarte joined the chat")).isVisible();
    theo.say("Our bookings fail with **502**");
    assertThat(chat(ana, "Theo Lindqvist").getByText("Our bookings fail with 502")).isVisible();
    reply(ana, "Theo Lindqvist", "I am looking at it now.");
    assertThat(theo.text("I am looking at it now.")).isVisible();
    assertThat(theo.text(Pattern.compile("^Read"))).isVisible();
    accessible(theo.page(), "panel, conversation");
    accessible(ana, "console, conversation");

    theo.page().reload();
    assertThat(theo.text("I am looking at it now.")).isVisible();
    theo.say("It began at noon");
    assertThat(chat(ana, "Theo Lindqvist").getByText("It began at noon")).isVisible();

    ana.reload();
    assertThat(chat(ana, "Theo Lindqvist").getByText("It began at noon")).isVisible();
    note(ana, "Theo Lindqvist", "The proxy was restarted");
    assertThat(theo.text("The proxy was restarted")).hasCount(0);

    chat(ana, "Theo Lindqvist")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Open a ticket…"))
        .click();
    ana.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Subject"))
        .fill("Bookings answer 502");
    button(ana, "Open the ticket").click();
    assertThat(theo.text(Pattern.compile("Ticket #1")).first()).isVisible();
    accessible(ana, "console, ticket");

    Download transcript =
        theo.page()
            .waitForDownload(
                () -> {
                  theo.button("Chat options").click();
                  theo.text("Download transcript").click();
                });
    Assertions.assertThat(Files.readString(transcript.path()))
        .contains("Our bookings fail", "I am looking at it now.", "Ticket 1 opened")
        .doesNotContain("The proxy was restarted");

    chat(ana, "Theo Lindqvist")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End chat"))
        .click();
    button(ana, "End the chat").click();
    button(ana, "Finish wrap-up").first().click();
    accessible(board, "board, after the chat");
    Assertions.assertThat(people.errors()).isEmpty();
  }

  private static void note(Page console, String customer, String text) {
    chat(console, customer)
        .getByText("Note", new Locator.GetByTextOptions().setExact(true))
        .first()
        .click();
    chat(console, customer).getByLabel("Internal note about " + customer).fill(text);
    chat(console, customer)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add note"))
        .click();
    assertThat(chat(console, customer).getByText(text).first()).isVisible();
  }
}
