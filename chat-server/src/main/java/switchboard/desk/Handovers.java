package switchboard.desk;

import static switchboard.desk.Rejections.conflict;
import static switchboard.desk.Rejections.ended;
import static switchboard.desk.Rejections.forbidden;
import static switchboard.desk.Rejections.noSuchAgent;
import static switchboard.desk.Rejections.noSuchQueue;
import static switchboard.desk.Rejections.notFound;

import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Access;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Rejection.Code;
import switchboard.desk.vocabulary.Skills;

/// A chat from hand to hand: what it wants, transfers, and all that supervisors do with it.
final class Handovers {
  /// Customers who go ahead with each chat.
  private static final int VIPS_MAX = 10_000;

  /// Staff who take part beside an agent.
  private static final int GUESTS_MAX = 8;

  /// Chats that one person takes part in beside their agents, and that one takes over beyond their slots: as many as a console can show.
  private static final int BY_HAND_MAX = 32;

  private final Turn turn;
  private final DeskRules rules;
  private final DeskState state;
  private final Actor by;
  private final long nowMs;

  Handovers(Turn turn) {
    this.turn = turn;
    rules = turn.rules;
    state = turn.state;
    by = turn.by;
    nowMs = turn.nowMs;
  }

  @Nullable Rejection changeWants(Command.ChangeWants c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (!by.isStaff() || !(Access.takesPart(by, held) || by.supervises())) {
      return forbidden("Only staff who take part say what a chat wants.");
    }
    if (held.isOver()) {
      return ended();
    }
    if (!rules.isQueue(c.line().queue())) {
      return noSuchQueue(rules, c.line().queue());
    }
    turn.concern(held);
    Skills prefers = c.line().skills().missing(c.prefers());
    if (!held.line().equals(c.line()) || !held.prefers().equals(prefers)) {
      turn.carry(held.number(), turn.wanting(held, c.line(), prefers));
      turn.withdrawIfBeyond(turn.held(held.number()));
    }
    return null;
  }

  @Nullable Rejection transfer(Command.TransferToAgent c) {
    Conversation held = state.conversation(c.conversation());
    Rejection rejection = mayPassOn(held, c.summary());
    if (held == null || rejection != null) {
      return rejection;
    }
    if (c.agent().equals(held.heldBy())) {
      return conflict("The chat is theirs already.");
    }
    if (held.offer() != null) {
      return conflict("The chat rings at " + held.offer().agentName() + " already.");
    }
    Agent agent = state.agent(c.agent());
    rejection = agent == null ? noSuchAgent(c.agent()) : mayBeGiven(agent, held);
    if (agent == null || rejection != null) {
      return rejection;
    }
    if (agent.state() != AgentState.AVAILABLE) {
      return conflict(agent.name() + " is not available.");
    }
    turn.carry(
        held.number(),
        new Event.TransferOffered(
            state.offerCount + 1,
            agent.id(),
            agent.name(),
            nowMs + rules.of(held.line().queue()).offerMs(),
            c.summary()));
    return null;
  }

  @Nullable Rejection transfer(Command.TransferToQueue c) {
    Conversation held = state.conversation(c.conversation());
    Rejection rejection = mayPassOn(held, c.summary());
    if (held == null || rejection != null) {
      return rejection;
    }
    if (!rules.isQueue(c.queue())) {
      return noSuchQueue(rules, c.queue());
    }
    boolean own = Access.holds(by, held);
    turn.withdrawOffer(held);
    turn.carry(held.number(), new Event.TransferredToQueue(c.queue(), c.summary()));
    turn.enqueue(turn.held(held.number()), own ? QueueReason.TRANSFERRED : QueueReason.REQUEUED);
    return null;
  }

  /// Null when the actor may pass the chat on.
  private @Nullable Rejection mayPassOn(@Nullable Conversation held, String summary) {
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (!Access.holds(by, held) && !by.supervises()) {
      return forbidden("Only the agent who has a chat, or a supervisor, passes it on.");
    }
    if (!(held.stage() instanceof Stage.Assigned)) {
      return conflict("Nobody has this chat now.");
    }
    return summary.isBlank() && !by.supervises()
        ? new Rejection(Code.INVALID, "Say in a summary what the next one must know.")
        : null;
  }

  /// Null when the agent can be given the chat by hand. The slot that its offer reserves is for it.
  private static @Nullable Rejection mayBeGiven(Agent agent, Conversation chat) {
    if (!agent.onDuty()) {
      return conflict(agent.name() + " is offline.");
    }
    if (!agent.responds()) {
      return conflict(agent.name() + " is not responding just now.");
    }
    return agent.load() < agent.capacity() || agent.reserved().contains(chat.number())
        ? null
        : conflict(
            agent.name()
                + " has no free slot: "
                + agent.load()
                + " of "
                + agent.capacity()
                + " are taken.");
  }

