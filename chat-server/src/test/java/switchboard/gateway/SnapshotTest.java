package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.protocol.Change;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;

/// Snapshot + events = fresh snapshot, for each audience, whatever happens on the desk.
class SnapshotTest {
  private static final int STEPS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aClientThatFoldsEveryEventSeesWhatAFreshOneSees(long seed) {
    RandomDesk desk = new RandomDesk(seed);
    Map<Audience, Map<Long, ConversationView>> held = new HashMap<>();
    for (Audience audience : Audience.values()) {
      held.put(audience, new HashMap<>());
    }
    for (int step = 0; step < STEPS; step++) {
      for (Entry entry : desk.step()) {
        if (entry.event() instanceof Event.OfConversation) {
          held.forEach((audience, views) -> fold(views, entry, audience, desk));
        }
      }
      for (Conversation now : desk.conversations()) {
        held.forEach(
            (audience, views) ->
                assertThat(withoutEvents(views.get(now.number())))
                    .describedAs("seed %d, step %d, %s", seed, desk.steps, audience)
                    .isEqualTo(Translator.conversation(now, audience, null, List.of())));
      }
    }
    assertThat(desk.kinds)
        .describedAs("what happened, so that this proves something")
        .hasSizeGreaterThan(12);
  }

  private static void fold(
      Map<Long, ConversationView> views, Entry entry, Audience audience, RandomDesk desk) {
    ConversationEvent event = Translator.event(entry, audience);
    if (event.change() instanceof Change.Launched) {
      views.put(entry.conversation(), desk.asLaunched(entry, audience, event));
    } else {
      views.computeIfPresent(entry.conversation(), (_, view) -> view.after(event));
    }
  }

  private static ConversationView withoutEvents(ConversationView view) {
    return new ConversationView(
        view.id(), view.sequence(), view.stage(), view.customer(), view.intake(),
        view.wants(), view.launchedAtMs(), view.queuedAtMs(), view.agent(), view.assignedAtMs(),
        view.weight(), view.guests(), view.transfer(), view.outcome(), view.ticket(), view.rating(),
        view.customerMarks(), view.agentMarks(), view.place(),
        List.of());
  }

  @ParameterizedTest
  @EnumSource(Audience.class)
  void everyEventIsSeenAlikeOrTranslatedForEachAudience(Audience audience) {
    RandomDesk desk = new RandomDesk(99);
    for (int step = 0; step < STEPS; step++) {
      for (Entry entry : desk.step()) {
        if (entry.event() instanceof Event.OfConversation
            && Translator.seenAlike(entry.event())) {
          assertThat(Translator.event(entry, audience))
              .isEqualTo(Translator.event(entry, Audience.STAFF));
        }
      }
    }
  }

  /// A desk to which random but mostly sensible things happen.
  private static final class RandomDesk {
    private static final Actor SUPERVISOR = new Actor(Actor.Kind.SUPERVISOR, "sam", "Sam");
    private static final Standing STANDING = new Standing("Elite", 3, 900_000, 60_000, false, List.of());
    private static final DeskRules D = DeskRules.DEFAULT;

    private final Desk desk =
        new Desk(
            new DeskRules(
                D.offerMs(), D.exclusionMs(), D.missesUntilAway(), D.graceMs(), D.wrapUpMs(),
                D.boostMs(), D.absentMs(), D.keptMs(), 50, 5, 50, 4, D.requestsRememberedMax(), D.queues()));
    private final RandomGenerator random;
    private final Set<Class<?>> kinds = new HashSet<>();
    private long nowMs = 1_000_000;
    private int steps;

    RandomDesk(long seed) {
      random = new SplittableRandom(seed);
    }

    List<Conversation> conversations() {
      return new ArrayList<>(desk.view().conversations());
    }

    List<Entry> step() {
      steps++;
      nowMs += random.nextInt(5_000);
      Actor by = actor();
      Decision decision = desk.decide(by, null, command(by), nowMs);
      List<Entry> entries = new ArrayList<>();
      if (decision instanceof Decision.Accepted accepted) {
        entries.addAll(accepted.entries());
      }
      if (desk.nextDeadlineMs() <= nowMs
          && desk.decide(Actor.DESK, null, new Command.Tick(), nowMs)
              instanceof Decision.Accepted tick) {
        entries.addAll(tick.entries());
      }
      entries.forEach(entry -> kinds.add(entry.event().getClass()));
      return entries;
    }

