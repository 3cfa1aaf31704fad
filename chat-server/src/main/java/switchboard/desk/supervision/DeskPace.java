package switchboard.desk.supervision;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Standing;

/// How the desk is going, folded from its committed events: handle time, patience, arrivals by tier. What the wait estimate is fed with.
public final class DeskPace {
  private static final int HANDLE_TIMES_MAX = 400;
  private static final long MINUTE_MS = 60_000;
  private static final long ARRIVALS_WINDOW_MS = 30 * MINUTE_MS;

  /// Until something was measured: ten minutes a chat, fifteen minutes of patience (docs/spec/routing.md).
  private static final double HANDLE_MS_ASSUMED = 10 * 60_000;

  private static final double PATIENCE_MS_ASSUMED = 15 * 60_000;

  /// The assumption counts like this many observations, so that the first few chats do not swing the estimate.
  private static final double ASSUMED_WEIGHT = 5;

  private record Group(String tier, long headStartMs, boolean vip) {}

  /// Those of one line, by the minute in which they came.
  private record Arrivals(TreeMap<Long, Map<Group, Integer>> byMinute) {
    void forgetBefore(long minute) {
      byMinute.headMap(minute).clear();
    }

    Arrivals copy() {
      Arrivals copy = new Arrivals(new TreeMap<>());
      byMinute.forEach((minute, counts) -> copy.byMinute.put(minute, new LinkedHashMap<>(counts)));
      return copy;
    }
  }

  private final ArrayDeque<Long> handleTimes = new ArrayDeque<>();
  private double handleSum;

  /// No line without arrivals.
  private final TreeMap<Line, Arrivals> arrivals = new TreeMap<>();

  private long sweptMinute;

  private final Map<Long, Long> waitingSince = new LinkedHashMap<>();
  private final Map<Long, Long> answeredAt = new LinkedHashMap<>();
  private double waitedMs;
  private double givenUp;
  private long firstAtMs;

  /// The same, going on by itself.
  DeskPace copy() {
    DeskPace copy = new DeskPace();
    copy.handleTimes.addAll(handleTimes);
    copy.handleSum = handleSum;
    arrivals.forEach((line, some) -> copy.arrivals.put(line, some.copy()));
    copy.waitingSince.putAll(waitingSince);
    copy.answeredAt.putAll(answeredAt);
    copy.waitedMs = waitedMs;
    copy.givenUp = givenUp;
    copy.firstAtMs = firstAtMs;
    return copy;
  }

  public void apply(Entry entry) {
    long number = entry.conversation();
    if (firstAtMs == 0) {
      firstAtMs = entry.atMs();
    }
    switch (entry.event()) {
      case Event.Launched launched -> arrive(entry.atMs(), launched.line(), launched.standing());
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

  private void arrive(long atMs, Line line, Standing standing) {
    long minute = atMs / MINUTE_MS;
    if (minute != sweptMinute) {
      sweptMinute = minute;
      arrivals.values().forEach(some -> some.forgetBefore(minute - ARRIVALS_WINDOW_MS / MINUTE_MS));
      arrivals.values().removeIf(some -> some.byMinute().isEmpty());
    }
    arrivals
        .computeIfAbsent(line, _ -> new Arrivals(new TreeMap<>()))
        .byMinute()
        .computeIfAbsent(minute, _ -> new LinkedHashMap<>())
        .merge(new Group(standing.tier(), standing.headStartMs(), standing.vip()), 1, Integer::sum);
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

  /// Mean handle time of the last 400 chats. The assumption is weighed in by logarithms: where chats take a minute, ten minutes would else count like
  /// fifty of them.
  public double handleMs() {
    int measured = handleTimes.size();
    double mean = measured == 0 ? HANDLE_MS_ASSUMED : Math.max(1, handleSum / measured);
    double weight = measured / (measured + ASSUMED_WEIGHT);
    return HANDLE_MS_ASSUMED * Math.pow(mean / HANDLE_MS_ASSUMED, weight);
  }

  /// Rate at which one waiting customer gives up: abandonments by time waited.
  public double givenUpPerMs() {
    return (givenUp + ASSUMED_WEIGHT) / (waitedMs + ASSUMED_WEIGHT * PATIENCE_MS_ASSUMED);
  }

  /// Arrivals of a line a millisecond by head start, over the last half hour; the minute that began before them counts whole.
  Map<Long, Double> arrivalsPerMs(Line line, long nowMs) {
    long fromMinute = (nowMs - ARRIVALS_WINDOW_MS) / MINUTE_MS;
    long fromMs = Math.max(firstAtMs, fromMinute * MINUTE_MS);
    double windowMs = Math.max(MINUTE_MS, nowMs - fromMs);
    Map<Long, Double> rates = new TreeMap<>();
    Arrivals some = arrivals.get(line);
    if (some != null) {
      for (Map<Group, Integer> minute : some.byMinute().tailMap(fromMinute).values()) {
        minute.forEach(
            (group, count) -> rates.merge(group.headStartMs(), count / windowMs, Double::sum));
      }
    }
    return rates;
  }

  /// Tiers that came lately, to whatever line, with their head starts. A VIP's is not their tier's.
  Map<String, Long> headStarts() {
    Map<String, Long> headStarts = new TreeMap<>();
    lately()
        .filter(group -> !group.vip())
        .forEach(group -> headStarts.put(group.tier(), group.headStartMs()));
    return headStarts;
  }

  /// Of the VIPs who came lately, to whatever line; 0 while none did.
  long vipHeadStartMs() {
    return lately().filter(Group::vip).mapToLong(Group::headStartMs).max().orElse(0);
  }

  private Stream<Group> lately() {
    return arrivals.values().stream()
        .flatMap(some -> some.byMinute().values().stream())
        .flatMap(minute -> minute.keySet().stream());
  }

  /// Open chats that this holds on to.
  int openChats() {
    return waitingSince.size() + answeredAt.size();
  }
}
