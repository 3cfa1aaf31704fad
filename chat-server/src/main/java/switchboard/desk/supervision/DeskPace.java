package switchboard.desk.supervision;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Standing;

/// How the desk is going, folded from its committed events: handle time, patience, arrivals by tier. What the wait estimate is fed with.
public final class DeskPace {
  private static final int HANDLE_TIMES_MAX = 100;
  private static final long MINUTE_MS = 60_000;
  private static final long ARRIVALS_WINDOW_MS = 15 * MINUTE_MS;

  /// Until something was measured: ten minutes a chat, fifteen minutes of patience (docs/spec/routing.md).
  private static final double HANDLE_MS_ASSUMED = 10 * 60_000;

  private static final double PATIENCE_MS_ASSUMED = 15 * 60_000;

  /// The assumption counts like this many observations, so that the first few chats do not swing the estimate.
  private static final double ASSUMED_WEIGHT = 5;

  private record Group(String tier, long headStartMs) {}

  private final ArrayDeque<Long> handleTimes = new ArrayDeque<>();
  private double handleSum;

  /// By the minute in which they came.
  private final TreeMap<Long, Map<Group, Integer>> arrivals = new TreeMap<>();

  private final Map<Long, Long> waitingSince = new LinkedHashMap<>();
  private final Map<Long, Long> answeredAt = new LinkedHashMap<>();
  private double waitedMs;
  private double givenUp;
  private long firstAtMs;

  public void apply(Entry entry) {
    long number = entry.conversation();
    if (firstAtMs == 0) {
      firstAtMs = entry.atMs();
    }
    switch (entry.event()) {
      case Event.Launched launched -> arrive(entry.atMs(), launched.standing());
      case Event.Queued _ -> {
        answeredAt.remove(number);
        waitingSince.put(number, entry.atMs());
      }
      case Event.Assigned _ -> {
        waited(number, entry.atMs());
        answeredAt.put(number, entry.atMs());
      }
      case Event.Closed closed -> {
        if (waited(number, entry.atMs())
            && closed.outcome() == Outcome.ABANDONED) {
          givenUp++;
        }
        handled(answeredAt.remove(number), entry.atMs());
      }
      default -> {}
    }
  }

  private void arrive(long atMs, Standing standing) {
    arrivals.headMap((atMs - ARRIVALS_WINDOW_MS) / MINUTE_MS).clear();
    arrivals
        .computeIfAbsent(atMs / MINUTE_MS, _ -> new LinkedHashMap<>())
        .merge(new Group(standing.tier(), standing.headStartMs()), 1, Integer::sum);
  }

  private boolean waited(long number, long atMs) {
    Long since = waitingSince.remove(number);
    if (since == null) {
      return false;
    }
    waitedMs += atMs - since;
    return true;
  }

  private void handled(@Nullable Long since, long atMs) {
    if (since == null) {
      return;
    }
    handleTimes.addLast(atMs - since);
    handleSum += atMs - since;
    if (handleTimes.size() > HANDLE_TIMES_MAX) {
      handleSum -= handleTimes.removeFirst();
    }
  }

  /// Mean handle time of the last hundred chats.
  public double handleMs() {
    return (handleSum + ASSUMED_WEIGHT * HANDLE_MS_ASSUMED)
        / (handleTimes.size() + ASSUMED_WEIGHT);
  }

  /// Rate at which one waiting customer gives up: abandonments by time waited.
  public double givenUpPerMs() {
    return (givenUp + ASSUMED_WEIGHT) / (waitedMs + ASSUMED_WEIGHT * PATIENCE_MS_ASSUMED);
  }

  /// Arrivals a millisecond by head start, over the last 15 minutes; the minute that began before them counts whole.
  Map<Long, Double> arrivalsPerMsByHeadStart(long nowMs) {
    long fromMinute = (nowMs - ARRIVALS_WINDOW_MS) / MINUTE_MS;
    long fromMs = Math.max(firstAtMs, fromMinute * MINUTE_MS);
    double windowMs = Math.max(MINUTE_MS, nowMs - fromMs);
    Map<Long, Double> rates = new TreeMap<>();
    for (Map<Group, Integer> minute : arrivals.tailMap(fromMinute).values()) {
      minute.forEach(
          (group, count) -> rates.merge(group.headStartMs(), count / windowMs, Double::sum));
    }
    return rates;
  }

  /// Tiers that came lately with their head starts.
  Map<String, Long> headStarts() {
    Map<String, Long> headStarts = new TreeMap<>();
    for (Map<Group, Integer> minute : arrivals.values()) {
      minute.keySet().forEach(group -> headStarts.put(group.tier(), group.headStartMs()));
    }
    return headStarts;
  }

  /// Open chats that this holds on to.
  int openChats() {
    return waitingSince.size() + answeredAt.size();
  }
}
