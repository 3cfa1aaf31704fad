package switchboard.desk;

import static switchboard.desk.Rejections.forbidden;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Rejection.Code;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.desk.vocabulary.StateReason;

/// One command being carried out: who asks, when, and the words in which what happens is said. What is said is applied at once.
final class Turn {
  final DeskRules rules;
  final DeskState state;
  final Actor by;
  final long nowMs;
  private final @Nullable String request;
  private final List<Entry> decided = new ArrayList<>(4);
  private boolean requestNoted;
  private long conversation;
  private int position;

  Turn(DeskRules rules, DeskState state, Actor by, @Nullable String request, long nowMs) {
    this.rules = rules;
    this.state = state;
    this.by = by;
    this.request = request;
    this.nowMs = nowMs;
  }

  Decision accepted() {
    return new Decision.Accepted(decided, conversation, position);
  }

  /// With the largest head start of all tiers.
  Standing ahead(Standing standing) {
    return standing.withHeadStart(Math.max(standing.headStartMs(), rules.boostMs()));
  }

  @Nullable Rejection mayHaveTicket(Standing standing) {
    if (standing.chatOnly()) {
      return forbidden("Your plan includes chat, not tickets. Please stay in line.");
    }
    long open =
        state.conversationsOf(by.id()).stream().filter(Conversation::hasOpenTicket).count();
    return open < rules.ticketsPerCustomerMax()
        ? null
        : new Rejection(
            Code.LIMIT_REACHED,
            "You already have " + open + " open tickets. Please write in one of them.");
  }

  static String subject(String asked, Conversation held) {
    if (!asked.isBlank()) {
      return asked;
    }
    return held.intake().topic().isBlank()
        ? "Chat " + held.number() + " of " + held.customer().name()
        : held.intake().topic();
  }

  void abandon(Conversation held) {
    withdrawOffer(held);
    finish(held, Outcome.ABANDONED);
  }

  /// The chat is over. If it is a ticket, it goes on as that, and is not forgotten before the ticket is resolved.
  void finish(Conversation held, Outcome outcome) {
    carry(
        held.number(),
        new Event.Closed(
            held.ticket() == null ? outcome : Outcome.TICKETED,
            held.hasOpenTicket() ? 0 : nowMs + rules.keptMs()));
  }

  /// Nothing rings at an agent who lacks a mandatory skill or does not serve the queue. A transfer is by hand: whom it goes to is for its author to say.
  void withdrawIfBeyond(Conversation held) {
    Offer offer = held.offer();
    Agent agent = offer == null ? null : state.agent(offer.agent());
    if (agent != null
        && held.stage() instanceof Stage.Waiting
        && !agent.profile().serves(held.line())) {
      withdrawOffer(held);
    }
  }

  @Nullable Rejection closeSession(String agent, String session) {
    Agent known = state.agent(agent);
    if (known == null || !known.sessions().contains(session)) {
      return null;
    }
    boolean last = known.sessions().size() == 1;
    boolean matters = known.state() != AgentState.OFFLINE || !known.held().isEmpty();
    long graceUntilMs = last && matters ? nowMs + rules.graceMs() : 0;
    if (known.respondsOnlyBy(session)) {
      withdrawOffersOf(known);
    }
    carry(0, new Event.SessionClosed(agent, session, graceUntilMs));
    return null;
  }

  void changeState(Agent agent, AgentState next, StateReason reason) {
    if (next != AgentState.AVAILABLE) {
      withdrawOffersOf(agent);
    }
    carry(0, new Event.AgentStateChanged(agent.id(), next, reason));
    if (next == AgentState.OFFLINE) {
      giveBackChatsOf(
          agent,
          reason == StateReason.LOST ? QueueReason.AGENT_LOST : QueueReason.AGENT_OFFLINE);
    }
  }

  private void giveBackChatsOf(Agent agent, QueueReason reason) {
    for (long number : agent.held()) {
      Conversation held = held(number);
      if (held.stage() instanceof Stage.WrapUp) {
        finish(held, Outcome.RESOLVED);
      } else if (held.stage() instanceof Stage.Assigned) {
        withdrawOffer(held);
        enqueue(held, reason);
      }
    }
  }

