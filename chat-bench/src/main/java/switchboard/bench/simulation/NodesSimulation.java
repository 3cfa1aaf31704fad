package switchboard.bench.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.runtime.Reply;

/// One desk on three simulated nodes, with clients, under faults, from a seed; and what must hold whatever breaks:
///
/// - the journal has no gap and nothing twice;
/// - what was acknowledged is stored, exactly once, and in the order in which it was sent;
/// - a node shows only what is stored, in its order;
/// - every command has exactly one reply;
/// - once all is well again, one node leads, commands are taken, and every node shows what the journal tells.
public final class NodesSimulation {
  // Faults by the thousand are what is wanted here. And whoever waits for the log is woken by a thread that is not of the simulation.
  static {
    ((Logger) LoggerFactory.getLogger("switchboard.runtime")).setLevel(Level.OFF);
  }

  private static final int NODES = 3;
  private static final int CUSTOMERS = 3;
  private static final int AGENTS = 2;
  private static final long START_MS = 1_800_000_000_000L;

  /// Within this after the last fault all must be well again: a lead lapses, and what an old leader was storing is waited for.
  private static final long RECOVERY_MS = 25_000;

  /// Within this a command is carried out when all is well: storage may take 2 s to say that it lost what it was asked before, and who is turned
  /// away meanwhile comes again after 1 s.
  private static final long COMMAND_MS = 4_000;

  /// Within this a follower has all that is stored.
  private static final long FOLLOW_MS = 3_000;

  private final Timeline timeline;
  private final Storage storage;
  private final Network network;
  private final NodeProcess[] nodes = new NodeProcess[NODES];
  private final long[] clockMs = new long[NODES];
  private final List<Client> clients = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, Integer> starts = new HashMap<>();
  private final Set<String> turnedAway = new HashSet<>();
  private @Nullable String finding;

  /// How a seed went.
  ///
  /// @param finding what did not hold; null where all did
  /// @param steps which led to it
  /// @param trace what happened, where that was wanted
  public record Outcome(
      @Nullable String finding,
      List<String> steps,
      String trace,
      int entries,
      long happenings) {}

  /// A command handed to a node, and how often that replied.
  static final class Sent {
    final NodeProcess to;
    final String what;
    int replies;

    Sent(NodeProcess to, String what) {
      this.to = to;
      this.what = what;
    }
  }

  private NodesSimulation(long seed, boolean traces) {
    timeline = new Timeline(seed, traces);
    storage = new Storage(timeline);
    network = new Network(timeline, turnedAway::add);
  }

  public static Outcome run(long seed) {
    return run(seed, Step.of(seed, NODES, CUSTOMERS + AGENTS), false);
  }

  /// Runs a seed that failed: drops steps while it still does, and traces what is left.
  public static Outcome shrink(long seed) {
    List<Step> steps = Step.of(seed, NODES, CUSTOMERS + AGENTS);
    String kind = kind(run(seed, steps, false).finding());
    List<Step> smallest =
        Step.shrink(steps, rest -> kind.equals(kind(run(seed, rest, false).finding())));
    return run(seed, smallest, true);
  }

  /// What was found, whoever it was and wherever.
  private static String kind(@Nullable String finding) {
    return finding == null ? "" : finding.replaceAll("[CAn]?[0-9.]+", "").split("[;:]")[0];
  }

  private static Outcome run(long seed, List<Step> steps, boolean traces) {
    NodesSimulation simulation = new NodesSimulation(seed, traces);
    try {
      simulation.play(steps);
    } catch (IllegalStateException e) {
      simulation.found("%s", e);
    }
    for (NodeProcess node : simulation.nodes) {
      node.kill(false);
    }
    return new Outcome(
        simulation.finding,
        steps.stream().map(step -> "%6d ms  %s".formatted(step.atMs(), step)).toList(),
        simulation.timeline.trace(),
        simulation.storage.entries().size(),
        simulation.timeline.count());
  }

  Timeline timeline() {
    return timeline;
  }

  Storage storage() {
    return storage;
  }

  Network network() {
    return network;
  }

  NodeProcess anyNode() {
    return nodes[(int) timeline.between(0, NODES)];
  }

  List<Sent> sent() {
    return sent;
  }

  /// A node turned the request away, or the leader did.
  boolean turnedAway(String request) {
    return turnedAway.contains(request);
  }

  void replied(NodeProcess by, Actor actor, String request, Command command, Reply reply) {
    switch (reply) {
      case Reply.Done done -> acknowledged(by, actor, request, command, done);
      case Reply.Unavailable _ -> turnedAway.add(request);
      case Reply.Refused _ -> {}
    }
  }

