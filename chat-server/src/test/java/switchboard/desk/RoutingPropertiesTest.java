package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.desk.NaiveRouting.Chat;
import switchboard.desk.NaiveRouting.Worker;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.queue.WaitingQueue;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Sentences;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Skills;

/// The properties of docs/spec/routing.md, each over the same seeded random scenarios.
class RoutingPropertiesTest {
  private static final int SEEDS = 40;
  private static final int STEPS = 150;

  /// What must hold, said in the model's terms. Only the view is the desk's own.
  private interface Property {
    /// Before the event has happened.
    default void happens(NaiveRouting model, Entry entry) {}

    /// After each decision and each step. Time is the latest that the desk was told.
    default void holds(NaiveRouting model, DeskView desk, long nowMs) {}
  }

  private static void always(java.util.function.Supplier<Property> property) {
    RandomScenario.seeds(SEEDS)
        .forEach(
            seed ->
                RandomScenario.check(
                    RandomScenario.steps(seed, STEPS), steps -> run(steps, property.get())));
  }

  private static Scenario run(List<String> steps, Property property) {
    NaiveRouting model = new NaiveRouting();
    return Scenario.play(
        steps,
        new Scenario.Watcher() {
          private long nowMs;

          @Override
          public void decided(Scenario scenario, Decision decision) {
            nowMs = Math.max(nowMs, scenario.nowMs());
            if (decision instanceof Decision.Accepted accepted) {
              for (Entry entry : accepted.entries()) {
                property.happens(model, entry);
                model.apply(entry);
              }
            }
            property.holds(model, scenario.desk().view(), nowMs);
          }

          @Override
          public void stepped(Scenario scenario) {
            nowMs = Math.max(nowMs, scenario.nowMs());
            property.holds(model, scenario.desk().view(), nowMs);
          }
        });
  }

  /// A property of routing decisions.
  private interface OfferProperty extends Property {
    void offered(NaiveRouting model, Chat chat, Worker worker, Entry entry);

    @Override
    default void happens(NaiveRouting model, Entry entry) {
      if (entry.event() instanceof Event.Offered offered) {
        offered(
            model,
            model.chats.get(entry.conversation()),
            model.workers.get(offered.agent()),
            entry);
      }
    }
  }

  private static OfferProperty eachOffer(OfferProperty property) {
    return property;
  }

  @Test
  void p1_theChosenKeyIsMinimalAmongTheChatsThatTheAgentMayTake() {
    always(
        () ->
            eachOffer(
                (model, chat, worker, entry) ->
                    assertThat(model.choicesOf(worker, entry.atMs()).getFirst()).isSameAs(chat)));
  }

  @Test
  void p2_noFirstOfferOvertakesFromOutsideTheHeadStartWindow() {
    always(
        () ->
            eachOffer(
                (model, chat, _, _) -> {
                  if (!chat.wasOffered) {
                    for (Chat other : model.waiting()) {
                      if (!other.wasOffered && sameLine(other, chat) && other.prefersUntilMs == 0) {
                        assertThat(chat.launchedAtMs - other.launchedAtMs)
                            .as(chat + " overtakes " + other)
                            .isLessThanOrEqualTo(chat.headStartMs - other.headStartMs);
                      }
                    }
                  }
                }));
  }

  private static boolean sameLine(Chat one, Chat other) {
    return one.queue.equals(other.queue) && one.needs.equals(other.needs);
  }

  @Test
  void p3_sameTierAndSkillsIsFirstComeFirstServed() {
    always(
        () ->
            eachOffer(
                (model, chat, _, _) -> {
                  if (!chat.wasOffered) {
                    assertThat(model.waiting())
                        .noneMatch(
                            other ->
                                !other.wasOffered
                                    && other.tier.equals(chat.tier)
                                    && sameLine(other, chat)
                                    && other.prefersUntilMs == 0
                                    && other.number < chat.number);
                  }
                }));
  }

