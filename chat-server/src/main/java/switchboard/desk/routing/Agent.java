package switchboard.desk.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Lists;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Skills;

/// An agent as the desk knows it.
///
/// @param sessions open connections; a lost one is gone at once, its chats wait out the grace
/// @param quiet those of them on which nothing has been heard for a while
/// @param graceUntilMs until when the chats wait for the agent's return; 0 while connected or after the grace
/// @param held conversations that take a slot (assigned or in wrap-up), oldest first
/// @param heavy those of them that take two
/// @param reserved conversations offered, each reserving a slot
/// @param misses offers expired in a row
/// @param lastAssignedAtMs 0 when never
/// @param cutoffs where this agent's offers stop for a while after a decline or a miss
public record Agent(
    String id,
    AgentProfile profile,
    AgentState state,
    long stateSinceMs,
    List<String> sessions,
    List<String> quiet,
    long graceUntilMs,
    List<Long> held,
    List<Long> heavy,
    List<Long> reserved,
    int misses,
    long lastAssignedAtMs,
    List<Cutoff> cutoffs) {

  public Agent {
    sessions = List.copyOf(sessions);
    quiet = List.copyOf(quiet);
    held = List.copyOf(held);
    heavy = List.copyOf(heavy);
    reserved = List.copyOf(reserved);
    cutoffs = List.copyOf(cutoffs);
  }

  /// Until `untilMs` the agent is offered, of this line, only chats that come before `key`.
  public record Cutoff(Line line, OrderKey key, long untilMs) {}

  public String name() {
    return profile.name();
  }

  /// Most slots that routing fills at once.
  public int capacity() {
    return profile.capacity();
  }

  public Skills skills() {
    return profile.skills();
  }

  public boolean connected() {
    return !sessions.isEmpty();
  }

  /// Is connected, and heard on one connection at least.
  public boolean responds() {
    return sessions.size() > quiet.size();
  }

  /// Whether this connection is all that is heard of the agent.
  public boolean respondsOnlyBy(String session) {
    return sessions.contains(session)
        && !quiet.contains(session)
        && sessions.size() == quiet.size() + 1;
  }

  /// Is connected and at work, whether or not for new chats.
  public boolean onDuty() {
    return connected() && state != AgentState.OFFLINE;
  }

  /// Responds and wants chats, with a free slot or without.
  public boolean takesChats() {
    return responds() && state == AgentState.AVAILABLE;
  }

  /// May be offered something: takes chats, and has a free slot.
  public boolean available() {
    return takesChats() && load() < capacity();
  }

  /// Slots taken: by conversations held, and by offers that ring.
  public int load() {
    return held.size() + heavy.size() + reserved.size();
  }

  /// The key from which on this agent is offered nothing of a line now, or null.
  public @Nullable OrderKey cutoff(Line line, long nowMs) {
    OrderKey earliest = null;
    for (Cutoff cutoff : cutoffs) {
      if (cutoff.untilMs() > nowMs
          && cutoff.line().equals(line)
          && (earliest == null || cutoff.key().compareTo(earliest) < 0)) {
        earliest = cutoff.key();
      }
    }
    return earliest;
  }

  /// When this agent's situation next changes by time alone after `nowMs`; Long.MAX_VALUE for never.
  public long nextDueMs(long nowMs) {
    long due = graceUntilMs > 0 ? graceUntilMs : Long.MAX_VALUE;
    for (Cutoff cutoff : cutoffs) {
      if (cutoff.untilMs() > nowMs) {
        due = Math.min(due, cutoff.untilMs());
      }
    }
    return due;
  }

  static Agent enrolled(String id, AgentProfile profile, long atMs) {
    return new Agent(
        id, profile, AgentState.OFFLINE, atMs, List.of(), List.of(), 0, List.of(), List.of(), List.of(),
        0, 0, List.of());
  }

  Agent withProfile(AgentProfile next) {
    return new Agent(
        id, next, state, stateSinceMs, sessions, quiet, graceUntilMs, held, heavy, reserved, misses,
        lastAssignedAtMs, cutoffs);
  }

  Agent withState(AgentState next, long atMs) {
    return new Agent(
        id, profile, next, atMs, sessions, quiet, next == AgentState.OFFLINE ? 0 : graceUntilMs, held,
        heavy, reserved, 0, lastAssignedAtMs, cutoffs);
  }

  Agent withSession(String session) {
    return sessions.contains(session)
        ? this
        : withSessions(Lists.plus(sessions, session), quiet, 0);
  }

  Agent withoutSession(String session, long graceUntilMs) {
    return withSessions(
        Lists.minus(sessions, session), Lists.minus(quiet, session), graceUntilMs);
  }

  Agent hearing(String session, boolean heard) {
    if (!sessions.contains(session) || quiet.contains(session) != heard) {
      return this;
    }
    return withSessions(
        sessions, heard ? Lists.minus(quiet, session) : Lists.plus(quiet, session), graceUntilMs);
  }

  private Agent withSessions(List<String> next, List<String> nextQuiet, long graceUntilMs) {
    return new Agent(
        id, profile, state, stateSinceMs, next, nextQuiet, graceUntilMs, held, heavy, reserved,
        misses, lastAssignedAtMs, cutoffs);
  }

  Agent reserving(long conversation) {
    return withSlots(held, heavy, Lists.plus(reserved, conversation), misses, lastAssignedAtMs);
  }

  Agent holding(long conversation, long atMs) {
    return withSlots(
        Lists.plus(held, conversation),
        heavy,
        Lists.minus(reserved, conversation),
        0,
        Math.max(lastAssignedAtMs, atMs));
  }

  Agent weighing(long conversation, int weight) {
    boolean weighs = weight > 1;
    if (heavy.contains(conversation) == weighs) {
      return this;
    }
    return withSlots(
        held,
        weighs ? Lists.plus(heavy, conversation) : Lists.minus(heavy, conversation),
        reserved,
        misses,
        lastAssignedAtMs);
  }

  Agent without(long conversation) {
    return withSlots(
        Lists.minus(held, conversation),
        Lists.minus(heavy, conversation),
        Lists.minus(reserved, conversation),
        misses,
        lastAssignedAtMs);
  }

  Agent withMisses(int next) {
    return withSlots(held, heavy, reserved, next, lastAssignedAtMs);
  }

  private Agent withSlots(
      List<Long> held,
      List<Long> heavy,
      List<Long> reserved,
      int misses,
      long lastAssignedAtMs) {
    return new Agent(
        id, profile, state, stateSinceMs, sessions, quiet, graceUntilMs, held, heavy, reserved, misses,
        lastAssignedAtMs, cutoffs);
  }

  /// Cut-offs of one line may overlap: each ends at its own time. Those that are over, or stop nothing that the new one does not, are dropped.
  Agent cutOff(Line line, OrderKey key, long untilMs, long nowMs) {
    List<Cutoff> next = new ArrayList<>(cutoffs);
    next.removeIf(
        cutoff ->
            cutoff.untilMs() <= nowMs
                || (cutoff.line().equals(line)
                    && cutoff.untilMs() <= untilMs
                    && cutoff.key().compareTo(key) >= 0));
    next.add(new Cutoff(line, key, untilMs));
    return new Agent(
        id, profile, state, stateSinceMs, sessions, quiet, graceUntilMs, held, heavy, reserved, misses,
        lastAssignedAtMs, next);
  }
}
