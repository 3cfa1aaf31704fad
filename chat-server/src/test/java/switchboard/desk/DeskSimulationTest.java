package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.desk.NaiveRouting.Worker;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.Skills;

/// docs/spec/desk.md, D1 to D4 and D7: a desk whose process dies again and again, whose clock jumps, and whose clients repeat, reorder and send what they may not.
class DeskSimulationTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void d1_d2_d3_theDeskStaysWholeThroughCrashesRepeatsAndClockJumps(long seed) {
    Simulation simulation = new Simulation(seed);
    for (int step = 0; step < 200; step++) {
      simulation.step();
    }
    simulation.end();
  }

  /// What a client sent and may send again.
  private record Request(Actor by, String id, Command command) {}

  /// What a decision led to, still to be stored, and what is to be answered then.
  private record Batch(List<Entry> entries, @Nullable Request request, Decision.Accepted answer) {}

  private static final class Simulation {
    private static final DeskRules RULES = DeskRules.DEFAULT;
    private static final List<String> TIERS = List.of("Elite", "Business", "Basic");

    private final RandomGenerator random;
    private Desk desk = new Desk(RULES);
    private NaiveRouting model = new NaiveRouting();

    /// The latest time that this desk was told.
    private long clockMs;

    private long nowMs = 1_800_000_000_000L;

    private final List<Entry> stored = new ArrayList<>();
    private final List<Batch> unstored = new ArrayList<>();
    private Desk replica = new Desk(RULES);
    private DeskImage snapshot = replica.image();

    private final List<Request> sent = new ArrayList<>();
    private final Map<String, Decision.Accepted> acknowledged = new TreeMap<>();
    private int requests;

    Simulation(long seed) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    void step() {
      switch (random.nextInt(24)) {
        case 0 -> crash();
        case 1, 2, 3 -> store(random.nextInt(unstored.size() + 1));
        case 4 -> snapshot = replica.image();
        case 5 -> nowMs += random.nextInt(40 * 60_000);
        case 6 -> nowMs -= random.nextInt(20 * 60_000);
        case 7, 8, 9 -> tick();
        case 10, 11, 12 -> repeat();
        case 13 -> decide(Actor.DESK, null, new Command.DisableAgent("P1"), null);
        default -> {
          Actor by = anybody();
          send(new Request(by, "r" + ++requests, anything(by)));
        }
      }
      nowMs += random.nextInt(8_000);
      if (desk.nextDeadlineMs() <= nowMs) {
        tick();
      }
    }

    // --- clients ---

    private void send(Request request) {
      sent.add(request);
      decide(request.by(), request.id(), request.command(), request);
    }

    private void repeat() {
      if (!sent.isEmpty()) {
        Request request = sent.get(random.nextInt(sent.size()));
        decide(request.by(), request.id(), request.command(), request);
      }
    }

    private void tick() {
      decide(Actor.DESK, null, new Command.Tick(), null);
      assertThat(desk.nextDeadlineMs()).as("what was due is done").isGreaterThan(clockMs);
    }

    // --- the process ---

    private void decide(
        Actor by, @Nullable String id, Command command, @Nullable Request request) {
      clockMs = Math.max(clockMs, nowMs);
      DeskImage before = desk.image();
      switch (desk.decide(by, id, command, nowMs)) {
        case Decision.Rejected _ -> assertThat(desk.image()).isEqualTo(before);
        case Decision.Accepted accepted -> {
          checkEntries(accepted.entries(), before);
          accepted.entries().forEach(model::apply);
          unstored.add(new Batch(accepted.entries(), request, accepted));
          if (accepted.entries().stream().anyMatch(e -> e.event() instanceof Event.Forgotten)) {
            sent.removeIf(r -> r.by().isCustomer() && forgot(r.by().id()));
          }
        }
      }
      checkState();
    }

    /// With the last conversation the desk forgets what a customer asked for (D2).
    private boolean forgot(String customer) {
      return desk.view().conversationsOf(customer).isEmpty();
    }

    /// Only batches are stored or lost, whole, in order; then they are answered.
    private void store(int count) {
      for (int i = 0; i < count; i++) {
        Batch batch = unstored.removeFirst();
        stored.addAll(batch.entries());
        batch.entries().forEach(replica::apply);
        Request request = batch.request();
        if (request != null) {
          checkAnswer(request, batch.answer());
        }
      }
      if (unstored.isEmpty()) {
        assertThat(replica.image()).as("the replica equals the leader").isEqualTo(desk.image());
      }
    }

    private void crash() {
      store(random.nextInt(unstored.size() + 1));
      unstored.clear();
      desk = random.nextBoolean() ? replayed() : recovered();
      assertThat(desk.image()).isEqualTo(replica.image());
      model = new NaiveRouting();
      stored.forEach(model::apply);
      clockMs = desk.view().atMs();
      decide(Actor.DESK, null, new Command.KeepSessions(List.of()), null);
    }

    private Desk replayed() {
      Desk replayed = new Desk(RULES);
      stored.forEach(replayed::apply);
      return replayed;
    }

    private Desk recovered() {
      Desk recovered = Desk.restore(RULES, snapshot);
      assertThat(recovered.image()).isEqualTo(snapshot);
      stored.stream()
          .filter(entry -> entry.sequence() > snapshot.sequence())
          .forEach(recovered::apply);
      return recovered;
    }

    // --- what must hold ---

    private void checkEntries(List<Entry> entries, DeskImage before) {
      long sequence = before.sequence();
      long atMs = before.atMs();
      for (Entry entry : entries) {
        assertThat(entry.sequence()).isEqualTo(++sequence);
        assertThat(entry.atMs()).isBetween(atMs, clockMs);
        atMs = entry.atMs();
      }
    }

    private void checkAnswer(Request request, Decision.Accepted answer) {
      if (request.by().isCustomer() && forgot(request.by().id())) {
        return;
      }
      Decision.Accepted first =
          acknowledged.putIfAbsent(key(request.by(), request.id()), answer);
      if (first != null && first.position() > 0) {
        assertThat(answer.conversation()).isEqualTo(first.conversation());
        assertThat(answer.position()).isEqualTo(first.position());
        assertThat(answer.entries()).isEmpty();
      }
    }

    private static String key(Actor by, String request) {
      return (by.isStaff() ? "staff " : "customer ") + by.id() + " " + request;
    }

    private void checkState() {
      assertThat(model.nextChat(clockMs)).as("no chat waits beside an agent").isNull();
      for (Agent agent : desk.view().agents()) {
        Worker worker = model.workers.get(agent.id());
        assertThat(agent.load()).isEqualTo(model.load(worker));
        assertThat(agent.load()).isLessThanOrEqualTo(6);
        for (long number : agent.held()) {
          assertThat(model.chats.get(number).agent).isEqualTo(agent.id());
        }
        for (long number : agent.reserved()) {
          assertThat(model.chats.get(number).ringsAt).isEqualTo(agent.id());
        }
      }
      List<Long> waiting = new ArrayList<>();
      desk.view().waiting().forEach(chat -> waiting.add(chat.number()));
      assertThat(waiting)
          .isEqualTo(model.waiting().stream().map(chat -> chat.number).toList())
          .hasSize(desk.view().waitingCount());
    }

    void end() {
      store(unstored.size());
      RoutingProperties.requireReproduced(RULES, stored);
      Map<Long, Integer> positions = new TreeMap<>();
      Map<String, Entry> byRequest = new TreeMap<>();
      long sequence = 0;
      for (Entry entry : stored) {
        assertThat(entry.sequence()).isEqualTo(++sequence);
        if (entry.conversation() > 0) {
          assertThat(entry.position())
              .isEqualTo(positions.merge(entry.conversation(), 1, Integer::sum));
        }
        if (entry.request() != null) {
          String key = key(entry.by(), entry.request());
          assertThat(byRequest.put(key, entry)).as(key + " was carried out once").isNull();
        }
      }
      acknowledged.forEach(
          (key, answer) -> {
            if (answer.position() > 0) {
              Entry entry = byRequest.get(key);
              assertThat(entry).as(key + " was acknowledged and is stored").isNotNull();
              assertThat(entry.conversation()).isEqualTo(answer.conversation());
              assertThat(entry.position()).isEqualTo(answer.position());
            }
          });
    }

    // --- anybody asks for anything ---

    private Actor anybody() {
      int n = 1 + random.nextInt(6);
      return switch (random.nextInt(12)) {
        case 0 -> new Actor(Actor.Kind.SUPERVISOR, "S", "S");
        case 1, 2, 3, 4, 5 -> new Actor(Actor.Kind.AGENT, "P" + (1 + n % 3), "P");
        default -> new Actor(Actor.Kind.CUSTOMER, "P" + n, "P" + n);
      };
    }

    private Command anything(Actor by) {
      long conversation = 1 + random.nextLong(desk.image().conversationCount() + 2);
      long offer = Math.max(1, desk.image().offerCount() - random.nextInt(3));
      String session = "s" + random.nextInt(3);
      return switch (random.nextInt(32)) {
        case 0, 1, 2, 3, 4, 5 -> launch(random.nextInt(8) == 0 ? "P6" : by.id());
        case 6, 7, 8, 9, 10, 11 -> new Command.AcceptOffer(offer);
        case 12 -> new Command.DeclineOffer(offer, "busy");
        case 13, 14 ->
            new Command.OpenSession(
                session,
                random.nextInt(4),
                random.nextInt(3) == 0 ? Skills.of("dns") : Skills.NONE,
                random.nextInt(3) == 0 ? List.of("Billing") : List.of());
        case 15 -> new Command.CloseSession(session);
        case 16, 17, 18 -> new Command.SetState(AgentState.AVAILABLE);
        case 19 -> new Command.SetState(AgentState.values()[random.nextInt(3)]);
        case 20, 21 -> new Command.CloseConversation(conversation);
        case 22 -> new Command.EndWrapUp(conversation);
        case 23, 24 -> new Command.Post(conversation, "hello", random.nextInt(4) == 0);
        case 25 ->
            new Command.Mark(conversation, MarkKind.READ, random.nextInt(12) - 2);
        case 26 -> new Command.OpenTicket(conversation, "");
        case 27 -> new Command.AssignTicket(conversation, random.nextBoolean() ? null : "P1");
        case 28 -> new Command.ResolveTicket(conversation);
        case 29 -> random.nextBoolean() ? new Command.CustomerCame() : new Command.CustomerWent();
        case 30 ->
            new Command.ReviseIntake(
                conversation, new Intake("t" + random.nextInt(3), "", "", "", "", List.of()),
                Line.GENERAL,
                Skills.NONE);
        default ->
            random.nextBoolean() ? new Command.DisableAgent("P1") : new Command.KeepSessions(List.of());
      };
    }

    private Command launch(String customer) {
      return new Command.LaunchChat(
          Play.profile(customer),
          Intake.EMPTY,
          random.nextInt(4) == 0 ? new Line("", Skills.of("dns")) : Line.GENERAL,
          random.nextInt(4) == 0 ? Skills.of("php") : Skills.NONE,
          Play.standing(TIERS.get(random.nextInt(TIERS.size()))));
    }
  }
}