  @Test
  void p4_noEligibleChatWaitsBesideAnAvailableAgent() {
    always(
        () ->
            new Property() {
              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                Chat next = model.nextChat(nowMs);
                assertThat(next)
                    .as(() -> next + " waits beside " + model.whoMayTake(next, nowMs))
                    .isNull();
              }
            });
  }

  @Test
  void p5_aChatHasOneLiveOfferOrOwnerAtMost() {
    always(
        () ->
            new Property() {
              @Override
              public void happens(NaiveRouting model, Entry entry) {
                Chat chat = model.chats.get(entry.conversation());
                if (entry.event() instanceof Event.Offered) {
                  assertThat(chat.isChoice()).as(chat + " is free to be offered").isTrue();
                }
                if (entry.event() instanceof Event.Assigned assigned) {
                  assertThat(chat.ringsAt).isEqualTo(assigned.agent());
                }
              }

              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                Map<Long, String> owners = new TreeMap<>();
                for (Agent agent : desk.agents()) {
                  for (long number : agent.held()) {
                    assertThat(owners.put(number, agent.id())).isNull();
                    assertThat(model.chats.get(number).agent).isEqualTo(agent.id());
                  }
                  for (long number : agent.reserved()) {
                    assertThat(owners.put(number, agent.id())).isNull();
                    assertThat(model.chats.get(number).ringsAt).isEqualTo(agent.id());
                  }
                }
              }
            });
  }

  @Test
  void p6_routingNeverExceedsCapacity() {
    always(
        () ->
            eachOffer(
                (model, _, worker, _) ->
                    assertThat(model.load(worker)).isLessThan(worker.capacity)));
  }

  @Test
  void p7_everyLaunchedChatEndsInExactlyOneWay() {
    RandomScenario.seeds(SEEDS)
        .forEach(
            seed -> {
              List<String> steps = new ArrayList<>(RandomScenario.steps(seed, STEPS));
              LongStream.rangeClosed(1, 12).forEach(i -> steps.add("absent C" + i));
              LongStream.rangeClosed(1, 4).forEach(i -> steps.add("offline A" + i));
              LongStream.rangeClosed(1, 12).forEach(i -> steps.add("absent C" + i));
              steps.add("after 31m");
              RandomScenario.check(steps, RoutingPropertiesTest::endsOnce);
            });
  }

  private static void endsOnce(List<String> steps) {
    Scenario scenario = run(steps, new Property() {});
    Map<Long, List<String>> ends = new TreeMap<>();
    for (Entry entry : scenario.journal()) {
      List<String> end = ends.computeIfAbsent(entry.conversation(), _ -> new ArrayList<>());
      switch (entry.event()) {
        case Event.Assigned _ when !end.contains("answered") -> end.add("answered");
        case Event.Closed e when !end.contains("answered") -> end.add(e.outcome().name());
        case Event.Offered _, Event.Queued _, Event.WrapUpBegan _ ->
            assertThat(end).doesNotContain("ABANDONED", "TICKETED");
        default -> {}
      }
    }
    ends.remove(0L);
    boolean allWentHome = steps.getLast().equals("after 31m");
    ends.forEach(
        (number, end) -> {
          assertThat(end).as("ends of #" + number).hasSizeLessThanOrEqualTo(1);
          if (allWentHome && steps.contains("absent C1")) {
            Conversation held = scenario.desk().view().conversation(number);
            assertThat(end.isEmpty() && held == null).as("#" + number + " is lost").isFalse();
          }
        });
  }

  @Test
  void p8_declineExpiryAndReturnNeverWorsenAKey() {
    always(
        () ->
            new Property() {
              private final Map<Long, OrderKey> keys = new TreeMap<>();

              @Override
              public void happens(NaiveRouting model, Entry entry) {
                if (entry.event() instanceof Event.Queued queued) {
                  OrderKey before = keys.put(entry.conversation(), queued.key());
                  if (before != null) {
                    assertThat(queued.key()).isLessThanOrEqualTo(before);
                  }
                }
              }

              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                desk.waiting()
                    .forEach(
                        chat ->
                            assertThat(((Stage.Waiting) chat.stage()).key())
                                .isEqualTo(keys.get(chat.number())));
              }
            });
  }

  @Test
  void p9_anExclusionEndsAfterAMinuteForALoneAgentToo() {
    always(
        () ->
            new Property() {
              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                for (Worker worker : model.workers.values()) {
                  for (Chat chat : model.choicesOf(worker, nowMs)) {
                    assertThat(chat.wasMissed)
                        .as(chat + " is no longer excluded from " + worker)
                        .isFalse();
                  }
                }
              }
            });
  }

  @Test
  void p10_aRingEndsWithinTwentySeconds() {
    always(
        () ->
            new Property() {
              @Override
              public void happens(NaiveRouting model, Entry entry) {
                Chat chat = model.chats.get(entry.conversation());
                if (entry.event() instanceof Event.Assigned) {
                  assertThat(entry.atMs() - chat.ringsSinceMs).isLessThan(NaiveRouting.RING_MS);
                }
                if (entry.event() instanceof Event.OfferEnded) {
                  assertThat(entry.atMs() - chat.ringsSinceMs)
                      .isLessThanOrEqualTo(NaiveRouting.RING_MS);
                }
              }
            });
  }

  @Test
  void p11_mandatorySkillsAreNeverViolated() {
    always(
        () ->
            new Property() {
              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                for (Chat chat : model.waiting()) {
                  if (chat.ringsAt != null) {
                    Worker worker = model.workers.get(chat.ringsAt);
                    assertThat(NaiveRouting.lacking(worker, chat.needs)).isEmpty();
                    assertThat(NaiveRouting.serves(worker, chat)).isTrue();
                  }
                }
              }
            });
  }

  @Test
  void p11_preferencesHoldUntilHalfOfTheTargetAtMostAndNotWhenNobodyOnDutyHasThem() {
    always(
        () ->
            new Property() {
              @Override
              public void happens(NaiveRouting model, Entry entry) {
                Chat chat = model.chats.get(entry.conversation());
                switch (entry.event()) {
                  case Event.Queued queued -> {
                    long halfMs = chat.launchedAtMs + chat.targetMs / 2;
                    boolean worthwhile =
                        !chat.prefers.isEmpty()
                            && entry.atMs() < halfMs
                            && chat.prefers.stream().allMatch(skill -> isOnDuty(model, skill));
                    assertThat(queued.prefersUntilMs()).isEqualTo(worthwhile ? halfMs : 0);
                  }
                  case Event.PreferencesDropped _ ->
                      assertThat(chat.prefersUntilMs).isBetween(1L, entry.atMs());
                  default -> {}
                }
              }

              private boolean isOnDuty(NaiveRouting model, String skill) {
                return model.workers.values().stream()
                    .filter(
                        worker ->
                            worker.state != AgentState.OFFLINE && !worker.sessions.isEmpty())
                    .flatMap(worker -> worker.skills.stream())
                    .anyMatch(
                        theirs -> NaiveRouting.name(theirs).equals(NaiveRouting.name(skill)));
              }
            });
  }

  @Test
  void p16_sameEventsSameDecisions() {
    RandomScenario.seeds(SEEDS)
        .forEach(
            seed -> {
              List<String> steps = RandomScenario.steps(seed, STEPS);
              Scenario once = run(steps, new Property() {});
              Scenario again = run(steps, new Property() {});
              assertThat(again.journal()).isEqualTo(once.journal());
              assertThat(again.desk().image()).isEqualTo(once.desk().image());
            });
  }

  @Test
  void p17_aClockThatStepsBackReordersNobody() {
    always(
        () ->
            new Property() {
              private List<Long> before = List.of();
              private final TreeSet<Long> returned = new TreeSet<>();

              @Override
              public void happens(NaiveRouting model, Entry entry) {
                if (entry.event() instanceof Event.Queued queued
                    && queued.reason() != QueueReason.LAUNCHED) {
                  returned.add(entry.conversation());
                }
              }

              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                List<Long> now =
                    StreamSupport.stream(desk.waiting().spliterator(), false)
                        .map(Conversation::number)
                        .toList();
                assertThat(now).isEqualTo(model.waiting().stream().map(c -> c.number).toList());
                List<Long> stayed = new ArrayList<>(before);
                stayed.retainAll(now);
                stayed.removeAll(returned);
                List<Long> then = new ArrayList<>(now);
                then.retainAll(stayed);
                assertThat(then).isEqualTo(stayed);
                before = now;
                returned.clear();
              }
            });
  }

  @Test
  void p18_theLastAgentChangesWhoIsChosenNeverTheOrder() {
    always(
        () ->
            eachOffer(
                (model, chat, worker, entry) -> {
                  assertThat(model.nextChat(entry.atMs())).isSameAs(chat);
                  assertThat(model.bestFor(chat, entry.atMs())).isSameAs(worker);
                }));
  }

  @Test
  void p19_freedCapacityTakesWaitingChatsBeforeLaterKeys() {
    always(
        () ->
            eachOffer(
                (model, chat, worker, entry) -> {
                  for (Chat earlier : model.waiting()) {
                    if (earlier.isChoice() && NaiveRouting.ORDER.compare(earlier, chat) < 0) {
                      assertThat(model.whoMayTake(earlier, entry.atMs()))
                          .as(earlier + " comes before " + chat)
                          .isEmpty();
                    }
                  }
                }));
  }

  @Test
  void p21_anExplanationIsRecomputedFromItsInputs() {
    always(
        () ->
            new OfferProperty() {
              private final Map<Long, String> sentences = new TreeMap<>();

              @Override
              public void offered(NaiveRouting model, Chat chat, Worker worker, Entry entry) {
                Event.Offered offered = (Event.Offered) entry.event();
                Explanation why = offered.explanation();
                assertThat(why.tier()).isEqualTo(chat.tier);
                assertThat(why.waitedMs()).isEqualTo(entry.atMs() - chat.enteredAtMs);
                assertThat(why.load()).isEqualTo(model.load(worker));
                assertThat(why.capacity()).isEqualTo(worker.capacity);
                assertThat(why.choices())
                    .isEqualTo(model.choicesOf(worker, entry.atMs()).size());
                assertThat(why.rivals().stream().map(Explanation.Rival::agent))
                    .containsExactlyInAnyOrderElementsOf(
                        model.whoMayTake(chat, entry.atMs()).stream()
                            .filter(rival -> rival != worker)
                            .map(rival -> rival.id)
                            .toList());
                for (Explanation.Passed passed : why.passed()) {
                  Chat earlier = model.chats.get(passed.conversation());
                  assertThat(NaiveRouting.ORDER.compare(earlier, chat)).isNegative();
                  assertThat(passed.needs().isEmpty())
                      .isEqualTo(model.suits(worker, earlier));
                  assertThat(
                          !passed.needs().isEmpty()
                              || model.excluded(worker, earlier, entry.atMs()))
                      .isTrue();
                }
                sentences.put(offered.offer(), Sentences.ofOffer(offered.agentName(), why));
              }

              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                for (Conversation chat : desk.waiting()) {
                  Conversation.Offer offer = ((Stage.Waiting) chat.stage()).offer();
                  if (offer != null) {
                    assertThat(offer.sentence()).isEqualTo(sentences.get(offer.number()));
                  }
                }
              }
            });
  }

  @Test
  void p22_onlyItsCustomerTurnsAWaitingChatIntoATicketAndNothingIsLost() {
    always(
        () ->
            new Property() {
              private final Map<Long, Integer> positions = new TreeMap<>();
              private final TreeSet<Long> tickets = new TreeSet<>();

              @Override
              public void happens(NaiveRouting model, Entry entry) {
                long number = entry.conversation();
                switch (entry.event()) {
                  case Event.TicketOpened _ -> {
                    Chat chat = model.chats.get(number);
                    if (chat.stage.equals("waiting")) {
                      assertThat(entry.by())
                          .isEqualTo(
                              new Actor(Actor.Kind.CUSTOMER, chat.customer, chat.customer));
                    }
                    tickets.add(number);
                  }
                  case Event.TicketResolved _ -> tickets.remove(number);
                  case Event.Posted posted when entry.by().isCustomer() && !posted.note() -> {
                    if (everTicket(number)) {
                      tickets.add(number);
                    }
                  }
                  default -> {}
                }
                if (number > 0) {
                  everTickets.addAll(tickets);
                  assertThat(entry.position())
                      .isEqualTo(positions.merge(number, 1, Integer::sum));
                }
              }

              private final TreeSet<Long> everTickets = new TreeSet<>();

              private boolean everTicket(long number) {
                return everTickets.contains(number);
              }

              @Override
              public void holds(NaiveRouting model, DeskView desk, long nowMs) {
                for (long number : tickets) {
                  Conversation held = desk.conversation(number);
                  assertThat(held).as("the open ticket of #" + number).isNotNull();
                  assertThat(held.position()).isEqualTo(positions.get(number));
                }
              }
            });
  }

  // --- the same arrivals in two worlds ---

  /// Chats come, and at fixed instants agents with one slot come who accept and stay: when slots come free does not depend on who waits.
  private record World(List<String> steps) {
    static World of(long seed) {
      Random random = new Random(seed);
      List<String> steps = new ArrayList<>();
      List<String> agents = new ArrayList<>();
      int chats = 0;
      while (steps.size() < 120) {
        if (random.nextInt(5) < 3) {
          String tier = List.of("Elite", "Business", "Basic").get(random.nextInt(3));
          steps.add("launch C" + ++chats + " " + tier);
        } else {
          agents.add("F" + agents.size());
          steps.add("agent " + agents.getLast() + " capacity 1");
        }
        agents.forEach(agent -> steps.add("accept " + agent));
        steps.add("after " + random.nextInt(300) + "s");
      }
      return new World(steps);
    }

    List<Integer> launches() {
      List<Integer> launches = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        if (steps.get(i).startsWith("launch")) {
          launches.add(i);
        }
      }
      return launches;
    }

    World with(int at, @Nullable String step) {
      List<String> next = new ArrayList<>(steps);
      if (step == null) {
        next.remove(at);
      } else {
        next.set(at, step);
      }
      return new World(next);
    }

    /// When each customer was answered; those who were not, at the end of time.
    Map<String, Long> answers() {
      Scenario scenario = run(steps, new Property() {});
      Map<Long, String> names = new TreeMap<>();
      Map<String, Long> answers = new LinkedHashMap<>();
      for (Entry entry : scenario.journal()) {
        if (entry.event() instanceof Event.Launched launched) {
          names.put(entry.conversation(), launched.customer().id());
          answers.put(launched.customer().id(), Long.MAX_VALUE);
        }
        if (entry.event() instanceof Event.Assigned) {
          answers.put(names.get(entry.conversation()), entry.atMs());
        }
      }
      return answers;
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void p12_aHigherTierNeverDelaysItsChatNorALowerOneOthers(long seed) {
    World world = World.of(seed);
    Map<String, Long> before = world.answers();
    for (int at : world.launches()) {
      String[] words = world.steps().get(at).split(" ");
      String customer = words[1];
      long higher = world.with(at, "launch " + customer + " Elite").answers().get(customer);
      assertThat(higher).as(customer).isLessThanOrEqualTo(before.get(customer));
      Map<String, Long> lower = world.with(at, "launch " + customer + " Basic").answers();
      before.forEach(
          (other, answered) -> {
            if (!other.equals(customer)) {
              assertThat(lower.get(other)).as(other).isLessThanOrEqualTo(answered);
            }
          });
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void p13_removingAChatDelaysNoOther(long seed) {
    World world = World.of(seed);
    Map<String, Long> before = world.answers();
    for (int at : world.launches()) {
      world
          .with(at, null)
          .answers()
          .forEach(
              (other, answered) ->
                  assertThat(answered).as(other).isLessThanOrEqualTo(before.get(other)));
    }
  }

  static LongStream worlds() {
    return RandomScenario.seeds(6);
  }

  // --- the queue itself ---

  @ParameterizedTest
  @MethodSource("worlds")
  void p15_theOrderIsTheSameUnderEveryInsertionPermutation(long seed) {
    Random random = new Random(seed);
    List<QueueEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      Line line = new Line("", i % 3 == 0 ? Skills.of("dns") : Skills.NONE);
      Skills prefers = i % 5 == 0 ? Skills.of("php") : Skills.NONE;
      OrderKey key = new OrderKey(random.nextInt(5), random.nextInt(3), i);
      entries.add(new QueueEntry(i, "C" + i, "Basic", line, prefers, key, 0));
    }
    List<Long> first = null;
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(entries, random);
      WaitingQueue queue = new WaitingQueue();
      entries.forEach(queue::add);
      List<Long> order = new ArrayList<>();
      queue.inOrder().forEach(entry -> order.add(entry.conversation()));
      first = first == null ? order : first;
      assertThat(order).hasSize(200).isEqualTo(first);
    }
  }

  // --- the search itself ---

  @Test
  void aFailingScenarioShrinksToWhatMakesItFail() {
    List<String> steps = RandomScenario.steps(1, STEPS);
    assertThatThrownBy(
            () ->
                RandomScenario.check(
                    steps,
                    some ->
                        run(
                            some,
                            eachOffer(
                                (_, chat, _, _) -> assertThat(chat.tier).isEqualTo("Elite")))))
        .isInstanceOf(AssertionError.class)
        .satisfies(
            failure ->
                assertThat(failure.getMessage().lines().filter(line -> !line.isBlank()))
                    .hasSize(3)
                    .anyMatch(line -> line.startsWith("agent"))
                    .anyMatch(line -> line.startsWith("launch")));
  }
}
