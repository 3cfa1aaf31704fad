package switchboard;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import switchboard.simulation.Change;
import switchboard.simulation.CheapestChange.Found;
import switchboard.simulation.CheapestChange.Tried;
import switchboard.simulation.Comparison;
import switchboard.simulation.Comparison.Row;
import switchboard.simulation.Costs;
import switchboard.simulation.Estimate;
import switchboard.simulation.Goal;
import switchboard.simulation.Knob;
import switchboard.simulation.Metric;
import switchboard.simulation.Player;
import switchboard.simulation.StaffMember;
import switchboard.simulation.Workload;

/// What `simulate` found, as tables and as JSON.
final class SimulationReport {
  private static final List<Metric> OF_TIER =
      List.of(
          Metric.ARRIVALS,
          Metric.SERVICE_LEVEL,
          Metric.MEAN_WAIT,
          Metric.P90_WAIT,
          Metric.ABANDONMENT,
          Metric.DEFLECTION);

  private final PrintWriter out;
  private final List<String> tiers;
  private final List<Compared> compared = new ArrayList<>();
  private @Nullable Desk desk;
  private @Nullable Sought sought;
  private double slowdown;
  private double playedChats;
  private int played;
  private double seconds;

  /// @param expectedChats in one replication, the warm-up included
  record Desk(
      double expectedChats, int agents, double hours, int replications, long seed) {}

  record Compared(String change, List<Row> rows) {}

  record Sought(@Nullable String tier, double serviceLevel, Costs costs, List<Attempt> tried) {}

  record Attempt(
      String change, double cost, @Nullable Estimate serviceLevel, boolean reaches) {}

  record Json(
      @Nullable Desk desk,
      List<Compared> compared,
      @Nullable Sought sought,
      int replicationsPlayed,
      double seconds) {}

  /// @param tiers in the order in which they are shown
  SimulationReport(PrintWriter out, List<String> tiers) {
    this.out = out;
    this.tiers = tiers;
  }

  void begin(Workload workload, int replications, long seed) {
    slowdown = workload.slowdown();
    double hours = (workload.spanMs() - workload.warmUpMs()) / 3_600_000.0;
    desk =
        new Desk(workload.expectedChats(), workload.staff().size(), hours, replications, seed);
    int slots =
        workload.staff().stream()
            .map(StaffMember::profile)
            .mapToInt(profile -> profile.capacity())
            .sum();
    out.printf(
        "%s h%s, %,.0f chats expected, %,d agents with %,d slots; %d replications, seed %d%n",
        Texts.plain(Math.round(100 * hours) / 100.0),
        workload.warmUpMs() == 0
            ? ""
            : " after " + workload.warmUpMs() / 60_000 + " min of warm-up",
        workload.expectedChats(),
        workload.staff().size(),
        slots,
        replications,
        seed);
  }

  /// Counts what is played, and how long it takes.
  Player timing(Player player) {
    return (workload, replications) -> {
      long began = System.nanoTime();
      var measures = player.play(workload, replications);
      seconds += (System.nanoTime() - began) / 1e9;
      played += replications;
      playedChats += workload.expectedChats() * replications;
      return measures;
    };
  }

  void compare(Change change, Comparison comparison) {
    compared.add(new Compared(ChangeWords.of(change), comparison.rows()));
    boolean changes = !change.knobs().isEmpty();
    out.println();
    if (changes) {
      out.println("Change: " + ChangeWords.of(change));
      if (slowdown == 0 && change.knobs().stream().anyMatch(SimulationReport::isCapacity)) {
        out.println(
            "Note: here a chat takes as long, however many its agent has at once, so more at once costs nothing.");
      }
      out.println();
      line("", "before", "after", "difference");
    }
    section(comparison, null, "all chats", changes);
    for (String tier : tiers) {
      if (comparison.row(tier, Metric.ARRIVALS) != null) {
        section(comparison, tier, tier, changes);
      }
    }
    out.println();
    out.println(
        "± is the 95 % interval"
            + (changes ? ". * the interval of the difference leaves out 0" : " of the mean"));
  }

  private static boolean isCapacity(Knob knob) {
    return knob instanceof Knob.AddCapacity || knob instanceof Knob.SetCapacity;
  }

  private void section(
      Comparison comparison, @Nullable String tier, String title, boolean changes) {
    out.println(title);
    for (Metric metric : tier == null ? List.of(Metric.values()) : OF_TIER) {
      Row row = comparison.row(tier, metric);
      if (row != null && (metric != Metric.DEFLECTION || isThere(row))) {
        line(
            "  " + name(metric),
            text(row.baseline(), metric),
            changes ? text(row.change(), metric) : "",
            changes ? difference(row) : "");
      }
    }
  }

