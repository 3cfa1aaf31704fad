package switchboard.simulation.recorded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskRules;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.simulation.Answering;
import switchboard.simulation.Arrivals;
import switchboard.simulation.ChatClass;
import switchboard.simulation.StaffMember;
import switchboard.simulation.Times;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;

/// What a recorded period tells: how it was, and what it says about who comes, how long they wait and take, and who answers.
///
/// @param period that was asked for
/// @param startMs when it was read from: with its lead, as far as the journal has one
/// @param services of the chats that came in the period, by tier
/// @param handled how many handle times were seen whole, by tier
/// @param abandoned how many ends of patience were seen, by tier
/// @param offers that were accepted, declined or missed
/// @param suggested customers to whom a ticket would have been suggested (S9) while they waited
/// @param deflection share of these who left the queue for a ticket
public record Recorded(
    Period period,
    long startMs,
    SortedMap<String, Service> services,
    List<Came> came,
    SortedMap<String, Times> handleTimes,
    SortedMap<String, Times> patience,
    SortedMap<String, Integer> handled,
    SortedMap<String, Integer> abandoned,
    Answering answering,
    int offers,
    int suggested,
    double deflection,
    List<StaffMember> staff,
    DeskRules rules) {

  /// Of fewer chats no pattern can be told.
  public static final int CHATS_MIN = 20;

  /// Chats alike, and when they came, milliseconds since 1970, earliest first. It has no arrivals yet: those of a workload come of them.
  public record Came(ChatClass chats, List<Long> atMs) {}

  /// How a workload's chats come.
  public enum Coming {
    /// At the very times at which they came.
    AS_RECORDED,
    /// At random at the rate of each quarter of an hour.
    AT_RANDOM
  }

  public Recorded {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    came = List.copyOf(came);
    handleTimes = Collections.unmodifiableSortedMap(new TreeMap<>(handleTimes));
    patience = Collections.unmodifiableSortedMap(new TreeMap<>(patience));
    handled = Collections.unmodifiableSortedMap(new TreeMap<>(handled));
    abandoned = Collections.unmodifiableSortedMap(new TreeMap<>(abandoned));
    staff = List.copyOf(staff);
  }

  /// Chats that came in the period.
  public int chats() {
    return services.values().stream().mapToInt(Service::launched).sum();
  }

  /// @return of all tiers together; null when nothing counts
  public @Nullable Double serviceLevel() {
    int inTarget = 0;
    int counted = 0;
    for (Service one : services.values()) {
      inTarget += one.answeredInTarget();
      counted += one.answered() + one.abandoned() - one.abandonedInTarget();
    }
    return counted == 0 ? null : (double) inTarget / counted;
  }

  /// A workload like the period.
  ///
  /// @throws Unplayable there is too little in it, or too much
  public Workload workload(Coming how) {
    if (chats() < CHATS_MIN) {
      throw new Unplayable(
          "from",
          "only " + chats() + " chats came in this period, expected at least " + CHATS_MIN);
    }
    if (handled.values().stream().allMatch(count -> count == 0)) {
      throw new Unplayable("from", "no chat was handled to its end in this period, expected some");
    }
    if (staff.isEmpty()) {
      throw new Unplayable("from", "no agent took chats in this period, expected some");
    }
    List<ChatClass> classes = new ArrayList<>();
    for (Came one : came) {
      classes.add(
          new ChatClass(
              one.chats().standing(),
              one.chats().line(),
              one.chats().prefers(),
              arrivals(one.atMs(), how)));
    }
    return new Workload(
        startMs,
        period.toMs() - startMs,
        period.fromMs() - startMs,
        classes,
        handleTimes,
        patience,
        0,
        answering,
        deflection,
        staff,
        rules);
  }

  private Arrivals arrivals(List<Long> atMs, Coming how) {
    return switch (how) {
      case AS_RECORDED -> new Arrivals.Instants(atMs);
      case AT_RANDOM -> rates(atMs);
    };
  }

  /// Of a last quarter that the period ends within, the rate is that of its part.
  private Arrivals.Rates rates(List<Long> atMs) {
    int quarters =
        (int) ((period.toMs() - startMs + Arrivals.QUARTER_MS - 1) / Arrivals.QUARTER_MS);
    double[] counts = new double[quarters];
    for (long ms : atMs) {
      counts[(int) ((ms - startMs) / Arrivals.QUARTER_MS)]++;
    }
    long lastMs = period.toMs() - startMs - (quarters - 1) * Arrivals.QUARTER_MS;
    counts[quarters - 1] *= (double) Arrivals.QUARTER_MS / lastMs;
    List<Double> rates = new ArrayList<>(quarters);
    for (double count : counts) {
      rates.add(count);
    }
    return new Arrivals.Rates(rates);
  }
}
