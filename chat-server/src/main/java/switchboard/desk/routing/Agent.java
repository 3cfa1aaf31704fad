package switchboard.desk.routing;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;

/// An agent as the desk knows it.
///
/// @param capacity most conversations at once
/// @param sessions open connections; a lost one leaves after its grace
/// @param graceUntilMs until when the chats wait for the agent's return; 0 while connected or after the grace
/// @param held conversations that take a slot: assigned or in wrap-up
/// @param reserved conversations offered, each reserving a slot
/// @param misses offers expired in a row
/// @param lastAssignedAtMs 0 when never
/// @param cutoffs by line, where this agent's offers stop for a while after a decline or a miss
public record Agent(
    String id,
    String name,
    boolean supervisor,
    int capacity,
    List<String> skills,
    AgentState state,
    long stateSinceMs,
    SortedSet<String> sessions,
    long graceUntilMs,
    SortedSet<Long> held,
    SortedSet<Long> reserved,
    int misses,
    long lastAssignedAtMs,
    SortedMap<Line, Cutoff> cutoffs) {

  /// Until `untilMs` the agent is offered only chats that come before `key`.
  public record Cutoff(OrderKey key, long untilMs) {}

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
}