  void found(String line, Object... values) {
    if (finding == null) {
      finding = line.formatted(values);
      timeline.say("FOUND: %s", finding);
      for (NodeProcess node : nodes) {
        timeline.say("%s", node.threads());
      }
    }
  }

  private boolean isOver() {
    return finding != null;
  }

  // --- the course of it ---

  private void play(List<Step> steps) {
    for (int number = 0; number < NODES; number++) {
      clockMs[number] = timeline.between(-2_000, 2_000);
      start(number);
    }
    for (int i = 0; i < CUSTOMERS; i++) {
      clients.add(new Client(this, new Actor(Actor.Kind.CUSTOMER, "C" + i, "C" + i)));
    }
    for (int i = 0; i < AGENTS; i++) {
      clients.add(new Client(this, new Actor(Actor.Kind.AGENT, "A" + i, "A" + i)));
    }
    clients.forEach(Client::connect);
    for (Step step : steps) {
      timeline.at(Timeline.ms(step.atMs()), () -> carryOut(step));
    }
    timeline.run(Timeline.ms(Step.FAULTS_END_MS), this::isOver);
    heal();
    expect(RECOVERY_MS, "one node leads, and all are served", this::isWell);
    clients.forEach(Client::say);
    expect(COMMAND_MS, "commands are carried out", this::isAnswered);
    int due = storage.entries().size();
    timeline.run(timeline.nowNanos() + Timeline.ms(FOLLOW_MS), this::isOver);
    if (!isOver()) {
      checkEnd(due);
    }
  }

  private void expect(long withinMs, String what, BooleanSupplier condition) {
    long until = timeline.nowNanos() + Timeline.ms(withinMs);
    if (!isOver() && !timeline.run(until, () -> isOver() || condition.getAsBoolean())) {
      found("not within %d ms: %s; %s", withinMs, what, standing());
    }
  }

  private boolean isWell() {
    int leaders = 0;
    for (NodeProcess node : nodes) {
      if (!node.isReady()) {
        return false;
      }
      leaders += node.leads() ? 1 : 0;
    }
    return leaders == 1 && isAnswered();
  }

  private boolean isAnswered() {
    return clients.stream().allMatch(Client::isAnswered);
  }

  private String standing() {
    StringBuilder line = new StringBuilder("the lead is with " + storage.leader());
    for (NodeProcess node : nodes) {
      line.append(", ").append(node.standing());
    }
    for (Client client : clients) {
      line.append(", ").append(client.standing());
    }
    return line.toString();
  }

  // --- steps ---

  private void carryOut(Step step) {
    timeline.say("%s", step);
    NodeProcess node = nodes[step.whom() % NODES];
    switch (step.kind()) {
      case SAY -> clients.get(step.whom()).say();
      case MOVE -> clients.get(step.whom()).lost();
      case CRASH -> endFor(step, node, () -> node.kill(false));
      case LOSE_MACHINE -> endFor(step, node, () -> node.kill(true));
      case STOP -> node.stop(() -> startAfter(step.whom(), step.ms()));
      case FREEZE -> during(step, node::freeze, node::thaw);
      case HANG_OUT -> during(step, () -> node.bus().hangOut(true), () -> node.bus().hangOut(false));
      case HANG_IN -> during(step, () -> node.bus().hangIn(true), () -> node.bus().hangIn(false));
      case BREAK_BUS -> during(step, () -> node.bus().up(false), () -> node.bus().up(true));
      case CUT_STORAGE ->
          during(step, () -> node.path().cut = true, () -> node.path().cut = false);
      case SET_CLOCK -> clockMs[step.whom()] += step.ms();
      case BUS_AWAY -> during(step, () -> bus(false), () -> bus(true));
      case LOSE_NEWS -> during(step, () -> network.loseNews(0.3), () -> network.loseNews(0));
      case OVERTAKE -> during(step, () -> network.overtake(0.5), () -> network.overtake(0));
      case SLOW_BUS ->
          during(step, () -> network.slow(Timeline.ms(400)), () -> network.slow(0));
      case STORAGE_AWAY -> during(step, () -> storage.away(true), () -> storage.away(false));
      case LOSE_ANSWERS ->
          during(step, () -> storage.loseAnswers(0.3), () -> storage.loseAnswers(0));
      case SLOW_STORAGE ->
          during(step, () -> storage.slow(Timeline.ms(1_500)), () -> storage.slow(0));
    }
  }

  private void during(Step step, Runnable begins, Runnable ends) {
    begins.run();
    timeline.after(Timeline.ms(step.ms()), ends);
  }

  private void bus(boolean up) {
    for (NodeProcess node : nodes) {
      node.bus().up(up);
    }
  }

