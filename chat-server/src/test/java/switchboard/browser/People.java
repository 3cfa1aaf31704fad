package switchboard.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/// A real Chromium and the people who use it: customers in the host's dashboard, agents at the console, a supervisor at the board.
final class People implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync");

  /// Where screenshots of a run are kept.
  static final Path PICTURES = Path.of("target/pictures");

  private static final String ARRIVED =
      """
      () => Promise.allSettled(
        document.getAnimations()
          .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
          .map((one) => one.finished))
      """;

  private final Playwright playwright;
  private final Browser browser;
  private final String url;
  private final List<String> errors = new ArrayList<>();

  People(String url) {
    this.url = url;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(FLAGS));
  }

  private Page page(ColorScheme colours, int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(colours)
                .setViewportSize(width, height));
    context.setDefaultTimeout(20_000);
    Page page = context.newPage();
    page.onPageError(error -> errors.add(page.url() + ": " + error));
    return page;
  }

  /// A customer on the page of a site.
  Customer customer(String id, String site, ColorScheme colours) {
    return customer(url, id, site, colours);
  }

  /// @param url by which this customer reaches the server
  Customer customer(String url, String id, String site, ColorScheme colours) {
    Page page = page(colours, 1280, 800);
    page.addInitScript("localStorage.setItem('northwind.customer', '" + id + "')");
    page.navigate(url + "/demo/#/sites/" + site);
    return new Customer(page);
  }

  /// Staff, signed in.
  Page staff(String login, String face, ColorScheme colours) {
    return staff(url, login, face, colours);
  }

  /// @param url by which they reach the server
  Page staff(String url, String login, String face, ColorScheme colours) {
    Page page = page(colours, 1440, 900);
    page.navigate(url + "/desk/" + face);
    button(page, "Sign in").waitFor();
    page.getByLabel("Login").fill(login);
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Password"))
        .fill("switchboard-demo");
    button(page, "Sign in").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Your state")).waitFor();
    return page;
  }

  /// The chat with a customer on an agent's console.
  static Locator chat(Page console, String customer) {
    return console.getByRole(
        AriaRole.REGION,
        new Page.GetByRoleOptions().setName(Pattern.compile("Chat \\d+ with " + customer)));
  }

  static void reply(Page console, String customer, String text) {
    Locator box = chat(console, customer).getByLabel("Reply to " + customer);
    box.fill(text);
    box.press("Enter");
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// No accessibility violation on the page as it stands, frames included, once what moves has arrived: half-faded text has no contrast.
  static void accessible(Page page, String state) {
    page.frames().forEach(frame -> frame.evaluate(ARRIVED));
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    Assertions.assertThat(violations)
        .as(state)
        .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getTarget())
        .isEmpty();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(state.replaceAll("[^a-z0-9]+", "-") + ".png")));
  }

  /// What went wrong inside the pages.
  List<String> errors() {
    return errors;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /// A customer's dashboard with the chat panel in it.
  record Customer(Page page) {
    FrameLocator panel() {
      return page.frameLocator("iframe");
    }

    Locator button(String name) {
      return panel()
          .getByRole(
              AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator text(String text) {
      return panel().getByText(text);
    }

    Locator inLine() {
      return panel()
          .getByRole(
              AriaRole.HEADING, new FrameLocator.GetByRoleOptions().setName("You are in line"));
    }

    Locator text(Pattern text) {
      return panel().getByText(text);
    }

    Customer launch(String topic) {
      openPanel();
      panel().getByLabel("What is it about?").fill(topic);
      button("Start chat").click();
      inLine().waitFor();
      return this;
    }

    void openPanel() {
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Support")).first().click();
      page.getByText("Launch Chat").first().click();
      panel().getByLabel("What is it about?").waitFor();
    }

    void say(String text) {
      Locator message =
          panel().getByLabel("Message", new FrameLocator.GetByLabelOptions().setExact(true));
      message.fill(text);
      message.press("Enter");
    }
  }
}