    private Actor actor() {
      int n = random.nextInt(6);
      return switch (n) {
        case 0, 1, 2 -> new Actor(Actor.Kind.CUSTOMER, "customer" + n, "Customer " + n);
        case 3, 4 -> new Actor(Actor.Kind.AGENT, "agent" + n, "Agent " + n);
        default -> SUPERVISOR;
      };
    }

    private Command command(Actor by) {
      long conversation = 1 + random.nextInt(Math.max(1, desk.view().conversations().size() + 2));
      return switch (random.nextInt(by.isCustomer() ? 9 : 25)) {
        case 0, 1 -> new Command.Post(conversation, "text", by.isStaff() && random.nextBoolean());
        case 2 ->
            new Command.Mark(
                conversation,
                random.nextBoolean() ? MarkKind.READ : MarkKind.DELIVERED,
                1 + random.nextInt(9));
        case 3 -> new Command.OpenTicket(conversation, "subject");
        case 4 -> new Command.CloseConversation(conversation);
        case 5 ->
            by.isCustomer() ? new Command.CustomerWent() : new Command.EndWrapUp(conversation);
        case 6 ->
            by.isCustomer()
                ? new Command.ReviseIntake(
                    conversation,
                    new Intake("t" + steps, "", "", "", "", List.of()),
                    line(),
                    Skills.NONE)
                : new Command.ResolveTicket(conversation);
        case 7 -> by.isCustomer() ? launch(by) : new Command.AssignTicket(conversation, null);
        case 8 ->
            by.isCustomer()
                ? new Command.Rate(conversation, 1 + random.nextInt(5), "comment " + steps)
                : openSession();
        case 9 ->
            random.nextBoolean()
                ? openSession()
                : new Command.HearSession("s" + random.nextInt(2), random.nextBoolean());
        case 10 -> new Command.CloseSession("s" + random.nextInt(2));
        case 11 -> new Command.SetState(AgentState.values()[random.nextInt(4)]);
        case 12 -> new Command.SetState(AgentState.AVAILABLE);
        case 13, 14 -> new Command.AcceptOffer(reserved(by));
        case 15 -> new Command.DeclineOffer(reserved(by), "busy");
        case 16 -> new Command.TransferToAgent(conversation, other(), "summary");
        case 17 -> new Command.TransferToQueue(conversation, "", "summary");
        case 18 -> new Command.Weigh(conversation, 1 + random.nextInt(2));
        case 19 -> new Command.AssignChat(conversation, other());
        case 20 -> new Command.Join(conversation, random.nextInt(4) > 0);
        case 21 -> new Command.ChangeWants(conversation, line(), Skills.NONE);
        case 22 -> new Command.Boost(conversation);
        case 23 -> new Command.MarkVip(conversation, random.nextBoolean());
        default -> new Command.Monitor(conversation);
      };
    }

    private Command openSession() {
      return new Command.OpenSession("s" + random.nextInt(2), 3, Skills.NONE, List.of());
    }

    private long reserved(Actor by) {
      Agent agent = desk.view().agent(by.id());
      if (agent == null || agent.reserved().isEmpty()) {
        return 1;
      }
      Conversation ringing = desk.view().conversation(agent.reserved().getFirst());
      return ringing.offer().number();
    }

    private String other() {
      int n = 3 + random.nextInt(3);
      return n == 5 ? "sam" : "agent" + n;
    }

    private Line line() {
      return new Line("", random.nextBoolean() ? Skills.NONE : Skills.of("dns"));
    }

    private static Command launch(Actor by) {
      return new Command.LaunchChat(customer(by), Intake.EMPTY, Line.GENERAL, Skills.NONE, STANDING);
    }

    private static Customer customer(Actor by) {
      return new Customer(
          by.id(), by.name(), "", "org", "Org", null, null, null, null, List.of());
    }

    /// What a client is shown of a conversation that was launched this very moment.
    ConversationView asLaunched(Entry entry, Audience audience, ConversationEvent event) {
      Event.Launched launched = (Event.Launched) entry.event();
      return Translator.conversation(
          new Conversation(
              entry.conversation(),
              entry.position(),
              launched.customer(),
              launched.intake(),
              launched.line(),
              launched.prefers(),
              false,
              "",
              launched.standing(),
              entry.atMs(),
              Conversation.Stage.Launched.INSTANCE,
              Conversation.Marks.NONE,
              Conversation.Marks.NONE,
              null,
              null),
          audience,
          null,
          List.of(event));
    }
  }
}