  private void endFor(Step step, NodeProcess node, Runnable end) {
    if (node.isAlive()) {
      end.run();
      startAfter(step.whom(), step.ms());
    }
  }

  void died(NodeProcess node) {
    clients.forEach(client -> client.nodeDied(node));
  }

  void startAfter(int number, long ms) {
    timeline.after(Timeline.ms(ms), () -> start(number));
  }

  private void start(int number) {
    NodeProcess before = nodes[number];
    if (before != null && before.isAlive()) {
      return;
    }
    String name = "n" + number + "." + starts.merge("n" + number, 1, Integer::sum);
    timeline.say("%s starts", name);
    nodes[number] = new NodeProcess(this, number, name, () -> START_MS + clockMs[number] + timeline.nowMs());
    nodes[number].start();
  }

  private void heal() {
    network.loseNews(0);
    network.overtake(0);
    network.slow(0);
    storage.away(false);
    storage.loseAnswers(0);
    storage.slow(0);
    for (NodeProcess node : nodes) {
      node.path().cut = false;
      node.bus().hangIn(false);
      node.bus().hangOut(false);
      node.bus().up(true);
      node.thaw();
    }
    timeline.say("all is well");
  }

  // --- what must hold ---

  /// What a node shows is stored.
  void shown(NodeProcess by, long after, List<Entry> entries) {
    long sequence = after;
    for (Entry entry : entries) {
      if (after > 0 && entry.sequence() != ++sequence) {
        found("%s shows entry %d where %d is due", by, entry.sequence(), sequence);
      }
      if (!storage.holds(entry)) {
        found("%s shows entry %d, which is not stored", by, entry.sequence());
      }
      if (entry.event() instanceof Event.Offered offered) {
        clients.forEach(client -> client.offered(offered.agent(), offered.offer()));
      }
      if (entry.event() instanceof Event.Assigned assigned) {
        clients.forEach(client -> client.assigned(assigned.agent(), entry.conversation()));
      }
    }
  }

  private void acknowledged(NodeProcess by, Actor actor, String request, Command command, Reply.Done done) {
    if (!(command instanceof Command.Post) && !(command instanceof Command.LaunchChat)) {
      return;
    }
    long found =
        storage.entries().stream()
            .filter(entry -> request.equals(entry.request()) && actor.equals(entry.by()))
            .filter(entry -> entry.conversation() == done.conversation())
            .filter(entry -> entry.position() == done.position())
            .count();
    if (found != 1) {
      found("%s acknowledged %s, which is stored %d times", by, request, found);
    }
  }

  /// @param due how far each node must have come
  private void checkEnd(int due) {
    checkRequests();
    clients.forEach(Client::checkOrder);
    for (Sent one : sent) {
      if (one.replies != 1 && one.to.isAlive()) {
        found("%s has %d replies of %s", one.what, one.replies, one.to);
      }
    }
    for (NodeProcess node : nodes) {
      checkReplica(node, due);
    }
  }

  private void checkRequests() {
    Map<String, Entry> byRequest = new HashMap<>();
    Map<Long, Integer> positions = new HashMap<>();
    for (Entry entry : storage.entries()) {
      if (entry.conversation() > 0
          && entry.position() != positions.merge(entry.conversation(), 1, Integer::sum)) {
        found("entry %d has position %d", entry.sequence(), entry.position());
      }
      if (entry.event() instanceof Event.Posted || entry.event() instanceof Event.Launched) {
        Entry other = byRequest.put(String.valueOf(entry.request()), entry);
        if (other != null) {
          found("%s is stored twice, as %d and %d", String.valueOf(entry.request()), other.sequence(), entry.sequence());
        }
      }
    }
  }

  private void checkReplica(NodeProcess node, int due) {
    Desk replayed = new Desk(DeskRules.DEFAULT);
    boolean[] read = new boolean[1];
    node.read(
        view -> {
          read[0] = true;
          int sequence = (int) view.sequence();
          if (sequence < due) {
            found("%s is at entry %d, and entry %d was stored %d ms ago", node, sequence, due, FOLLOW_MS);
            return;
          }
          storage.entries().subList(0, sequence).forEach(replayed::apply);
          if (!List.copyOf(view.conversations()).equals(List.copyOf(replayed.view().conversations()))
              || !List.copyOf(view.agents()).equals(List.copyOf(replayed.view().agents()))) {
            found("%s shows another desk than the journal", node);
          }
        });
    timeline.run(timeline.nowNanos() + Timeline.ms(100), () -> read[0]);
    if (!read[0]) {
      found("%s cannot be read", node);
    }
  }
}