  @Nullable Rejection assignChat(Command.AssignChat c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null) {
      return notFound();
    }
    String id = c.agent() == null ? by.id() : c.agent();
    Agent agent = state.agent(id);
    if (agent == null) {
      return noSuchAgent(id);
    }
    if (held.isOver()) {
      return ended();
    }
    turn.concern(held);
    if (id.equals(held.heldBy())) {
      return null;
    }
    // Who takes it over in person knows what they take on.
    Rejection rejection = id.equals(by.id()) ? mustBeThere(agent) : mayBeGiven(agent, held);
    if (rejection == null) {
      turn.withdrawOffer(held);
      turn.carry(held.number(), new Event.Assigned(0, agent.id(), agent.name()));
    }
    return rejection;
  }

  private static @Nullable Rejection mustBeThere(Agent agent) {
    if (!agent.connected()) {
      return conflict("You are not connected.");
    }
    return agent.held().size() < BY_HAND_MAX
        ? null
        : new Rejection(
            Code.LIMIT_REACHED, "You have " + BY_HAND_MAX + " chats already. End one first.");
  }

  @Nullable Rejection boost(Command.Boost c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null) {
      return notFound();
    }
    if (!(held.stage() instanceof Stage.Waiting waiting)) {
      return conflict("This chat does not wait.");
    }
    turn.concern(held);
    OrderKey key = turn.boostedKey(held);
    if (key.compareTo(waiting.key()) < 0) {
      turn.carry(held.number(), new Event.Boosted(key));
    }
    return null;
  }

  @Nullable Rejection markVip(Command.MarkVip c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null) {
      return notFound();
    }
    String customer = held.customer().id();
    turn.concern(held);
    if (state.isVip(customer) == c.vip()) {
      return null;
    }
    if (c.vip() && state.vipCount() >= VIPS_MAX) {
      return new Rejection(
          Code.LIMIT_REACHED, VIPS_MAX + " customers are marked so already.");
    }
    turn.carry(held.number(), new Event.VipMarked(c.vip()));
    for (Conversation theirs : state.conversationsOf(customer)) {
      if (theirs.number() != held.number() && !theirs.isOver()) {
        turn.emit(theirs.number(), new Event.VipMarked(c.vip()));
      }
      if (c.vip()) {
        moveForward(theirs);
      }
    }
    return null;
  }

  private void moveForward(Conversation chat) {
    OrderKey key = turn.boostedKey(chat);
    if (chat.stage() instanceof Stage.Waiting waiting && key.compareTo(waiting.key()) < 0) {
      turn.emit(chat.number(), new Event.Boosted(key));
    }
  }

  @Nullable Rejection join(Command.Join c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null) {
      return notFound();
    }
    if (!(held.stage() instanceof Stage.Assigned assigned)) {
      return conflict("Nobody has this chat now. Take it yourself.");
    }
    turn.concern(held);
    boolean taking = Access.holds(by, held) || assigned.isGuest(by.id());
    if (c.active() && !taking) {
      if (state.joinedBy(by.id()).size() >= BY_HAND_MAX) {
        return new Rejection(
            Code.LIMIT_REACHED, "You take part in " + BY_HAND_MAX + " chats already. Leave one.");
      }
      if (assigned.guests().size() >= GUESTS_MAX) {
        return new Rejection(
            Code.LIMIT_REACHED, GUESTS_MAX + " have joined this chat already.");
      }
      turn.carry(held.number(), new Event.Joined());
    } else if (!c.active() && assigned.isGuest(by.id())) {
      turn.carry(held.number(), new Event.Left());
    }
    return null;
  }

  @Nullable Rejection monitor(Command.Monitor c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null) {
      return notFound();
    }
    turn.concern(held);
    if (!held.isOver() && !Access.takesPart(by, held)) {
      turn.carry(held.number(), new Event.Monitored());
    }
    return null;
  }

  @Nullable Rejection pause(Command.PauseQueue c) {
    if (!rules.isQueue(c.queue())) {
      return noSuchQueue(rules, c.queue());
    }
    if (c.paused() && !state.isPaused(c.queue())) {
      turn.carry(0, new Event.QueuePaused(c.queue()));
    } else if (!c.paused() && state.isPaused(c.queue())) {
      turn.carry(0, new Event.QueueResumed(c.queue()));
    }
    return null;
  }
}
