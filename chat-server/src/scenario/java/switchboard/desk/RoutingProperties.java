package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import switchboard.desk.NaiveRouting.Chat;
import switchboard.desk.NaiveRouting.Worker;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.conversation.Conversation.Why;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.simulation.recorded.Replay;

/// The properties of docs/spec/routing.md, to be checked over seeded random scenarios.
@NullUnmarked
public final class RoutingProperties {
  private RoutingProperties() {}

  /// What must hold, said in the model's terms. Only the view is the desk's own.
  interface Property {
    /// Before the event has happened.
    default void happens(NaiveRouting model, Entry entry) {}

    /// After each decision and each step. Time is the latest that the desk was told.
    default void holds(NaiveRouting model, DeskView desk, long nowMs) {}
  }

  /// By name, each made anew for a run.
  static final Map<String, Supplier<Property>> ALL = all();

  private static Map<String, Supplier<Property>> all() {
    Map<String, Supplier<Property>> all = new LinkedHashMap<>();
    all.put("property1_theChosenKeyIsMinimalAmongTheChatsThatTheAgentMayTake", RoutingProperties::property1_theChosenKeyIsMinimalAmongTheChatsThatTheAgentMayTake);
    all.put("property2_noFirstOfferOvertakesFromOutsideTheHeadStartWindow", RoutingProperties::property2_noFirstOfferOvertakesFromOutsideTheHeadStartWindow);
    all.put("property3_sameTierAndSkillsIsFirstComeFirstServed", RoutingProperties::property3_sameTierAndSkillsIsFirstComeFirstServed);
    all.put("property4_noEligibleChatWaitsBesideAnAvailableAgent", RoutingProperties::property4_noEligibleChatWaitsBesideAnAvailableAgent);
    all.put("property5_aChatHasOneLiveOfferOrOwnerAtMost", RoutingProperties::property5_aChatHasOneLiveOfferOrOwnerAtMost);
    all.put("property6_routingNeverExceedsCapacity", RoutingProperties::property6_routingNeverExceedsCapacity);
    all.put("property8_declineExpiryAndReturnNeverWorsenAKey", RoutingProperties::property8_declineExpiryAndReturnNeverWorsenAKey);
    all.put("property9_anExclusionEndsAfterAMinuteForALoneAgentToo", RoutingProperties::property9_anExclusionEndsAfterAMinuteForALoneAgentToo);
    all.put("property10_aRingEndsWithinTwentySeconds", RoutingProperties::property10_aRingEndsWithinTwentySeconds);
    all.put("property11_mandatorySkillsAreNeverViolated", RoutingProperties::property11_mandatorySkillsAreNeverViolated);
    all.put("property11_preferencesHoldUntilHalfOfTheTargetAtMostAndNotWhenNobodyOnDutyHasThem", RoutingProperties::property11_preferencesHoldUntilHalfOfTheTargetAtMostAndNotWhenNobodyOnDutyHasThem);
    all.put("property17_aClockThatStepsBackReordersNobody", RoutingProperties::property17_aClockThatStepsBackReordersNobody);
    all.put("property18_theLastAgentChangesWhoIsChosenNeverTheOrder", RoutingProperties::property18_theLastAgentChangesWhoIsChosenNeverTheOrder);
    all.put("property19_freedCapacityTakesWaitingChatsBeforeLaterKeys", RoutingProperties::property19_freedCapacityTakesWaitingChatsBeforeLaterKeys);
    all.put("property21_anExplanationIsRecomputedFromItsInputs", RoutingProperties::property21_anExplanationIsRecomputedFromItsInputs);
    all.put("property22_onlyItsCustomerTurnsAWaitingChatIntoATicketAndNothingIsLost", RoutingProperties::property22_onlyItsCustomerTurnsAWaitingChatIntoATicketAndNothingIsLost);
    all.put("property23_anAgentWhoIsNotHeardIsOfferedNothingAndNothingRingsThere", RoutingProperties::property23_anAgentWhoIsNotHeardIsOfferedNothingAndNothingRingsThere);
    return all;
  }

  /// Plays the random scenario of a seed and checks all properties, and that its journal replays to the same decisions. When one is violated, fails with the smallest scenario found in which it is.
  ///
  /// @return entries that the desk decided
  public static int check(long seed, int steps) {
    List<String> scenario = RandomScenario.steps(seed, steps);
    int[] entries = {0};
    RandomScenario.check(
        scenario,
        some -> {
          List<Entry> journal = run(some, together()).journal();
          requireReproduced(Play.RULES, journal);
          entries[0] = journal.size();
        });
    return entries[0];
  }

  /// That the journal of a desk, from its first entry, is decided again as it was (docs/spec/simulation.md, X20).
  static void requireReproduced(DeskRules rules, List<Entry> journal) {
    Replay replay = new Replay(rules, new Desk(rules).image());
    journal.forEach(replay::read);
    Replay.Outcome outcome = replay.end();
    assertThat(outcome.difference()).as("the first decision that was another").isNull();
    assertThat(outcome.entries()).isEqualTo(journal.size());
  }

