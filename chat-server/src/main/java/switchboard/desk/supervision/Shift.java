package switchboard.desk.supervision;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Lists;

/// An agent's day.
///
/// @param dayMs when it began
/// @param spans the states of the day, oldest first; the last one goes on. Of more than 300 the oldest are forgotten
/// @param sessions connections that are heard
/// @param held chats that take a slot now, in wrap-up too
/// @param handlingMs of the day, with at least one chat, until `countedMs`
/// @param idleMs of the day, available without one
/// @param countedMs until when those two are counted
/// @param offers that came today, then how they ended; those withdrawn are none of these
public record Shift(
    long dayMs,
    List<Span> spans,
    List<String> sessions,
    int held,
    long handlingMs,
    long idleMs,
    long countedMs,
    int offers,
    int accepted,
    int declined,
    int missed,
    int given) {
  private static final int SPANS_MAX = 300;

  public Shift {
    spans = List.copyOf(spans);
    sessions = List.copyOf(sessions);
  }

  /// A time in one state.
  public record Span(AgentState state, long sinceMs) {}

  static Shift enrolled(long atMs) {
    return new Shift(
        0, List.of(new Span(AgentState.OFFLINE, atMs)), List.of(), 0, 0, 0, atMs, 0, 0, 0, 0, 0);
  }

  /// Of somebody of whom nothing was heard before.
  static Shift of(Agent agent) {
    return new Shift(
        0,
        List.of(new Span(agent.state(), agent.stateSinceMs())),
        agent.sessions().stream().filter(one -> !agent.quiet().contains(one)).toList(),
        agent.held().size(),
        0,
        0,
        agent.stateSinceMs(),
        0,
        0,
        0,
        0,
        0);
  }

  private AgentState state() {
    return spans.getLast().state();
  }

  // --- time ---

  /// The same seen on a day: what was before is forgotten, but for the state in which the day began.
  Shift onDayOf(long day) {
    if (day <= dayMs) {
      return this;
    }
    int first = 0;
    while (first + 1 < spans.size() && spans.get(first + 1).sinceMs() <= day) {
      first++;
    }
    return new Shift(
        day,
        spans.subList(first, spans.size()),
        sessions,
        held,
        0,
        0,
        Math.max(day, countedMs),
        0,
        0,
        0,
        0,
        0);
  }

  /// The same with the times counted until then.
  Shift upTo(long atMs) {
    long ms = Math.max(0, atMs - countedMs);
    boolean idle = held == 0 && state() == AgentState.AVAILABLE && !sessions.isEmpty();
    return new Shift(
        dayMs,
        spans,
        sessions,
        held,
        handlingMs + (held > 0 ? ms : 0),
        idleMs + (idle ? ms : 0),
        countedMs + ms,
        offers,
        accepted,
        declined,
        missed,
        given);
  }

  /// Handling / (handling + available); null while there is neither.
  public @Nullable Double occupancy() {
    return new Worked(handlingMs, idleMs).occupancy();
  }

  // --- what happens ---

  Shift in(AgentState state, long atMs) {
    if (state == state()) {
      return this;
    }
    Shift before = upTo(atMs);
    List<Span> more = new ArrayList<>(before.spans);
    more.add(new Span(state, atMs));
    List<Span> kept = more.subList(Math.max(0, more.size() - SPANS_MAX), more.size());
    return before.with(kept, before.sessions, before.held);
  }

  Shift withSession(String session, long atMs) {
    Shift before = upTo(atMs);
    return before.with(before.spans, Lists.plus(before.sessions, session), before.held);
  }

  Shift withoutSession(String session, long atMs) {
    Shift before = upTo(atMs);
    return before.with(before.spans, Lists.minus(before.sessions, session), before.held);
  }

  /// @param asOffered whether an offer was accepted; else a supervisor gave it
  Shift holding(boolean asOffered, long atMs) {
    Shift before = upTo(atMs);
    return before
        .with(before.spans, before.sessions, before.held + 1)
        .counting(0, asOffered ? 1 : 0, 0, 0, asOffered ? 0 : 1);
  }

  Shift released(long atMs) {
    Shift before = upTo(atMs);
    return before.with(before.spans, before.sessions, Math.max(0, before.held - 1));
  }

  Shift andOffered() {
    return counting(1, 0, 0, 0, 0);
  }

  Shift andDeclined() {
    return counting(0, 0, 1, 0, 0);
  }

  Shift andMissed() {
    return counting(0, 0, 0, 1, 0);
  }

  private Shift with(List<Span> spans, List<String> sessions, int held) {
    return new Shift(
        dayMs, spans, sessions, held, handlingMs, idleMs, countedMs, offers, accepted, declined,
        missed, given);
  }

  private Shift counting(
      int moreOffers, int moreAccepted, int moreDeclined, int moreMissed, int moreGiven) {
    return new Shift(
        dayMs, spans, sessions, held, handlingMs, idleMs, countedMs,
        offers + moreOffers,
        accepted + moreAccepted,
        declined + moreDeclined,
        missed + moreMissed,
        given + moreGiven);
  }
}
