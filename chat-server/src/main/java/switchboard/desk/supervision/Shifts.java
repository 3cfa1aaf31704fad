package switchboard.desk.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OfferOutcome;

/// What each agent did today, folded from the committed events. Bounded by the agents, their chats, and `Shift`.
public final class Shifts {
  private final ZoneId zone;
  private final TreeMap<String, Shift> byAgent = new TreeMap<>();

  /// The agents of the chats that are held.
  private final Map<Long, String> holders = new LinkedHashMap<>();

  private long dayBeganMs;
  private long dayEndsMs;

  /// @param zone in which the day begins
  public Shifts(ZoneId zone) {
    this.zone = zone;
  }

  Shifts copy() {
    Shifts copy = new Shifts(zone);
    copy.byAgent.putAll(byAgent);
    copy.holders.putAll(holders);
    copy.dayBeganMs = dayBeganMs;
    copy.dayEndsMs = dayEndsMs;
    return copy;
  }

  /// When the day of a moment began where the desk is.
  public static long dayBeganMs(long atMs, ZoneId zone) {
    return beginMs(dateOf(atMs, zone), zone);
  }

  private static LocalDate dateOf(long atMs, ZoneId zone) {
    return Instant.ofEpochMilli(atMs).atZone(zone).toLocalDate();
  }

  private static long beginMs(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /// Adds those whose entries were not read, as they are.
  void know(Collection<Agent> agents) {
    for (Agent agent : agents) {
      if (!byAgent.containsKey(agent.id())) {
        byAgent.put(agent.id(), Shift.of(agent));
        agent.held().forEach(number -> holders.put(number, agent.id()));
      }
    }
  }

  // --- the fold ---

  public void apply(Entry entry) {
    long atMs = entry.atMs();
    long number = entry.conversation();
    switch (entry.event()) {
      case Event.AgentEnrolled e -> byAgent.putIfAbsent(e.agent(), Shift.enrolled(atMs));
      case Event.AgentStateChanged e -> change(e.agent(), atMs, shift -> shift.in(e.state(), atMs));
      case Event.SessionOpened e ->
          change(e.agent(), atMs, shift -> shift.withSession(e.session(), atMs));
      case Event.SessionHeard e ->
          change(e.agent(), atMs, shift -> shift.withSession(e.session(), atMs));
      case Event.SessionQuiet e ->
          change(e.agent(), atMs, shift -> shift.withoutSession(e.session(), atMs));
      case Event.SessionClosed e ->
          change(e.agent(), atMs, shift -> shift.withoutSession(e.session(), atMs));
      case Event.Offered e -> change(e.agent(), atMs, Shift::andOffered);
      case Event.TransferOffered e -> change(e.agent(), atMs, Shift::andOffered);
      case Event.OfferEnded e -> change(e.agent(), atMs, shift -> ended(shift, e.outcome()));
      case Event.Assigned e -> {
        release(number, atMs);
        holders.put(number, e.agent());
        boolean accepted = e.offer() > 0;
        change(e.agent(), atMs, shift -> shift.holding(accepted, atMs));
      }
      case Event.Queued _, Event.Closed _ -> release(number, atMs);
      default -> {}
    }
  }

  private static Shift ended(Shift shift, OfferOutcome outcome) {
    return switch (outcome) {
      case DECLINED -> shift.andDeclined();
      case EXPIRED -> shift.andMissed();
      case WITHDRAWN -> shift;
    };
  }

  private void release(long number, long atMs) {
    String holder = holders.remove(number);
    if (holder != null) {
      change(holder, atMs, shift -> shift.released(atMs));
    }
  }

  private void change(String agent, long atMs, UnaryOperator<Shift> change) {
    Shift before = byAgent.computeIfAbsent(agent, _ -> Shift.enrolled(atMs));
    byAgent.put(agent, change.apply(before.onDayOf(dayBegan(atMs))));
  }

  private long dayBegan(long atMs) {
    if (atMs < dayBeganMs || atMs >= dayEndsMs) {
      LocalDate date = dateOf(atMs, zone);
      dayBeganMs = beginMs(date, zone);
      dayEndsMs = beginMs(date.plusDays(1), zone);
    }
    return dayBeganMs;
  }

  // --- reading ---

  /// An agent's day up to now; null for somebody unknown.
  public @Nullable Shift of(String agent, long nowMs) {
    Shift shift = byAgent.get(agent);
    return shift == null ? null : shift.onDayOf(dayOf(nowMs)).upTo(nowMs);
  }

  /// The time at work today of all agents together.
  public Worked worked(long nowMs) {
    return worked(nowMs, nowMs);
  }

  /// The time at work of all agents together on the day of a moment, until another one, which may be that day's end.
  Worked worked(long onMs, long untilMs) {
    long dayMs = dayOf(onMs);
    Worked worked = Worked.NONE;
    for (Shift shift : byAgent.values()) {
      Shift today = shift.onDayOf(dayMs).upTo(untilMs);
      worked = worked.plus(new Worked(today.handlingMs(), today.idleMs()));
    }
    return worked;
  }

  private long dayOf(long atMs) {
    boolean known = atMs >= dayBeganMs && atMs < dayEndsMs;
    return known ? dayBeganMs : dayBeganMs(atMs, zone);
  }

  /// Chats held that this holds on to.
  int openChats() {
    return holders.size();
  }
}
