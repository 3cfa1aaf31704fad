package switchboard.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.Figures;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Outcome;
import switchboard.simulation.Measures.Waits;

/// What a simulated desk's entries come to. Counted are the chats that came after the warm-up, whatever becomes of them and whenever; agents' time is
/// that between the end of the warm-up and the workload's end.
final class Tally {
  private final long fromMs;
  private final long toMs;
  private final Map<Long, Open> waiting = new LinkedHashMap<>();
  private final Map<Long, Staffed> handled = new LinkedHashMap<>();
  private final TreeMap<String, Count> tiers = new TreeMap<>();
  private final Map<String, Staffed> staff = new LinkedHashMap<>();

  /// A chat that was not answered yet.
  private static final class Open {
    private final long sinceMs;
    private final long targetMs;
    private final Count count;
    private boolean waited = true;

    private Open(long sinceMs, long targetMs, Count count) {
      this.sinceMs = sinceMs;
      this.targetMs = targetMs;
      this.count = count;
    }
  }

  Tally(Workload workload) {
    fromMs = workload.startMs() + workload.warmUpMs();
    toMs = workload.endMs();
  }

  void apply(Entry entry) {
    long number = entry.conversation();
    long atMs = entry.atMs();
    switch (entry.event()) {
      case Event.Launched e -> {
        if (atMs >= fromMs) {
          Count count = tiers.computeIfAbsent(e.standing().tier(), _ -> new Count());
          count.launched++;
          waiting.put(number, new Open(atMs, e.standing().targetMs(), count));
        }
      }
      case Event.Offered _ -> {
        Open chat = waiting.get(number);
        if (chat != null && chat.sinceMs == atMs) {
          chat.waited = false;
        }
      }
      case Event.Assigned e -> {
        answered(waiting.remove(number), atMs);
        Staffed agent = Objects.requireNonNull(staff.get(e.agent()));
        agent.until(atMs).held++;
        handled.put(number, agent);
      }
      case Event.Closed e -> {
        left(waiting.remove(number), e.outcome(), atMs);
        Staffed agent = handled.remove(number);
        if (agent != null) {
          agent.until(atMs).held--;
        }
      }
      case Event.AgentEnrolled e ->
          staff.computeIfAbsent(e.agent(), _ -> new Staffed()).until(atMs).capacity = e.capacity();
      case Event.AgentStateChanged e ->
          Objects.requireNonNull(staff.get(e.agent())).until(atMs).available =
              e.state() == AgentState.AVAILABLE;
      default -> {}
    }
  }

  private static void answered(@Nullable Open chat, long atMs) {
    if (chat != null) {
      long waitMs = atMs - chat.sinceMs;
      chat.count.answers.add(waitMs);
      chat.count.inTarget += waitMs <= chat.targetMs ? 1 : 0;
      chat.count.waited += chat.waited ? 1 : 0;
    }
  }

  private static void left(@Nullable Open chat, Outcome outcome, long atMs) {
    if (chat != null) {
      chat.count.waited += chat.waited ? 1 : 0;
      if (outcome == Outcome.TICKETED) {
        chat.count.ticketed++;
      } else {
        chat.count.abandoned++;
        chat.count.abandonedInTarget += atMs - chat.sinceMs <= chat.targetMs ? 1 : 0;
        chat.count.abandonedSoon += atMs - chat.sinceMs < Figures.SOON_MS ? 1 : 0;
      }
    }
  }

  /// @param endMs when the play ended: who waits then is taken to give up then
  Measures measures(long endMs) {
    waiting.values().forEach(chat -> left(chat, Outcome.ABANDONED, endMs));
    waiting.clear();
    Count all = new Count();
    TreeMap<String, Waits> byTier = new TreeMap<>();
    tiers.forEach(
        (tier, count) -> {
          byTier.put(tier, count.waits());
          all.add(count);
        });
    double handlingMs = 0;
    double dutyMs = 0;
    double takenMs = 0;
    double slotsMs = 0;
    for (Staffed agent : staff.values()) {
      agent.until(toMs);
      handlingMs += agent.handlingMs;
      dutyMs += agent.dutyMs;
      takenMs += agent.takenMs;
      slotsMs += agent.slotsMs;
    }
    return new Measures(
        all.waits(),
        byTier,
        dutyMs == 0 ? null : handlingMs / dutyMs,
        slotsMs == 0 ? null : takenMs / slotsMs);
  }

  /// An agent's time. On duty is who is available, or has chats.
  private final class Staffed {
    private long sinceMs = fromMs;
    private boolean available;
    private int capacity;
    private int held;
    private double handlingMs;
    private double dutyMs;
    private double takenMs;
    private double slotsMs;

    private Staffed until(long atMs) {
      long spentMs = Math.min(atMs, toMs) - sinceMs;
      if (spentMs > 0) {
        sinceMs += spentMs;
        if (available || held > 0) {
          dutyMs += spentMs;
          slotsMs += (double) spentMs * capacity;
          takenMs += (double) spentMs * held;
          handlingMs += held > 0 ? spentMs : 0;
        }
      }
      return this;
    }
  }

  private static final class Count {
    private int launched;
    private int inTarget;
    private int abandoned;
    private int abandonedInTarget;
    private int abandonedSoon;
    private int ticketed;
    private int waited;
    private final List<Long> answers = new ArrayList<>();

    private void add(Count other) {
      launched += other.launched;
      inTarget += other.inTarget;
      abandoned += other.abandoned;
      abandonedInTarget += other.abandonedInTarget;
      abandonedSoon += other.abandonedSoon;
      ticketed += other.ticketed;
      waited += other.waited;
      answers.addAll(other.answers);
    }

    private Waits waits() {
      List<Long> ascending = answers.stream().sorted().toList();
      long sumMs = 0;
      for (long ms : ascending) {
        sumMs += ms;
      }
      int answered = ascending.size();
      return new Waits(
          new Service(
              launched,
              answered,
              inTarget,
              abandoned,
              abandonedInTarget,
              abandonedSoon,
              ticketed,
              sumMs),
          waited,
          answered == 0 ? null : (double) sumMs / answered,
          Measures.quantile(ascending, 0.5),
          Measures.quantile(ascending, 0.9),
          answered == 0 ? null : ascending.getLast());
    }
  }
}
