package switchboard.desk.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueEntry;

/// The agents, and among those available the order in which routing prefers them. Agents with the same skills form a pool that is kept sorted,
/// so that the best of a pool costs O(log n).
public final class Roster {
  /// Within a pool: lowest load to capacity, then longest since the last assignment, then id.
  private static final Comparator<Agent> PREFERENCE =
      Comparator.comparingLong(Roster::loadParts)
          .thenComparingLong(Agent::lastAssignedAtMs)
          .thenComparing(Agent::id);

  /// Among pools: who has fewer skills to spare goes before who is idle longer.
  private static final Comparator<Agent> PREFERENCE_OVER_POOLS =
      Comparator.comparingLong(Roster::loadParts)
          .thenComparingInt((Agent agent) -> agent.skills().size())
          .thenComparing(PREFERENCE);

  /// Loads are compared in parts of a millionth of the capacity.
  private static final long PARTS = 1_000_000;

  private final TreeMap<String, Agent> agents = new TreeMap<>();
  private final TreeMap<Line, TreeSet<Agent>> pools = new TreeMap<>();

  public @Nullable Agent agent(String id) {
    return agents.get(id);
  }

  public Collection<Agent> agents() {
    return Collections.unmodifiableCollection(agents.values());
  }

  public boolean someoneAvailable() {
    return !pools.isEmpty();
  }

  public void restore(Agent agent) {
    put(null, agent);
  }

  // --- what events do ---

  public void enrol(
      String id, String name, boolean supervisor, int capacity, List<String> skills, long atMs) {
    Agent before = agents.get(id);
    put(
        before,
        before == null
            ? Agent.enrolled(id, name, supervisor, capacity, skills, atMs)
            : before.withProfile(name, supervisor, capacity, skills));
  }

  public void changeState(String id, AgentState state, long atMs) {
    update(id, agent -> agent.withState(state, atMs));
  }

  public void openSession(String id, String session) {
    update(id, agent -> agent.withSession(session));
  }

  public void closeSession(String id, String session, long graceUntilMs) {
    update(id, agent -> agent.withoutSession(session, graceUntilMs));
  }

  public void reserve(String id, long conversation) {
    update(id, agent -> agent.reserving(conversation));
  }

  /// An accepted offer: what it reserved is held, and misses no longer count.
  public void hold(String id, long conversation, long atMs) {
    update(id, agent -> agent.holding(conversation, atMs));
  }

  public void release(String id, long conversation) {
    update(id, agent -> agent.without(conversation));
  }

  public void countMisses(String id, int misses) {
    update(id, agent -> agent.misses() == misses ? agent : agent.withMisses(misses));
  }

  public void cutOff(String id, Line line, OrderKey key, long untilMs, long nowMs) {
    update(id, agent -> agent.cutOff(line, key, untilMs, nowMs));
  }

  private void update(String id, UnaryOperator<Agent> change) {
    Agent before = agents.get(id);
    Agent after = before == null ? null : change.apply(before);
    if (after != null && after != before) {
      put(before, after);
    }
  }

  private void put(@Nullable Agent before, Agent after) {
    if (before != null && before.available()) {
      Line pool = new Line(before.skills());
      TreeSet<Agent> members = Objects.requireNonNull(pools.get(pool));
      members.remove(before);
      if (members.isEmpty()) {
        pools.remove(pool);
      }
    }
    agents.put(after.id(), after);
    if (after.available()) {
      pools.computeIfAbsent(new Line(after.skills()), _ -> new TreeSet<>(PREFERENCE)).add(after);
    }
  }

  // --- whom routing would choose ---

  /// The agents that may be offered a chat now, best first: lowest load to capacity, fewest skills beyond what the line needs,
  /// longest since the last assignment, id. At most `countMax`.
  List<Agent> candidates(QueueEntry chat, long nowMs, int countMax) {
    List<Agent> found = new ArrayList<>();
    for (var pool : pools.entrySet()) {
      if (chat.line().servedBy(pool.getKey().skills())) {
        addAllowed(found, pool.getValue().iterator(), chat, nowMs, countMax);
      }
    }
    found.sort(PREFERENCE_OVER_POOLS);
    return found.size() <= countMax ? found : found.subList(0, countMax);
  }

  static long loadParts(Agent agent) {
    return (long) agent.load() * PARTS / agent.capacity();
  }

  private static void addAllowed(
      List<Agent> found, Iterator<Agent> pool, QueueEntry chat, long nowMs, int countMax) {
    for (int added = 0; pool.hasNext() && added < countMax; ) {
      Agent agent = pool.next();
      if (mayTake(agent, chat, nowMs)) {
        found.add(agent);
        added++;
      }
    }
  }

  static boolean mayTake(Agent agent, QueueEntry chat, long nowMs) {
    if (!agent.available() || !chat.line().servedBy(agent.skills())) {
      return false;
    }
    OrderKey cutoff = agent.cutoff(chat.line(), nowMs);
    return cutoff == null || chat.key().compareTo(cutoff) < 0;
  }
}
