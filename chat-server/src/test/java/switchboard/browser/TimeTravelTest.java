package switchboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static switchboard.browser.People.accessible;
import static switchboard.browser.People.button;
import static switchboard.browser.People.reply;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.browser.People.Customer;

/// A supervisor looks into an agent, a queue and a chat, and goes back in time, in a real browser.
class TimeTravelTest {
  private static final String THEO = "Theo Lindqvist";
  private static final Pattern AS_IT_WAS = Pattern.compile("The board as it was");

  @RegisterExtension static final DemoDesk DESK = new DemoDesk();

  @Test
  void s40_s43_theDayIsScrubbedBackAndEverythingIsSeenAsItWas() {
    People people = DESK.people();
    Page board = people.staff("sam", "board", ColorScheme.LIGHT);
    Customer theo =
        people.customer("theo", "harbor-booking", ColorScheme.LIGHT).launch("Bookings fail");
    Page ana = people.staff("ana", "console", ColorScheme.LIGHT);
    button(ana, "Become available").first().click();
    button(ana, "Accept").first().click();
    reply(ana, THEO, "Let me look");
    assertThat(theo.text("Let me look")).isVisible();

    lookIntoAnAgent(board);
    lookIntoAQueue(board);
    goBack(board, ana, theo);
    Assertions.assertThat(people.errors()).isEmpty();
  }

  private static void lookIntoAnAgent(Page board) {
    button(board, "Look at Ana Duarte").click();
    Locator panel =
        board.getByRole(
            AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Ana Duarte"));
    assertThat(panel.getByText("Offers today")).isVisible();
    assertThat(panel.getByText("Available").first()).isVisible();
    accessible(board, "board, an agent");
    Assertions.assertThat(board.url()).contains("?agent=");
    board.reload();
    assertThat(panel.getByText("Offers today")).isVisible();
    panel
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Read along in #1"))
        .click();
    assertThat(board.getByText("Let me look")).isVisible();
    board.goBack();
    assertThat(panel).isVisible();
    board.keyboard().press("Escape");
    board.goBack();
    panel.press("Escape");
    assertThat(panel).hasCount(0);
  }

  private static void lookIntoAQueue(Page board) {
    button(board, "Look into Queue").click();
    assertThat(board.getByText("Agents who serve it")).isVisible();
    board
        .getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("Ana Duarte \\d.\\d")))
        .waitFor();
    accessible(board, "board, a queue");
    button(board, "Close").click();
  }

  private static void goBack(Page board, Page ana, Customer theo) {
    button(board, "Go back in time").click();
    assertThat(board.getByText(AS_IT_WAS)).isVisible();
    assertThat(button(board, "Pause the queue")).hasCount(0);
    accessible(board, "board, the past");

    Locator time = board.getByLabel("Time of day");
    time.press("PageUp");
    button(board, "Read along in #1").first().click();
    assertThat(board.getByText("What was said later is not shown.")).isVisible();
    assertThat(board.getByText("Let me look")).isVisible();
    reply(ana, THEO, "Found the reason");
    assertThat(theo.text("Found the reason")).isVisible();
    assertThat(board.getByText("Found the reason")).hasCount(0);
    accessible(board, "board, a chat in the past");
    board.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    accessible(board, "board, the past, dark");
    button(board, "Close").click();

    time.press("PageDown");
    assertThat(button(board, "Look at Ana Duarte")).hasCount(0);
    assertThat(board.getByText("Nobody is waiting")).isVisible();
    button(board, "Back to live").click();
    assertThat(board.getByText(AS_IT_WAS)).hasCount(0);
    assertThat(button(board, "Go back in time")).isVisible();
    Assertions.assertThat(board.url()).doesNotContain("at=");
  }
}
