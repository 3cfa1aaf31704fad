package switchboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static switchboard.browser.People.accessible;
import static switchboard.browser.People.button;
import static switchboard.browser.People.chat;
import static switchboard.browser.People.reply;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.browser.People.Customer;

/// A chat that goes from hand to hand in a real browser: declined, whispered about, joined, passed on, taken over, sent back to a queue that is paused.
class SupervisionTest {
  private static final String THEO = "Theo Lindqvist";

  @RegisterExtension static final DemoDesk DESK = new DemoDesk();

  @Test
  void aChatGoesFromHandToHandAndItsCustomerIsNeverAlone() {
    People people = DESK.people();
    Page board = people.staff("sam", "board", ColorScheme.LIGHT);
    Customer theo =
        people.customer("theo", "harbor-booking", ColorScheme.LIGHT).launch("Bookings fail");

    Page ana = people.staff("ana", "console", ColorScheme.LIGHT);
    button(ana, "Become available").first().click();
    button(ana, "Decline").first().click();
    button(ana, "Busy with another chat").click();
    Page ben = people.staff("ben", "console", ColorScheme.DARK);
    button(ben, "Become available").first().click();
    button(ben, "Accept").first().click();
    assertThat(theo.text("Ben Achterberg joined the chat")).isVisible();

    whisper(board, ben);
    join(board, theo);
    passOn(ben, ana, theo);
    takeOver(board, ana, theo);
    sendBack(board, theo);
    audit(board);
    Assertions.assertThat(people.errors()).isEmpty();
  }

  private static void whisper(Page board, Page ben) {
    button(board, "Read along in #1").first().click();
    accessible(board, "board, reading along");
    board.getByLabel("Internal note about " + THEO).fill("Ask for the log");
    button(board, "Add note").click();
    assertThat(ben.getByText("Sam Rivera whispers in the chat with " + THEO)).isVisible();
    assertThat(chat(ben, THEO).getByText("Ask for the log")).isVisible();
  }

  private static void join(Page board, Customer theo) {
    button(board, "Join").click();
    assertThat(theo.text("Sam Rivera joined the chat")).isVisible();
    Locator box = board.getByLabel("Reply to " + THEO);
    box.fill("We are two now");
    box.press("Enter");
    assertThat(theo.text("We are two now")).isVisible();
    accessible(board, "board, joined");
    button(board, "Leave").click();
    assertThat(button(board, "Join")).isVisible();
  }

  private static void passOn(Page ben, Page ana, Customer theo) {
    chat(ben, THEO)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pass the chat on…"))
        .click();
    button(ben, "Pass it on").click();
    assertThat(ben.getByText("Choose who is to have it.")).isVisible();
    ben.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Ana Duarte")).check();
    assertThat(ben.getByText("Say in a sentence what the next one must know.")).isVisible();
    ben.getByLabel("Summary").fill("The proxy answers 502 since noon");
    accessible(ben, "console, pass on, dark");
    button(ben, "Pass it on").click();
    assertThat(ana.getByText("The proxy answers 502 since noon")).isVisible();
    accessible(ana, "console, offer of a transfer");
    accessible(ben, "console, passing on, dark");
    button(ana, "Accept").first().click();
    assertThat(ben.getByText("Ana Duarte took the chat with " + THEO)).isVisible();
    assertThat(theo.text("Ana Duarte joined the chat")).isVisible();
    reply(ana, THEO, "I go on from here");
    assertThat(theo.text("I go on from here")).isVisible();
    accessible(ana, "console, after a transfer");
  }

  private static void takeOver(Page board, Page ana, Customer theo) {
    button(board, "Take over").click();
    assertThat(chat(board, THEO)).isVisible();
    assertThat(ana.getByText("The chat with " + THEO + " is Sam Rivera’s now")).isVisible();
    reply(board, THEO, "Sam has it now");
    assertThat(theo.text("Sam has it now")).isVisible();
    accessible(board, "console, taken over");
  }

  private static void sendBack(Page board, Customer theo) {
    board.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Board")).click();
    button(board, "Pause the queue").click();
    assertThat(board.getByText("Paused: nobody is offered its chats")).isVisible();
    board.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Console")).click();
    chat(board, THEO)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pass the chat on…"))
        .click();
    board.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Back to the queue")).check();
    button(board, "Pass it on").click();
    theo.inLine().waitFor();
    board.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Board")).click();
    assertThat(board.getByText("Its queue is paused.").first()).isVisible();
    board.getByText("Its queue is paused.").first().click();
    for (String action : List.of("Move forward", "Give to…", "What it wants…")) {
      assertThat(button(board, action)).isVisible();
    }
    accessible(board, "board, a paused queue");
    button(board, "Why?").click();
    assertThat(board.getByText("Sam Rivera sent it back to the queue.")).isVisible();
    accessible(board, "board, why");
    button(board, "Close").click();
    button(board, "What it wants…").click();
    board.getByLabel("Needs").fill("dns:9");
    assertThat(board.getByText("is no skill")).isVisible();
    board.getByLabel("Needs").fill("dns");
    accessible(board, "board, what a chat wants");
    button(board, "Change").click();
    button(board, "Stop reading along").click();
    button(board, "Resume the queue").click();
    assertThat(board.getByText("Paused: nobody is offered its chats")).hasCount(0);
    accessible(board, "board, resumed");
  }

  private static void audit(Page board) {
    board.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Audit log")).click();
    Locator acts = board.getByRole(AriaRole.LISTITEM);
    assertThat(acts.first()).containsText("Sam Rivera resumed the queue");
    for (String act :
        List.of(
            "Sam Rivera paused the queue",
            "Sam Rivera took the chat over",
            "Sam Rivera joined the chat",
            "Sam Rivera began to read along, unseen",
            "Sam Rivera wrote a note in the chat",
            "Ben Achterberg passed the chat on to Ana Duarte: The proxy answers 502")) {
      assertThat(acts.filter(new Locator.FilterOptions().setHasText(act)).first()).isVisible();
    }
    accessible(board, "audit log");
    button(board, "Ben Achterberg").first().click();
    assertThat(acts).hasCount(1);
    button(board, "Read chat #1").click();
    assertThat(board.getByRole(AriaRole.DIALOG)).containsText("Sam has it now");
    accessible(board, "audit log, a chat");
    button(board, "Close").click();
    board.getByLabel("Chat", new Page.GetByLabelOptions().setExact(true)).fill("one");
    assertThat(board.getByText("A chat is named by its number")).isVisible();
    board.getByLabel("Chat", new Page.GetByLabelOptions().setExact(true)).fill("7");
    assertThat(board.getByText("Nothing was done by hand.")).isVisible();
    accessible(board, "audit log, nothing found");
  }
}
