package switchboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.browser.People.accessible;
import static switchboard.browser.People.button;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.BusyMorning;

/// docs/spec/simulation.md in a real browser: a supervisor asks what would have been this morning, and reads the answer.
class WhatIfTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTE_MS = 60_000;

  @RegisterExtension
  static final DemoDesk DESK =
      new DemoDesk(
          database -> {
            long now = System.currentTimeMillis();
            BusyMorning.write(database, now - 55 * MINUTE_MS, now - MINUTE_MS);
          });

  @Test
  void aSupervisorAsksAndReadsTheAnswer() {
    People people = DESK.people();
    Page page = people.staff("sam", "what-if", ColorScheme.LIGHT);
    assertThat(page.getByText("Ask a question about your desk")).isVisible();
    accessible(page, "what if, empty");

    wrongPeriods(page);
    wrongAgents(page);
    moreAgents(page);
    cancelled(page);
    cheapest(page);
    inTheDark(people);
    assertThat(people.errors()).isEmpty();
  }

  private static void wrongPeriods(Page page) {
    button(page, "Custom").click();
    page.getByLabel("From", exactly()).fill("2026-03-02T12:00");
    page.getByLabel("To", exactly()).fill("2026-03-02T11:00");
    button(page, "Play as it was").click();
    assertThat(page.getByText("The period must end after it begins.")).isVisible();
    accessible(page, "what if, a wrong period");

    page.getByLabel("To", exactly()).fill("2026-03-02T13:00");
    button(page, "Play as it was").click();
    assertThat(page.getByText("This period cannot be simulated")).isVisible();
    assertThat(page.getByText("Recorded period: only 0 chats came in this period")).isVisible();
    accessible(page, "what if, a period without chats");
  }

  private static void wrongAgents(Page page) {
    button(page, "Last 4 hours").click();
    page.getByLabel("Agents", exactly()).fill("-6");
    button(page, "Run").click();
    assertThat(page.getByText("That cannot be simulated")).isVisible();
    assertThat(page.getByText("-6, expected at least -5: 6 agents took chats then").first())
        .isVisible();
    assertThat(page.getByLabel("Agents", exactly())).hasAttribute("aria-invalid", "true");
    accessible(page, "what if, too few agents");
    button(page, "Reset").click();
  }

  private static void moreAgents(Page page) {
    JsonNode result =
        answer(
            page,
            () -> {
              button(page, "More: Agents").click();
              button(page, "More: Agents").click();
              button(page, "Run").click();
              assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
            });
    String headline =
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2)).textContent();
    JsonNode basic = level(result, "Basic");
    assertThat(basic.path("difference").path("significant").asBoolean()).isTrue();
    assertThat(headline)
        .startsWith("2 more agents: ")
        .contains("answered in time")
        .matches("(?s).*\\d+ % → \\d+ % \\(± .*\\).*");

    assertRow(page, result, "Basic");
    assertRow(page, result, "Elite");
    assertRow(page, result, null);
    assertThat(rowOf(page, "Basic").getByText("Better")).isVisible();
    assertThat(
            page.getByText(
                "%d chats came and 6 agents took chats"
                    .formatted(result.path("recorded").path("chats").asInt())))
        .isVisible();
    assertThat(page.locator(".recharts-errorBar").first()).isVisible();
    accessible(page, "what if, two more agents");

    button(page, "Mean wait").click();
    assertThat(rowOf(page, "Basic")).containsText(Pattern.compile("−\\d+"));
    accessible(page, "what if, mean waits");
  }

  private static void cancelled(Page page) {
    page.getByLabel("Answered in time, %").fill("100");
    button(page, "Find the cheapest change").click();
    button(page, "Cancel").click();
    assertThat(page.getByText("Cancelled. Nothing was changed.")).isVisible();
  }

  private static void cheapest(Page page) {
    button(page, "Reset").click();
    page.getByLabel("Answered in time, %").fill("101");
    button(page, "Find the cheapest change").click();
    assertThat(page.getByText("A whole number from 1 to 100.")).isVisible();

    page.getByLabel("Answered in time, %").fill("80");
    page.getByLabel("Of which chats").selectOption("Basic");
    JsonNode result = answer(page, () -> button(page, "Find the cheapest change").click());
    JsonNode cheapest = result.path("cheapest");
    assertThat(cheapest.path("found").path("serviceLevel").path("low").asDouble())
        .isGreaterThanOrEqualTo(0.8);
    assertThat(
            page.getByText("The cheapest change by which 80 % of Basic are answered in time:"))
        .isVisible();
    page.getByText("What was tried").click();
    int tried = cheapest.path("tried").size();
    assertThat(page.getByText("What was tried (" + tried + ")")).isVisible();
    assertThat(page.getByRole(AriaRole.TABLE).first().locator("tbody tr")).hasCount(tried);
    accessible(page, "what if, the cheapest change");
  }

  private static void inTheDark(People people) {
    Page page = people.staff("ada", "what-if", ColorScheme.DARK);
    answer(
        page,
        () -> {
          page.getByLabel("Chats that come", exactly()).fill("50");
          button(page, "Run").click();
        });
    assertThat(
            page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2)))
        .containsText("50 % more chats");
    accessible(page, "what if, more chats, dark");
    page.setViewportSize(400, 800);
    accessible(page, "what if, narrow, dark");
  }

  // --- what the API said ---

  /// Of the simulation that is asked for so, once it is shown.
  private static JsonNode answer(Page page, Runnable asking) {
    List<JsonNode> done = new ArrayList<>();
    page.waitForResponse(
        response -> {
          if (!response.url().contains("/api/v1/simulations/")) {
            return false;
          }
          JsonNode status = json(response.text());
          if (!status.path("state").asText().equals("done")) {
            return false;
          }
          done.add(status.path("result"));
          return true;
        },
        asking);
    assertThat(page.getByRole(AriaRole.TABLE).last()).isVisible();
    return done.getFirst();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  private static JsonNode level(JsonNode result, String tier) {
    for (JsonNode row : result.path("rows")) {
      boolean ofTier = tier == null ? !row.has("tier") : row.path("tier").asText().equals(tier);
      if (ofTier && row.path("metric").asText().equals("service_level")) {
        return row;
      }
    }
    throw new AssertionError("no service level of " + tier + " in " + result);
  }

  /// The table shows what the API said, in whole per cent.
  private static void assertRow(Page page, JsonNode result, String tier) {
    JsonNode row = level(result, tier);
    Locator cells = rowOf(page, tier == null ? "All chats" : tier).getByRole(AriaRole.CELL);
    assertThat(cells.nth(0)).containsText(percent(row.path("baseline")));
    assertThat(cells.nth(1)).containsText(percent(row.path("change")));
  }

  private static String percent(JsonNode interval) {
    double share = interval.path("mean").asDouble();
    return (share < 1 ? Math.min(99, Math.round(share * 100)) : 100) + " %";
  }

  private static Locator rowOf(Page page, String tier) {
    return page.getByRole(AriaRole.TABLE)
        .last()
        .getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(tier));
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