  /// A boost counts like a larger head start. The age is always the original one and ties go by the chat's number, so coming back never
  /// costs a place.
  void enqueue(Conversation held, QueueReason reason) {
    long headStartMs =
        reason == QueueReason.LAUNCHED
            ? held.standing().headStartMs()
            : ahead(held.standing()).headStartMs();
    boolean passedOn =
        reason == QueueReason.TRANSFERRED || reason == QueueReason.REQUEUED;
    emit(
        held.number(),
        new Event.Queued(
            reason,
            key(held, headStartMs),
            preferringUntilMs(held, held.prefers()),
            passedOn ? nowMs + rules.exclusionMs() : 0));
  }

  OrderKey boostedKey(Conversation held) {
    return key(held, ahead(held.standing()).headStartMs());
  }

  private static OrderKey key(Conversation held, long headStartMs) {
    return new OrderKey(
        held.launchedAtMs() - headStartMs, held.standing().rank(), held.number());
  }

  Event.WantsChanged wanting(Conversation held, Line line, Skills prefers) {
    return new Event.WantsChanged(
        line,
        prefers,
        held.stage() instanceof Stage.Waiting ? preferringUntilMs(held, prefers) : 0);
  }

  /// A chat waits for what it prefers until half of its target has passed since its launch, unless nobody on duty has it.
  private long preferringUntilMs(Conversation held, Skills prefers) {
    long untilMs = held.launchedAtMs() + held.standing().targetMs() / 2;
    return prefers.isEmpty()
            || untilMs <= nowMs
            || !state.roster.someoneOnDutyHas(prefers)
        ? 0
        : untilMs;
  }

  void withdrawOffersOf(Agent agent) {
    for (long number : agent.reserved()) {
      withdrawOffer(held(number));
    }
  }

  void withdrawOffer(Conversation held) {
    Offer offer = held.offer();
    if (offer != null) {
      Agent agent = state.agent(offer.agent());
      int misses = agent == null ? 0 : agent.misses();
      emit(held.number(), offerEnd(held, offer, OfferOutcome.WITHDRAWN, "", misses));
    }
  }

  Event offerEnd(
      Conversation held, Offer offer, OfferOutcome outcome, String reason, int misses) {
    boolean excludes =
        outcome != OfferOutcome.WITHDRAWN && held.stage() instanceof Stage.Waiting;
    long excludedUntilMs = excludes ? nowMs + rules.exclusionMs() : 0;
    return new Event.OfferEnded(
        offer.number(), offer.agent(), outcome, reason, excludedUntilMs, misses);
  }

  /// What the actor asked for: carries their name and request.
  void carry(long number, Event event) {
    append(number, by, requestNoted ? null : request, event);
    if (!requestNoted) {
      requestNoted = true;
      conversation = number;
      position = number == 0 ? 0 : held(number).position();
    }
  }

  /// What the desk does by itself in consequence.
  void emit(long number, Event event) {
    append(number, Actor.DESK, null, event);
  }

  /// Who took part beside the agent no longer does. The event is theirs, for it says who.
  void leave(Conversation joined, Agent guest) {
    Actor.Kind kind =
        guest.profile().supervisor() ? Actor.Kind.SUPERVISOR : Actor.Kind.AGENT;
    append(
        joined.number(), new Actor(kind, guest.id(), guest.name()), null, new Event.Left());
  }

  private void append(long number, Actor author, @Nullable String request, Event event) {
    Conversation held = number == 0 ? null : state.conversation(number);
    int next = number == 0 ? 0 : held == null ? 1 : held.position() + 1;
    Entry entry = new Entry(state.sequence() + 1, nowMs, author, request, number, next, event);
    state.apply(entry);
    decided.add(entry);
  }

  void concern(Conversation held) {
    conversation = held.number();
  }

  Conversation held(long number) {
    Conversation held = state.conversation(number);
    if (held == null) {
      throw new IllegalStateException("conversation " + number + " is not held");
    }
    return held;
  }

  String nameOf(String agent) {
    Agent known = state.agent(agent);
    return known == null ? agent : known.name();
  }

  Agent enrolled(String id) {
    Agent agent = state.agent(id);
    if (agent == null) {
      throw new IllegalStateException("agent " + id + " is not enrolled");
    }
    return agent;
  }
}
