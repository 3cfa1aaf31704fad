package switchboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static switchboard.browser.People.accessible;
import static switchboard.browser.People.button;
import static switchboard.browser.People.chat;
import static switchboard.browser.People.reply;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.browser.People.Customer;

/// Customers rate the help that they got, in a real browser: C9.
class RatingTest {
  @RegisterExtension static final DemoDesk DESK = new DemoDesk();

  @Test
  void c9_ratedByKeyboardChangedSkippedAndSeenByTheAgent() throws Exception {
    People people = DESK.people();
    Page ana = people.staff("ana", "console", ColorScheme.LIGHT);
    button(ana, "Become available").first().click();

    Customer theo = chatEnds(people, ana, "theo", "harbor-booking", "Theo Lindqvist", ColorScheme.LIGHT);
    Locator group = theo.panel().getByRole(AriaRole.GROUP);
    assertThat(group).hasAccessibleName("How was the help by Ana Duarte?");
    accessible(theo.page(), "panel, rating");

    theo.panel().getByRole(AriaRole.RADIO, named("Very poor")).focus();
    for (int i = 0; i < 4; i++) {
      theo.page().keyboard().press("ArrowRight");
    }
    assertThat(theo.panel().getByRole(AriaRole.RADIO, named("Very good"))).isChecked();
    theo.page().keyboard().press("Tab");
    theo.page().keyboard().type("Quick, and *kind*");
    accessible(theo.page(), "panel, rating with a comment");
    theo.page().keyboard().press("Tab");
    theo.page().keyboard().press("Enter");
    assertThat(theo.panel().getByRole(AriaRole.STATUS).filter(said("Thank you for your rating")))
        .hasCount(1);
    assertThat(theo.button("Change rating")).isFocused();
    accessible(theo.page(), "panel, rated");
    assertThat(chat(ana, "Theo Lindqvist").getByText("Theo Lindqvist rated the chat 5 of 5"))
        .isVisible();
    assertThat(chat(ana, "Theo Lindqvist").getByText("Quick, and *kind*")).isVisible();
    accessible(ana, "console, rated");

    theo.page().reload();
    theo.button("Change rating").click();
    theo.panel().getByRole(AriaRole.RADIO, named("Good")).check();
    theo.button("Send rating").click();
    assertThat(chat(ana, "Theo Lindqvist").getByText("Theo Lindqvist rated the chat 4 of 5"))
        .isVisible();
    button(ana, "Finish wrap-up").first().click();
    assertThat(theo.text("Good").first()).isVisible();
    Assertions.assertThat(transcript(theo))
        .contains("Theo Lindqvist rated the chat 5 of 5: Quick, and *kind*")
        .contains("Theo Lindqvist rated the chat 4 of 5: Quick, and *kind*");

    Customer mara = chatEnds(people, ana, "mara", "quince-shop", "Mara Petrov", ColorScheme.DARK);
    accessible(mara.page(), "panel, rating, dark");
    mara.button("No, thanks").click();
    assertThat(mara.button("Rate this chat")).isFocused();
    mara.page().reload();
    assertThat(mara.button("Rate this chat")).isVisible();
    accessible(mara.page(), "panel, rating skipped, dark");
    mara.button("Rate this chat").click();
    assertThat(mara.panel().getByRole(AriaRole.RADIO, named("Very poor"))).isFocused();
    mara.panel().getByRole(AriaRole.RADIO, named("Fair")).check();
    mara.page().context().setOffline(true);
    mara.button("Send rating").click();
    assertThat(mara.text("Fair").first()).isVisible();
    mara.page().context().setOffline(false);
    assertThat(mara.text("Thank you for your rating").last()).isVisible();
    assertThat(chat(ana, "Mara").getByText("rated the chat 3 of 5")).isVisible();
    accessible(mara.page(), "panel, rated, dark");
    Assertions.assertThat(people.errors()).isEmpty();
  }

  /// A customer who was helped, and ends the chat.
  private static Customer chatEnds(
      People people, Page agent, String id, String site, String name, ColorScheme colours) {
    Customer customer = people.customer(id, site, colours);
    customer.openPanel();
    customer.panel().getByLabel("What is it about?").fill("It answers 502");
    customer.button("Start chat").click();
    button(agent, "Accept").first().click();
    chat(agent, name).waitFor();
    customer.say("It fails");
    reply(agent, name, "It is fixed.");
    assertThat(customer.text("It is fixed.")).isVisible();
    customer.button("Chat options").click();
    customer.text("End chat").click();
    customer.button("End chat").click();
    assertThat(customer.text("This chat has ended")).isVisible();
    return customer;
  }

  private static FrameLocator.GetByRoleOptions named(String name) {
    return new FrameLocator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.FilterOptions said(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static String transcript(Customer customer) throws Exception {
    Download download =
        customer
            .page()
            .waitForDownload(
                () -> {
                  customer.button("Chat options").click();
                  customer.text("Download transcript").click();
                });
    return Files.readString(download.path());
  }
}
