package switchboard.desk.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.Skill;
import switchboard.desk.vocabulary.Skills;

/// The agents, and among those available the order in which routing prefers them. The available ones are kept sorted, all of them and by each skill
/// that they have, so that the best for a chat is found by going through the fewest who have one of the skills that it needs. A change costs
/// O(log n) for each skill of its agent.
public final class Roster {
  /// Lowest load to capacity, then fewest skills, for among those who have what a chat needs these have the fewest to spare, then longest since the last
  /// assignment, then id.
  private static final Comparator<Agent> PREFERENCE =
      Comparator.comparingLong(Roster::loadParts)
          .thenComparingInt((Agent agent) -> agent.skills().size())
          .thenComparingLong(Agent::lastAssignedAtMs)
          .thenComparing(Agent::id);

  /// Loads are compared in parts of a millionth of the capacity.
  private static final long PARTS = 1_000_000;

  private final Map<String, Agent> agents = new LinkedHashMap<>();
  /// Of all of them. Agents are looked up far more often than gone through, and in a sorted map that costs a comparison for each doubling.
  private final TreeSet<String> ids = new TreeSet<>();
  /// Made when it is asked for; null when an agent has changed since.
  private @Nullable List<Agent> byId;

  // Those who are available: in one of these two,
  private final TreeSet<Agent> ofAllQueues = new TreeSet<>(PREFERENCE);
  private final TreeSet<Agent> ofSomeQueues = new TreeSet<>(PREFERENCE);
  // and beside by each queue of who serves some only, and by each skill.
  private final TreeMap<String, TreeSet<Agent>> byQueue = new TreeMap<>();
  private final TreeMap<String, TreeSet<Agent>> bySkill = new TreeMap<>();
  /// Those who are draining and hold nothing any more.
  private final TreeSet<String> drained = new TreeSet<>();
  /// How many who are connected and not offline have a skill.
  private final TreeMap<String, Integer> onDutyBySkill = new TreeMap<>();

  public @Nullable Agent agent(String id) {
    return agents.get(id);
  }

  /// By id, as they are now.
  public List<Agent> agents() {
    if (byId == null) {
      byId = ids.stream().map(id -> Objects.requireNonNull(agents.get(id))).toList();
    }
    return byId;
  }

  public boolean someoneAvailable() {
    return !ofAllQueues.isEmpty() || !ofSomeQueues.isEmpty();
  }

  /// A draining agent who holds nothing any more, or null.
  public @Nullable Agent drained() {
    return drained.isEmpty() ? null : agents.get(drained.first());
  }

  /// Whether each of the skills, at whatever level, is somebody's who is at work, free or not.
  public boolean someoneOnDutyHas(Skills skills) {
    return skills.all().stream().allMatch(skill -> onDutyBySkill.containsKey(skill.name()));
  }

  public void restore(Agent agent) {
    put(null, agent);
  }

  // --- what events do ---

  /// What an agent's own event makes of them. Slots are moved by what follows from conversations, below.
  public void apply(Event.OfAgent event, long atMs) {
    switch (event) {
      case Event.AgentEnrolled e -> enrol(e.agent(), e.profile(), atMs);
      case Event.AgentStateChanged e ->
          update(e.agent(), agent -> agent.withState(e.state(), atMs));
      case Event.SessionOpened e -> update(e.agent(), agent -> agent.withSession(e.session()));
      case Event.SessionClosed e ->
          update(e.agent(), agent -> agent.withoutSession(e.session(), e.graceUntilMs()));
      case Event.SessionQuiet e ->
          update(e.agent(), agent -> agent.hearing(e.session(), false));
      case Event.SessionHeard e -> update(e.agent(), agent -> agent.hearing(e.session(), true));
    }
  }

  private void enrol(String id, AgentProfile profile, long atMs) {
    Agent before = agents.get(id);
    put(before, before == null ? Agent.enrolled(id, profile, atMs) : before.withProfile(profile));
  }

  public void reserve(String id, long conversation) {
    update(id, agent -> agent.reserving(conversation));
  }

  /// An accepted offer: what it reserved is held, and misses no longer count.
  public void hold(String id, long conversation, long atMs) {
    update(id, agent -> agent.holding(conversation, atMs));
  }