  private static Property together() {
    List<Property> all = ALL.values().stream().map(Supplier::get).toList();
    return new Property() {
      @Override
      public void happens(NaiveRouting model, Entry entry) {
        all.forEach(one -> one.happens(model, entry));
      }

      @Override
      public void holds(NaiveRouting model, DeskView desk, long nowMs) {
        all.forEach(one -> one.holds(model, desk, nowMs));
      }
    };
  }

  static Play run(List<String> steps, Property property) {
    NaiveRouting model = new NaiveRouting();
    return Play.of(
        steps,
        new Play.Watcher() {
          @Override
          public void decided(Play play, Decision decision) {
            if (decision instanceof Decision.Accepted accepted) {
              for (Entry entry : accepted.entries()) {
                property.happens(model, entry);
                model.apply(entry);
              }
            }
            property.holds(model, play.desk().view(), play.toldMs());
          }

          @Override
          public void stepped(Play play) {
            property.holds(model, play.desk().view(), play.toldMs());
          }
        });
  }

  private static Property property23_anAgentWhoIsNotHeardIsOfferedNothingAndNothingRingsThere() {
    return new Property() {
      @Override
      public void happens(NaiveRouting model, Entry entry) {
        String offeredTo =
            switch (entry.event()) {
              case Event.Offered offered -> offered.agent();
              case Event.TransferOffered offered -> offered.agent();
              default -> null;
            };
        if (offeredTo != null) {
          assertThat(model.responds(model.workers.get(offeredTo))).as(offeredTo + " is heard").isTrue();
        }
      }

      @Override
      public void holds(NaiveRouting model, DeskView desk, long nowMs) {
        for (Conversation held : desk.conversations()) {
          if (held.offer() != null) {
            Worker worker = model.workers.get(held.offer().agent());
            assertThat(model.responds(worker)).as(held.number() + " rings at a ghost").isTrue();
          }
        }
        for (Agent agent : desk.agents()) {
          assertThat(agent.responds())
              .as(agent.id())
              .isEqualTo(model.responds(model.workers.get(agent.id())));
        }
      }
    };
  }

  /// A property of routing decisions.
  interface OfferProperty extends Property {
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

  static OfferProperty eachOffer(OfferProperty property) {
    return property;
  }

  private static Property property1_theChosenKeyIsMinimalAmongTheChatsThatTheAgentMayTake() {
    return eachOffer(
            (model, chat, worker, entry) ->
                assertThat(model.choicesOf(worker, entry.atMs()).getFirst()).isSameAs(chat));
  }

  private static Property property2_noFirstOfferOvertakesFromOutsideTheHeadStartWindow() {
    return eachOffer(
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
            });
  }

  private static Property property3_sameTierAndSkillsIsFirstComeFirstServed() {
    return eachOffer(
            (model, chat, _, _) -> {
              if (!chat.wasOffered) {
                assertThat(model.waiting())
                    .noneMatch(
                        other ->
                            !other.wasOffered
                                && other.tier.equals(chat.tier)
                                && other.headStartMs == chat.headStartMs
                                && sameLine(other, chat)
                                && other.prefersUntilMs == 0
                                && other.number < chat.number);
              }
            });
  }

  private static Property property4_noEligibleChatWaitsBesideAnAvailableAgent() {
    return new Property() {
          @Override
          public void holds(NaiveRouting model, DeskView desk, long nowMs) {
            Chat next = model.nextChat(nowMs);
            assertThat(next)
                .as(() -> next + " waits beside " + model.whoMayTake(next, nowMs))
                .isNull();
          }
        };
  }

  private static Property property5_aChatHasOneLiveOfferOrOwnerAtMost() {
    return new Property() {
          @Override
          public void happens(NaiveRouting model, Entry entry) {
            Chat chat = model.chats.get(entry.conversation());
            if (entry.event() instanceof Event.Offered) {
              assertThat(chat.isChoice()).as(chat + " is free to be offered").isTrue();
            }
            if (entry.event() instanceof Event.Assigned assigned && assigned.offer() > 0) {
              assertThat(chat.ringsAt).isEqualTo(assigned.agent());
            }
          }

          @Override
          public void holds(NaiveRouting model, DeskView desk, long nowMs) {
            Map<Long, String> owners = new TreeMap<>();
            Map<Long, String> offers = new TreeMap<>();
            for (Agent agent : desk.agents()) {
              for (long number : agent.held()) {
                assertThat(owners.put(number, agent.id())).isNull();
                assertThat(model.chats.get(number).agent).isEqualTo(agent.id());
              }
              for (long number : agent.reserved()) {
                assertThat(offers.put(number, agent.id())).isNull();
                assertThat(model.chats.get(number).ringsAt).isEqualTo(agent.id());
              }
            }
          }
        };
  }

  private static Property property6_routingNeverExceedsCapacity() {
    return eachOffer(
            (model, _, worker, _) ->
                assertThat(model.load(worker)).isLessThan(worker.capacity));
  }