  private static boolean isThere(Row row) {
    return (row.baseline() != null && row.baseline().mean() > 0)
        || (row.change() != null && row.change().mean() > 0);
  }

  private void line(String name, String before, String after, String difference) {
    out.println("%-20s %20s %20s %24s".formatted(name, before, after, difference).stripTrailing());
  }

  private static String name(Metric metric) {
    return switch (metric) {
      case ARRIVALS -> "arrivals";
      case ANSWERED -> "answered";
      case SERVICE_LEVEL -> "service level";
      case MEAN_WAIT -> "mean wait";
      case P50_WAIT -> "median wait";
      case P90_WAIT -> "P90 wait";
      case MAX_WAIT -> "longest wait";
      case ABANDONMENT -> "abandoned";
      case DEFLECTION -> "took a ticket";
      case OCCUPANCY -> "occupancy";
      case SLOTS_TAKEN -> "slots taken";
    };
  }

  private static String text(@Nullable Estimate estimate, Metric metric) {
    if (estimate == null) {
      return "–";
    }
    return number(estimate.mean(), metric) + within(estimate, metric);
  }

  private static String difference(Row row) {
    Estimate difference = row.difference();
    if (difference == null) {
      return "–";
    }
    if (difference.mean() == 0 && difference.halfWidth() == 0) {
      return "none  ";
    }
    return "%s%s%s%s"
        .formatted(
            difference.mean() < 0 ? "−" : "+",
            number(Math.abs(difference.mean()), row.metric()).replace(" %", " pts"),
            within(difference, row.metric()),
            difference.isSignificant() ? " *" : "  ");
  }

  /// Of a single value no interval is known.
  private static String within(Estimate estimate, Metric metric) {
    return estimate.count() == 1 ? "" : " ± " + bare(estimate.halfWidth(), metric);
  }

  private static String number(double value, Metric metric) {
    return bare(value, metric)
        + switch (metric.unit()) {
          case COUNT -> "";
          case SHARE -> " %";
          case MILLISECONDS -> " s";
        };
  }

  private static String bare(double value, Metric metric) {
    return switch (metric.unit()) {
      case COUNT -> String.format(Locale.ROOT, "%,.1f", value);
      case SHARE -> String.format(Locale.ROOT, "%.2f", 100 * value);
      case MILLISECONDS -> String.format(Locale.ROOT, "%,.1f", value / 1_000);
    };
  }

  // --- the cheapest change ---

  void search(Goal goal, Costs costs) {
    sought = new Sought(goal.tier(), goal.serviceLevel(), costs, new ArrayList<>());
    out.printf(
        "%nTarget: a service level of %s%s, at the lower end of the 95 %% interval.%n",
        ChangeWords.percent(goal.serviceLevel()),
        goal.tier() == null ? " over all chats" : " for " + goal.tier());
    out.printf(
        "Costs: an agent in a shift %s, a chat more of an agent %s, a skill of an agent %s, five minutes of head start %s.%n%n",
        Texts.plain(costs.agent()),
        Texts.plain(costs.capacity()),
        Texts.plain(costs.skill()),
        Texts.plain(costs.headStart()));
    tried("cost", "service level", "tried");
  }

  void tried(Tried tried) {
    Objects.requireNonNull(sought)
        .tried()
        .add(
            new Attempt(
                ChangeWords.of(tried.change()),
                tried.cost(),
                tried.serviceLevel(),
                tried.reaches()));
    tried(
        Texts.plain(tried.cost()),
        text(tried.serviceLevel(), Metric.SERVICE_LEVEL),
        ChangeWords.of(tried.change()) + (tried.reaches() ? "  ← reaches it" : ""));
  }

  private void tried(String cost, String level, String change) {
    out.println("%8s %18s  %s".formatted(cost, level, change));
  }

  void found(Found found) {
    Tried cheapest = found.found();
    out.println();
    if (cheapest == null) {
      out.printf("None of the %d changes that were tried reaches it.%n", found.tried().size());
    } else if (cheapest.change().knobs().isEmpty()) {
      out.println("It is reached already.");
    } else {
      out.printf(
          "Cheapest of the %d that were tried: %s, for %s.%n",
          found.tried().size(), ChangeWords.of(cheapest.change()), Texts.plain(cheapest.cost()));
    }
  }

  void end() {
    out.printf(
        "%n%,.0f chats in %,d replications, played in %.1f s%n", playedChats, played, seconds);
  }

  /// @throws CommandFailure it cannot be written
  void write(Path file) {
    try {
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValue(file.toFile(), new Json(desk, compared, sought, played, seconds));
    } catch (IOException e) {
      throw new CommandFailure("--json: " + file + " cannot be written: " + e.getMessage());
    }
  }
}