  public void weigh(String id, long conversation, int weight) {
    update(id, agent -> agent.weighing(conversation, weight));
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
    countOnDuty(before, after);
    if (after.state() == AgentState.DRAINING && after.held().isEmpty()) {
      drained.add(after.id());
    } else {
      drained.remove(after.id());
    }
    if (before != null && before.available()) {
      (before.profile().queues().isEmpty() ? ofAllQueues : ofSomeQueues).remove(before);
      before.skills().all().forEach(skill -> remove(bySkill, skill.name(), before));
      before.profile().queues().forEach(queue -> remove(byQueue, queue, before));
    }
    byId = null;
    if (agents.put(after.id(), after) == null) {
      ids.add(after.id());
    }
    if (after.available()) {
      (after.profile().queues().isEmpty() ? ofAllQueues : ofSomeQueues).add(after);
      after.skills().all().forEach(skill -> add(bySkill, skill.name(), after));
      after.profile().queues().forEach(queue -> add(byQueue, queue, after));
    }
  }

  private void countOnDuty(@Nullable Agent before, Agent after) {
    if (before != null
        && before.onDuty() == after.onDuty()
        && before.skills().equals(after.skills())) {
      return;
    }
    if (before != null && before.onDuty()) {
      before.skills().all().forEach(skill -> count(skill, -1));
    }
    if (after.onDuty()) {
      after.skills().all().forEach(skill -> count(skill, 1));
    }
  }

  private void count(Skill skill, int by) {
    onDutyBySkill.merge(skill.name(), by, (one, more) -> one + more == 0 ? null : one + more);
  }

  private static void add(TreeMap<String, TreeSet<Agent>> index, String name, Agent agent) {
    index.computeIfAbsent(name, _ -> new TreeSet<>(PREFERENCE)).add(agent);
  }

  private static void remove(TreeMap<String, TreeSet<Agent>> index, String name, Agent agent) {
    TreeSet<Agent> agents = Objects.requireNonNull(index.get(name));
    agents.remove(agent);
    if (agents.isEmpty()) {
      index.remove(name);
    }
  }

  // --- whom routing would choose ---

  /// The agents that may be offered a chat now, best first: lowest load to capacity, fewest skills beyond what the line needs,
  /// longest since the last assignment, id. At most `countMax`.
  ///
  /// @param hasRoom whether the agent may have one more of its queue
  List<Agent> candidates(
      QueueEntry chat, BiPredicate<Agent, QueueEntry> hasRoom, long nowMs, int countMax) {
    List<TreeSet<Agent>> fewest = fewestAround(chat);
    if (fewest.isEmpty()) {
      return List.of();
    }
    List<Agent> found = new ArrayList<>();
    for (TreeSet<Agent> some : fewest) {
      addAllowed(found, some, chat, hasRoom, nowMs, countMax);
    }
    if (fewest.size() > 1) {
      found.sort(PREFERENCE);
    }
    return found.size() <= countMax ? found : found.subList(0, countMax);
  }

  /// Sets that hold everybody whom the chat suits, and as few others as is cheap to say.
  private List<TreeSet<Agent>> fewestAround(QueueEntry chat) {
    Line line = chat.line();
    Skills skills = line.skills().with(chat.prefers());
    if (!skills.isEmpty()) {
      return fewestWithOneOf(skills);
    }
    TreeSet<Agent> ofQueue = line.queue().isEmpty() ? ofSomeQueues : byQueue.get(line.queue());
    return ofQueue == null ? List.of(ofAllQueues) : List.of(ofAllQueues, ofQueue);
  }

  private List<TreeSet<Agent>> fewestWithOneOf(Skills skills) {
    TreeSet<Agent> fewest = null;
    for (Skill need : skills.all()) {
      TreeSet<Agent> having = bySkill.get(need.name());
      if (having == null) {
        return List.of();
      }
      fewest = fewest == null || having.size() < fewest.size() ? having : fewest;
    }
    return fewest == null ? List.of() : List.of(fewest);
  }

  static long loadParts(Agent agent) {
    return (long) agent.load() * PARTS / agent.capacity();
  }

  private static void addAllowed(
      List<Agent> found,
      TreeSet<Agent> bestFirst,
      QueueEntry chat,
      BiPredicate<Agent, QueueEntry> hasRoom,
      long nowMs,
      int countMax) {
    int added = 0;
    for (Agent agent : bestFirst) {
      if (mayTake(agent, chat, hasRoom, nowMs)) {
        found.add(agent);
        if (++added == countMax) {
          break;
        }
      }
    }
  }

  static boolean mayTake(
      Agent agent, QueueEntry chat, BiPredicate<Agent, QueueEntry> hasRoom, long nowMs) {
    if (!agent.available() || !agent.profile().suits(chat) || !hasRoom.test(agent, chat)) {
      return false;
    }
    OrderKey cutoff = agent.cutoff(chat.line(), nowMs);
    return cutoff == null || chat.key().compareTo(cutoff) < 0;
  }
}
