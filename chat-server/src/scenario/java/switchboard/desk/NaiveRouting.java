package switchboard.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.QueueReason;

/// docs/spec/routing.md without any index: a fold of events that looks at every chat and every agent each time. It shares no code with the desk.
@NullUnmarked
final class NaiveRouting {
  static final long RING_MS = 20_000;
  static final long EXCLUSION_MS = 60_000;
  static final long BOOST_MS = 15 * 60_000;

  static final class Chat {
    long number;
    String customer;
    String tier;
    int rank;
    String queue;
    List<String> needs;
    List<String> prefers;
    long prefersUntilMs;
    long targetMs;
    long launchedAtMs;
    long headStartMs;
    long enteredAtMs;

    /// `waiting`, `assigned`, `wrap-up`, `closed`
    String stage = "launched";

    int weight = 1;
    boolean byHand;
    @Nullable String ringsAt;
    long ringsSinceMs;
    @Nullable String agent;
    boolean wasOffered;
    boolean wasMissed;
    int queued;

    long countsFromMs() {
      return launchedAtMs - headStartMs;
    }

    boolean isChoice() {
      return stage.equals("waiting") && ringsAt == null;
    }

    @Override
    public String toString() {
      return "#" + number + " (" + tier + ")";
    }
  }

  static final class Worker {
    String id;
    int capacity;
    List<String> skills;
    List<String> queues;
    AgentState state = AgentState.OFFLINE;
    final Set<String> sessions = new HashSet<>();
    final Set<String> quiet = new HashSet<>();
    final List<Exclusion> exclusions = new ArrayList<>();
    long lastAssignedAtMs;

    @Override
    public String toString() {
      return id;
    }
  }

  record Exclusion(
      String queue, List<String> needs, long countsFromMs, int rank, long number, long untilMs) {}

  final Map<Long, Chat> chats = new TreeMap<>();
  final Map<String, Worker> workers = new TreeMap<>();
  final Set<String> paused = new HashSet<>();
  final Map<String, String> lastAgents = new TreeMap<>();

  /// Smallest key first, as R1 says.
  static final Comparator<Chat> ORDER =
      Comparator.comparingLong(Chat::countsFromMs)
          .thenComparing(chat -> chat.rank, Comparator.reverseOrder())
          .thenComparing(chat -> chat.number);

