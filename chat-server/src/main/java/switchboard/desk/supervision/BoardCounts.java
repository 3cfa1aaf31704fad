package switchboard.desk.supervision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.Figures;
import switchboard.desk.routing.Sentences;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Outcome;

/// The desk's service in numbers, folded from its committed events by the minute. Definitions: docs/spec/supervision.md.
public final class BoardCounts {
  private static final long MINUTE_MS = 60_000;
  private static final int MINUTES_KEPT = 25 * 60;
  private static final int DECISIONS_MAX = 50;

  /// What happened to chats in a span of time.
  ///
  /// @param answered first acceptances
  /// @param answeredInTarget of these, within the plan's target
  /// @param abandoned left the queue without answer or ticket
  /// @param abandonedInTarget of these, before the target had passed
  /// @param abandonedSoon of these, before they had begun to wait (`Figures.SOON_MS`)
  /// @param ticketed left the queue for a ticket
  /// @param answerMsSum waits of those answered
  public record Service(
      int launched,
      int answered,
      int answeredInTarget,
      int abandoned,
      int abandonedInTarget,
      int abandonedSoon,
      int ticketed,
      long answerMsSum) {
    public static final Service NONE = new Service(0, 0, 0, 0, 0, 0, 0, 0);

    public Service plus(Service o) {
      return new Service(
          launched + o.launched,
          answered + o.answered,
          answeredInTarget + o.answeredInTarget,
          abandoned + o.abandoned,
          abandonedInTarget + o.abandonedInTarget,
          abandonedSoon + o.abandonedSoon,
          ticketed + o.ticketed,
          answerMsSum + o.answerMsSum);
    }

    /// Answered within target / (all - abandoned within target - turned into tickets); null when nothing counts yet, as below.
    public @Nullable Double serviceLevel() {
      return share(answeredInTarget, answered + abandoned - abandonedInTarget);
    }

    /// Abandoned / (answered + turned into tickets + abandoned), without those who left before they had begun to wait.
    public @Nullable Double abandonment() {
      int waited = abandoned - abandonedSoon;
      return share(waited, answered + ticketed + waited);
    }

    /// Turned into tickets / (answered + turned into tickets + abandoned).
    public @Nullable Double deflection() {
      return share(ticketed, answered + ticketed + abandoned);
    }

    private static @Nullable Double share(int part, int whole) {
      return whole == 0 ? null : (double) part / whole;
    }

    /// Mean wait of those answered, or null.
    public @Nullable Long speedOfAnswerMs() {
      return answered == 0 ? null : answerMsSum / answered;
    }
  }

  /// A routing decision as the log shows it.
  public record Decided(long atMs, long conversation, String tier, String explanation) {}

  private record Open(long launchedAtMs, long targetMs) {}

  private final TreeMap<Long, Service> byMinute = new TreeMap<>();
  private final Map<Long, Open> unanswered = new LinkedHashMap<>();
  private final ArrayDeque<Decided> decisions = new ArrayDeque<>();

  /// The same, going on by itself.
  BoardCounts copy() {
    BoardCounts copy = new BoardCounts();
    copy.byMinute.putAll(byMinute);
    copy.unanswered.putAll(unanswered);
    copy.decisions.addAll(decisions);
    return copy;
  }

  public void apply(Entry entry) {
    long number = entry.conversation();
    switch (entry.event()) {
      case Event.Launched e -> {
        unanswered.put(number, new Open(entry.atMs(), e.standing().targetMs()));
        count(entry.atMs(), new Service(1, 0, 0, 0, 0, 0, 0, 0));
      }
      case Event.Offered e -> log(entry, e);
      case Event.Assigned _ -> answered(unanswered.remove(number), entry.atMs());
      case Event.Closed e -> left(unanswered.remove(number), e.outcome(), entry.atMs());
      default -> {}
    }
  }

  private void answered(@Nullable Open chat, long atMs) {
    if (chat != null) {
      long waitMs = atMs - chat.launchedAtMs();
      count(atMs, new Service(0, 1, waitMs <= chat.targetMs() ? 1 : 0, 0, 0, 0, 0, waitMs));
    }
  }

  private void left(@Nullable Open chat, Outcome outcome, long atMs) {
    if (chat == null) {
      return;
    }
    long waitMs = atMs - chat.launchedAtMs();
    int inTarget = waitMs <= chat.targetMs() ? 1 : 0;
    int soon = waitMs < Figures.SOON_MS ? 1 : 0;
    count(
        atMs,
        outcome == Outcome.TICKETED
            ? new Service(0, 0, 0, 0, 0, 0, 1, 0)
            : new Service(0, 0, 0, 1, inTarget, soon, 0, 0));
  }

  private void count(long atMs, Service more) {
    byMinute.merge(atMs / MINUTE_MS, more, Service::plus);
    byMinute.headMap(atMs / MINUTE_MS - MINUTES_KEPT, true).clear();
  }

  private void log(Entry entry, Event.Offered offered) {
    decisions.addFirst(
        new Decided(
            entry.atMs(),
            entry.conversation(),
            offered.explanation().tier(),
            Sentences.ofOffer(offered.agentName(), offered.explanation())));
    if (decisions.size() > DECISIONS_MAX) {
      decisions.removeLast();
    }
  }

  /// Chats not answered yet that this holds on to.
  int openChats() {
    return unanswered.size();
  }

  /// What happened since, to the minute; at most the last 25 hours.
  public Service since(long fromMs) {
    return byMinute.tailMap(fromMs / MINUTE_MS).values().stream()
        .reduce(Service.NONE, Service::plus);
  }

  /// What happened in the minute that begins then.
  public Service inMinute(long fromMs) {
    return byMinute.getOrDefault(fromMs / MINUTE_MS, Service.NONE);
  }

  /// Newest first, at most 50.
  public List<Decided> decisions() {
    return new ArrayList<>(decisions);
  }
}
