package switchboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static switchboard.browser.People.accessible;
import static switchboard.browser.People.button;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.browser.People.Customer;

/// The reports in a real browser: chats that were had, by hour and by agent, as a file, over a period that cannot be, in the dark, and on a phone.
class ReportsPageTest {
  private static final String THEO = "Theo Lindqvist";

  @RegisterExtension static final DemoDesk DESK = new DemoDesk();

  @Test
  void supervisorsSeeWhatCameOfAPeriod() throws IOException {
    People people = DESK.people();
    Page reports = people.staff("sam", "reports", ColorScheme.LIGHT);
    Page ana = people.staff("ana", "console", ColorScheme.LIGHT);
    button(ana, "Become available").first().click();
    assertThat(reports.getByText("No chats came in this period")).isVisible();
    accessible(reports, "reports, empty");

    haveAChat(people, ana, "theo", "harbor-booking", THEO);
    button(reports, "Today").click();
    Locator headlines = region(reports, "The period in numbers");
    // The report follows what happened by a moment.
    reports.waitForCondition(
        () -> {
          button(reports, "Count again").click();
          return headlines.getByText("1 answered").isVisible();
        });
    assertThat(headlines).containsText("100 %");

    definition(reports, headlines);
    byHour(reports);
    byAgent(reports);
    file(reports);
    wrongPeriod(reports);
    darkAndNarrow(reports);
    renewal(people, ana, reports, headlines);
    Assertions.assertThat(people.errors()).isEmpty();
  }

  private static void haveAChat(
      People people, Page ana, String customer, String site, String name) {
    Customer page = people.customer(customer, site, ColorScheme.LIGHT).launch("Bookings fail");
    button(ana, "Accept").first().click();
    People.reply(ana, name, "I am on it");
    assertThat(page.text("I am on it")).isVisible();
  }

  /// While its period goes on, a report is made anew for whoever comes back to it.
  private static void renewal(People people, Page ana, Page reports, Locator headlines) {
    haveAChat(people, ana, "ines", "lumen-store", "Ines Okafor");
    reports.waitForCondition(
        () -> {
          reports.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
          return headlines.getByText("2 answered").isVisible();
        });
  }

  private static void definition(Page reports, Locator headlines) {
    Locator define =
        headlines.getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName("What “Service level” means"));
    Locator formula = headlines.getByText(Pattern.compile("^Answered within target ÷"));
    assertThat(formula).isHidden();
    define.press("Enter");
    assertThat(formula).isVisible();
    accessible(reports, "reports, today");
    define.press("Enter");
    assertThat(formula).isHidden();
  }

  private static void byHour(Page reports) {
    by(reports, "Hour");
    Locator rows = reports.locator("tbody tr");
    assertThat(rows).hasCount(24);
    assertThat(reports.locator("tfoot td").first()).hasText("1");
    Locator chats = heading(reports, "Chats");
    chats.getByRole(AriaRole.BUTTON).click();
    assertThat(chats).hasAttribute("aria-sort", "descending");
    assertThat(rows.first().locator("td").first()).hasText("1");
    chats.getByRole(AriaRole.BUTTON).click();
    assertThat(chats).hasAttribute("aria-sort", "ascending");
    assertThat(rows.first().locator("td").first()).hasText("0");
  }

  private static void byAgent(Page reports) {
    by(reports, "Agent");
    button(reports, "Ana Duarte").click();
    Locator states =
        reports.getByRole(
            AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Ana Duarte, by state"));
    assertThat(
            states.getByRole(
                AriaRole.IMG,
                new Locator.GetByRoleOptions().setName(Pattern.compile("Available \\d+:\\d\\d"))))
        .isVisible();
    accessible(reports, "reports, an agent's states");
    reports.keyboard().press("Escape");
    assertThat(states).isHidden();
  }

  private static void file(Page reports) throws IOException {
    Download download =
        reports.waitForDownload(
            () ->
                reports
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download CSV"))
                    .click());
    Assertions.assertThat(download.suggestedFilename()).matches("report-.*\\.csv");
    List<String> lines = Files.readAllLines(download.path());
    Assertions.assertThat(lines.getFirst()).startsWith("agent,name,launched,answered,");
    Assertions.assertThat(lines).anySatisfy(l -> Assertions.assertThat(l).contains(",Ana Duarte,1,1,"));
  }

  private static void wrongPeriod(Page reports) {
    button(reports, "Custom").click();
    reports.getByLabel("To, that day included").fill("2020-01-01");
    button(reports, "Show").click();
    assertThat(
            reports
                .getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText("The last day comes before the first one.")))
        .isVisible();
    assertThat(reports.getByLabel("To, that day included")).hasAttribute("aria-invalid", "true");
    reports.getByLabel("From").fill("2020-01-01");
    button(reports, "Show").click();
    assertThat(reports.getByText("No chats came in this period")).isVisible();
    // What was chosen stands in the address.
    reports.reload();
    assertThat(reports.getByLabel("From")).hasValue("2020-01-01");
    assertThat(reports.getByText("No chats came in this period")).isVisible();
    button(reports, "Today").click();
    assertThat(reports.getByText("1 answered")).isVisible();
  }

  private static void darkAndNarrow(Page reports) {
    by(reports, "Day");
    button(reports, "Use dark colours").click();
    accessible(reports, "reports, dark");
    reports.setViewportSize(400, 800);
    assertThat(region(reports, "The period in numbers")).isVisible();
    Assertions.assertThat(
            reports.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as("nothing reaches beyond the page")
        .isEqualTo(true);
    accessible(reports, "reports, narrow");
  }

  private static void by(Page reports, String grouping) {
    reports
        .getByRole(
            AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("By").setExact(true))
        .selectOption(grouping);
    assertThat(heading(reports, grouping)).isVisible();
  }

  private static Locator heading(Page reports, String name) {
    return reports.getByRole(
        AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator region(Page page, String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }
}