  void apply(Entry entry) {
    long atMs = entry.atMs();
    Chat chat = chats.get(entry.conversation());
    switch (entry.event()) {
      case Event.Launched e -> {
        Chat launched = new Chat();
        launched.number = entry.conversation();
        launched.customer = e.customer().id();
        launched.tier = e.standing().tier();
        launched.rank = e.standing().rank();
        launched.queue = e.line().queue();
        launched.needs = e.line().skills().texts();
        launched.prefers = e.prefers().texts();
        launched.targetMs = e.standing().targetMs();
        launched.launchedAtMs = atMs;
        launched.headStartMs = e.standing().headStartMs();
        chats.put(launched.number, launched);
      }
      case Event.Queued e -> {
        String from = chat.agent;
        chat.stage = "waiting";
        chat.agent = null;
        chat.weight = 1;
        chat.enteredAtMs = atMs;
        chat.queued++;
        chat.prefersUntilMs = e.prefersUntilMs();
        chat.ringsAt = null;
        if (e.reason() != QueueReason.LAUNCHED) {
          chat.headStartMs = Math.max(chat.headStartMs, BOOST_MS);
        }
        if (e.reason() == QueueReason.TRANSFERRED || e.reason() == QueueReason.REQUEUED) {
          exclude(from, chat, atMs);
        }
      }
      case Event.PreferencesDropped _ -> chat.prefersUntilMs = 0;
      case Event.Offered e -> {
        chat.ringsAt = e.agent();
        chat.ringsSinceMs = atMs;
        chat.wasOffered = true;
      }
      case Event.OfferEnded e -> {
        chat.ringsAt = null;
        if (e.outcome() != OfferOutcome.WITHDRAWN && chat.stage.equals("waiting")) {
          chat.wasMissed = true;
          exclude(e.agent(), chat, atMs);
        }
      }
      case Event.WantsChanged e -> {
        chat.queue = e.line().queue();
        chat.needs = e.line().skills().texts();
        chat.prefers = e.prefers().texts();
        chat.prefersUntilMs = e.prefersUntilMs();
      }
      case Event.Boosted _ -> chat.headStartMs = Math.max(chat.headStartMs, BOOST_MS);
      case Event.TransferOffered e -> {
        chat.ringsAt = e.agent();
        chat.ringsSinceMs = atMs;
      }
      case Event.TransferredToQueue e -> chat.queue = e.queue();
      case Event.Weighed e -> chat.weight = e.weight();
      case Event.QueuePaused e -> paused.add(e.queue());
      case Event.QueueResumed e -> paused.remove(e.queue());
      case Event.Assigned e -> {
        chat.stage = "assigned";
        chat.ringsAt = null;
        chat.agent = e.agent();
        chat.weight = 1;
        chat.byHand = e.offer() == 0;
        workers.get(e.agent()).lastAssignedAtMs = atMs;
        lastAgents.put(chat.customer, e.agent());
      }
      case Event.WrapUpBegan _ -> chat.stage = "wrap-up";
      case Event.Closed _ -> {
        chat.stage = "closed";
        chat.agent = null;
      }
      case Event.AgentEnrolled e -> {
        Worker worker = workers.computeIfAbsent(e.agent(), _ -> new Worker());
        worker.id = e.agent();
        worker.capacity = e.capacity();
        worker.skills = e.skills().texts();
        worker.queues = e.queues();
      }
      case Event.AgentStateChanged e -> workers.get(e.agent()).state = e.state();
      case Event.SessionOpened e -> workers.get(e.agent()).sessions.add(e.session());
      case Event.SessionClosed e -> {
        workers.get(e.agent()).sessions.remove(e.session());
        workers.get(e.agent()).quiet.remove(e.session());
      }
      case Event.SessionQuiet e -> workers.get(e.agent()).quiet.add(e.session());
      case Event.SessionHeard e -> workers.get(e.agent()).quiet.remove(e.session());
      case Event.VipMarked _,
          Event.Rated _,
          Event.Joined _,
          Event.Left _,
          Event.Monitored _,
          Event.Posted _,
          Event.Marked _,
          Event.IntakeRevised _,
          Event.CustomerAbsent _,
          Event.CustomerBack _,
          Event.TicketOpened _,
          Event.TicketAssigned _,
          Event.TicketResolved _,
          Event.Forgotten _ -> {}
    }
  }

  private void exclude(String agent, Chat chat, long atMs) {
    workers
        .get(agent)
        .exclusions
        .add(
            new Exclusion(
                chat.queue, chat.needs, chat.countsFromMs(), chat.rank, chat.number,
                atMs + EXCLUSION_MS));
  }

  /// The waiting chats in order, ringing ones included.
  List<Chat> waiting() {
    return chats.values().stream()
        .filter(chat -> chat.stage.equals("waiting"))
        .sorted(ORDER)
        .toList();
  }

  int load(Worker worker) {
    return chats.values().stream()
        .mapToInt(
            chat ->
                worker.id.equals(chat.agent)
                    ? chat.weight
                    : worker.id.equals(chat.ringsAt) ? 1 : 0)
        .sum();
  }

  int held(Worker worker) {
    return (int) chats.values().stream().filter(chat -> worker.id.equals(chat.agent)).count();
  }

  /// D8: a connection is heard.
  boolean responds(Worker worker) {
    return !worker.quiet.containsAll(worker.sessions);
  }

  boolean available(Worker worker) {
    return worker.state == AgentState.AVAILABLE
        && responds(worker)
        && load(worker) < worker.capacity;
  }