  private static Property property8_declineExpiryAndReturnNeverWorsenAKey() {
    return new Property() {
          private final Map<Long, OrderKey> keys = new TreeMap<>();

          @Override
          public void happens(NaiveRouting model, Entry entry) {
            if (entry.event() instanceof Event.Queued queued) {
              move(entry, queued.key());
            }
            if (entry.event() instanceof Event.Boosted boosted) {
              move(entry, boosted.key());
            }
          }

          private void move(Entry entry, OrderKey key) {
            OrderKey before = keys.put(entry.conversation(), key);
            if (before != null) {
              assertThat(key).isLessThanOrEqualTo(before);
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
        };
  }

  private static Property property9_anExclusionEndsAfterAMinuteForALoneAgentToo() {
    return new Property() {
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
        };
  }

  private static Property property10_aRingEndsWithinTwentySeconds() {
    return new Property() {
          @Override
          public void happens(NaiveRouting model, Entry entry) {
            Chat chat = model.chats.get(entry.conversation());
            if (entry.event() instanceof Event.Assigned assigned && assigned.offer() > 0) {
              assertThat(entry.atMs() - chat.ringsSinceMs).isLessThan(NaiveRouting.RING_MS);
            }
            if (entry.event() instanceof Event.OfferEnded) {
              assertThat(entry.atMs() - chat.ringsSinceMs)
                  .isLessThanOrEqualTo(NaiveRouting.RING_MS);
            }
          }
        };
  }

  private static Property property11_mandatorySkillsAreNeverViolated() {
    return new Property() {
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
        };
  }

  private static Property property11_preferencesHoldUntilHalfOfTheTargetAtMostAndNotWhenNobodyOnDutyHasThem() {
    return new Property() {
          @Override
          public void happens(NaiveRouting model, Entry entry) {
            Chat chat = model.chats.get(entry.conversation());
            switch (entry.event()) {
              case Event.Queued queued ->
                  checkUntil(model, chat, chat.prefers, entry, queued.prefersUntilMs());
              case Event.WantsChanged e when chat.stage.equals("waiting") ->
                  checkUntil(
                      model, chat, e.prefers().texts(), entry, e.prefersUntilMs());
              case Event.PreferencesDropped _ ->
                  assertThat(chat.prefersUntilMs).isBetween(1L, entry.atMs());
              default -> {}
            }
          }

          private void checkUntil(
              NaiveRouting model,
              Chat chat,
              List<String> prefers,
              Entry entry,
              long untilMs) {
            long halfMs = chat.launchedAtMs + chat.targetMs / 2;
            boolean worthwhile =
                !prefers.isEmpty()
                    && entry.atMs() < halfMs
                    && prefers.stream().allMatch(skill -> isOnDuty(model, skill));
            assertThat(untilMs).isEqualTo(worthwhile ? halfMs : 0);
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
        };
  }

  private static Property property17_aClockThatStepsBackReordersNobody() {
    return new Property() {
          private List<Long> before = List.of();
          private final TreeSet<Long> returned = new TreeSet<>();

          @Override
          public void happens(NaiveRouting model, Entry entry) {
            if (entry.event() instanceof Event.Boosted
                || (entry.event() instanceof Event.Queued queued
                    && queued.reason() != QueueReason.LAUNCHED)) {
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
        };
  }

  private static Property property18_theLastAgentChangesWhoIsChosenNeverTheOrder() {
    return eachOffer(
            (model, chat, worker, entry) -> {
              assertThat(model.nextChat(entry.atMs())).isSameAs(chat);
              assertThat(model.bestFor(chat, entry.atMs())).isSameAs(worker);
            });
  }

  private static Property property19_freedCapacityTakesWaitingChatsBeforeLaterKeys() {
    return eachOffer(
            (model, chat, worker, entry) -> {
              for (Chat earlier : model.waiting()) {
                if (earlier.isChoice() && NaiveRouting.ORDER.compare(earlier, chat) < 0) {
                  assertThat(model.whoMayTake(earlier, entry.atMs()))
                      .as(earlier + " comes before " + chat)
                      .isEmpty();
                }
              }
            });
  }

  private static Property property21_anExplanationIsRecomputedFromItsInputs() {
    return new OfferProperty() {
          private final Map<Long, Explanation> explanations = new TreeMap<>();

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
                  .isEqualTo(
                      model.suits(worker, earlier)
                          && model.hasRoom(worker, earlier)
                          && !model.paused.contains(earlier.queue));
              assertThat(
                      !passed.needs().isEmpty()
                          || model.excluded(worker, earlier, entry.atMs()))
                  .isTrue();
            }
            explanations.put(offered.offer(), why);
          }

          @Override
          public void holds(NaiveRouting model, DeskView desk, long nowMs) {
            for (Conversation chat : desk.waiting()) {
              Conversation.Offer offer = chat.offer();
              if (offer != null) {
                assertThat(offer.why())
                    .isEqualTo(new Why.Routed(explanations.get(offer.number())));
              }
            }
          }
        };
  }

  private static Property property22_onlyItsCustomerTurnsAWaitingChatIntoATicketAndNothingIsLost() {
    return new Property() {
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
        };
  }

  private static boolean sameLine(Chat one, Chat other) {
    return one.queue.equals(other.queue) && one.needs.equals(other.needs);
  }
}
