package switchboard.desk.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.Skills;

/// An agent as the desk knows it.
///
/// @param capacity most conversations at once
/// @param queues that the agent serves; none means all of them
/// @param sessions open connections; a lost one is gone at once, its chats wait out the grace
/// @param graceUntilMs until when the chats wait for the agent's return; 0 while connected or after the grace
/// @param held conversations that take a slot (assigned or in wrap-up), oldest first
/// @param reserved conversations offered, each reserving a slot
/// @param misses offers expired in a row
/// @param lastAssignedAtMs 0 when never
/// @param cutoffs where this agent's offers stop for a while after a decline or a miss
public record Agent(
    String id,
    String name,
    boolean supervisor,
    int capacity,
    Skills skills,
    List<String> queues,
    AgentState state,
    long stateSinceMs,
    List<String> sessions,
    long graceUntilMs,
    List<Long> held,
    List<Long> reserved,
    int misses,
    long lastAssignedAtMs,
    List<Cutoff> cutoffs) {

  public Agent {
    queues = List.copyOf(queues);
    sessions = List.copyOf(sessions);
    held = List.copyOf(held);
    reserved = List.copyOf(reserved);
    cutoffs = List.copyOf(cutoffs);
  }

  /// Until `untilMs` the agent is offered, of this line, only chats that come before `key`.
  public record Cutoff(Line line, OrderKey key, long untilMs) {}

  public boolean connected() {
    return !sessions.isEmpty();
  }

  /// May be offered something: wants chats, is connected, has a free slot.
  public boolean available() {
    return state == AgentState.AVAILABLE && connected() && load() < capacity;
  }

  /// Slots taken: conversations held and offers that ring.
  public int load() {
    return held.size() + reserved.size();
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

  /// Whether chats of the line may ever be offered to this agent.
  public boolean serves(Line line) {
    return serves(line.queue()) && skills.cover(line.skills());
  }

  public boolean serves(String queue) {
    return queues.isEmpty() || queue.isEmpty() || queues.contains(queue);
  }

  /// Whether this agent may be offered the chat as far as skills and queues go.
  public boolean suits(QueueEntry chat) {
    return serves(chat.line()) && skills.cover(chat.prefers());
  }

  static Agent enrolled(
      String id,
      String name,
      boolean supervisor,
      int capacity,
      Skills skills,
      List<String> queues,
      long atMs) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, AgentState.OFFLINE, atMs, List.of(), 0,
        List.of(), List.of(), 0, 0, List.of());
  }

  Agent withProfile(
      String name, boolean supervisor, int capacity, Skills skills, List<String> queues) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, state, stateSinceMs, sessions, graceUntilMs,
        held, reserved, misses, lastAssignedAtMs, cutoffs);
  }

  Agent withState(AgentState next, long atMs) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, next, atMs, sessions,
        next == AgentState.OFFLINE ? 0 : graceUntilMs, held, reserved, 0, lastAssignedAtMs,
        cutoffs);
  }

  Agent withSession(String session) {
    return sessions.contains(session)
        ? this
        : withSessions(plus(sessions, session), 0);
  }

  Agent withoutSession(String session, long graceUntilMs) {
    return withSessions(minus(sessions, session), graceUntilMs);
  }

  private Agent withSessions(List<String> next, long graceUntilMs) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, state, stateSinceMs, next, graceUntilMs,
        held, reserved, misses, lastAssignedAtMs, cutoffs);
  }

  Agent reserving(long conversation) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, state, stateSinceMs, sessions, graceUntilMs,
        held, plus(reserved, conversation), misses, lastAssignedAtMs, cutoffs);
  }

  Agent holding(long conversation, long atMs) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, state, stateSinceMs, sessions, graceUntilMs,
        plus(held, conversation), minus(reserved, conversation), 0,
        Math.max(lastAssignedAtMs, atMs), cutoffs);
  }

  Agent without(long conversation) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, state, stateSinceMs, sessions, graceUntilMs,
        minus(held, conversation), minus(reserved, conversation), misses, lastAssignedAtMs,
        cutoffs);
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
        id, name, supervisor, capacity, skills, queues, state, stateSinceMs, sessions, graceUntilMs,
        held, reserved, misses, lastAssignedAtMs, next);
  }

  Agent withMisses(int next) {
    return new Agent(
        id, name, supervisor, capacity, skills, queues, state, stateSinceMs, sessions, graceUntilMs,
        held, reserved, next, lastAssignedAtMs, cutoffs);
  }

  private static <T> List<T> plus(List<T> items, T item) {
    if (items.contains(item)) {
      return items;
    }
    List<T> next = new ArrayList<>(items);
    next.add(item);
    return next;
  }

  private static <T> List<T> minus(List<T> items, T item) {
    if (!items.contains(item)) {
      return items;
    }
    List<T> next = new ArrayList<>(items);
    next.remove(item);
    return next;
  }
}