  boolean excluded(Worker worker, Chat chat, long nowMs) {
    return worker.exclusions.stream()
        .anyMatch(
            exclusion ->
                nowMs < exclusion.untilMs
                    && exclusion.queue.equals(chat.queue)
                    && exclusion.needs.equals(chat.needs)
                    && !comesBefore(chat, exclusion));
  }

  private static boolean comesBefore(Chat chat, Exclusion exclusion) {
    if (chat.countsFromMs() != exclusion.countsFromMs) {
      return chat.countsFromMs() < exclusion.countsFromMs;
    }
    return chat.rank != exclusion.rank
        ? chat.rank > exclusion.rank
        : chat.number < exclusion.number;
  }

  boolean mayTake(Worker worker, Chat chat, long nowMs) {
    return available(worker)
        && !paused.contains(chat.queue)
        && hasRoom(worker, chat)
        && suits(worker, chat)
        && !excluded(worker, chat, nowMs);
  }

  /// R11: Billing is given to an agent once at a time.
  boolean hasRoom(Worker worker, Chat chat) {
    return !chat.queue.equals("Billing")
        || chats.values().stream()
            .noneMatch(
                other ->
                    other.queue.equals("Billing")
                        && (worker.id.equals(other.agent) || worker.id.equals(other.ringsAt)));
  }

  boolean suits(Worker worker, Chat chat) {
    return serves(worker, chat)
        && lacking(worker, chat.needs).isEmpty()
        && (chat.prefersUntilMs == 0 || lacking(worker, chat.prefers).isEmpty());
  }

  static boolean serves(Worker worker, Chat chat) {
    return worker.queues.isEmpty()
        || chat.queue.isEmpty()
        || worker.queues.contains(chat.queue);
  }

  static List<String> lacking(Worker worker, List<String> needs) {
    return needs.stream()
        .filter(
            need ->
                worker.skills.stream()
                    .noneMatch(
                        skill ->
                            name(skill).equals(name(need)) && level(skill) >= level(need)))
        .toList();
  }

  static String name(String skill) {
    return skill.split(":")[0];
  }

  private static int level(String skill) {
    return skill.contains(":") ? Integer.parseInt(skill.split(":")[1]) : 1;
  }

  List<Worker> whoMayTake(Chat chat, long nowMs) {
    return workers.values().stream().filter(worker -> mayTake(worker, chat, nowMs)).toList();
  }

  /// The choices that the agent could be offered now, first in order first.
  List<Chat> choicesOf(Worker worker, long nowMs) {
    return waiting().stream()
        .filter(chat -> chat.isChoice() && mayTake(worker, chat, nowMs))
        .toList();
  }

  /// R3: the chat that is to be offered next, or null.
  @Nullable Chat nextChat(long nowMs) {
    return waiting().stream()
        .filter(chat -> chat.isChoice() && !whoMayTake(chat, nowMs).isEmpty())
        .findFirst()
        .orElse(null);
  }

  /// R5: who gets it.
  Worker bestFor(Chat chat, long nowMs) {
    List<Worker> candidates = whoMayTake(chat, nowMs);
    String last = lastAgents.get(chat.customer);
    return candidates.stream()
        .filter(worker -> worker.id.equals(last))
        .findFirst()
        .orElseGet(() -> candidates.stream().min(this::compare).orElseThrow());
  }

  private int compare(Worker a, Worker b) {
    int byLoad = Integer.compare(load(a) * b.capacity, load(b) * a.capacity);
    if (byLoad != 0) {
      return byLoad;
    }
    int bySkills = Integer.compare(a.skills.size(), b.skills.size());
    if (bySkills != 0) {
      return bySkills;
    }
    int byIdle = Long.compare(a.lastAssignedAtMs, b.lastAssignedAtMs);
    return byIdle != 0 ? byIdle : a.id.compareTo(b.id);
  }
}
