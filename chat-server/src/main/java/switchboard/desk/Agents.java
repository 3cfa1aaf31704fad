package switchboard.desk;

import static switchboard.desk.Rejections.conflict;
import static switchboard.desk.Rejections.forbidden;
import static switchboard.desk.Rejections.notFound;
import static switchboard.desk.Rejections.offerEnded;
import static switchboard.desk.Rejections.onlyStaff;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Access;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Rejection.Code;
import switchboard.desk.vocabulary.Sessions;
import switchboard.desk.vocabulary.StateReason;

/// What agents ask for themselves: sessions, states, offers, wrap-up; and what the desk does with them when their account or node is gone.
final class Agents {
  /// Slots that a hard chat takes.
  private static final int WEIGHT_MAX = 2;

  private final Turn turn;
  private final DeskRules rules;
  private final DeskState state;
  private final Actor by;
  private final long nowMs;

  Agents(Turn turn) {
    this.turn = turn;
    rules = turn.rules;
    state = turn.state;
    by = turn.by;
    nowMs = turn.nowMs;
  }

  @Nullable Rejection openSession(Command.OpenSession c) {
    if (!by.isStaff()) {
      return onlyStaff();
    }
    if (c.capacity() < 1) {
      return new Rejection(Code.INVALID, "Capacity " + c.capacity() + " is less than 1.");
    }
    Agent known = state.agent(by.id());
    boolean isOpen = known != null && known.sessions().contains(c.session());
    if (!isOpen && known != null && known.sessions().size() >= rules.sessionsPerAgentMax()) {
      return new Rejection(
          Code.LIMIT_REACHED,
          "You are already connected " + known.sessions().size() + " times. Close a tab.");
    }
    AgentProfile profile =
        new AgentProfile(by.name(), by.supervises(), c.capacity(), c.skills(), c.queues());
    if (known == null || !known.profile().equals(profile)) {
      turn.carry(
          0,
          new Event.AgentEnrolled(
              by.id(), by.name(), by.supervises(), c.capacity(), c.skills(), c.queues()));
      withdrawOffersBeyond(turn.enrolled(by.id()));
      if (!by.supervises()) {
        leaveAll(turn.enrolled(by.id()));
      }
    }
    if (!isOpen) {
      turn.carry(0, new Event.SessionOpened(by.id(), c.session()));
    }
    return null;
  }

  /// Nothing rings at an agent who lacks a mandatory skill or has left the queue, though they had it when it began to ring.
  private void withdrawOffersBeyond(Agent agent) {
    agent.reserved().forEach(number -> turn.withdrawIfBeyond(turn.held(number)));
  }

  @Nullable Rejection hearSession(Command.HearSession c) {
    if (!by.isStaff()) {
      return onlyStaff();
    }
    Agent known = state.agent(by.id());
    if (known == null
        || !known.sessions().contains(c.session())
        || known.quiet().contains(c.session()) != c.heard()) {
      return null;
    }
    if (c.heard()) {
      turn.carry(0, new Event.SessionHeard(by.id(), c.session()));
    } else {
      if (known.respondsOnlyBy(c.session())) {
        turn.withdrawOffersOf(known);
      }
      turn.carry(0, new Event.SessionQuiet(by.id(), c.session()));
    }
    return null;
  }

  @Nullable Rejection setState(Command.SetState c) {
    Agent known = state.agent(by.id());
    if (known == null || !known.connected() || !by.isStaff()) {
      return forbidden("Only connected agents have a state.");
    }
    if (known.state() != c.state()) {
      turn.changeState(known, c.state(), StateReason.CHOSEN);
    }
    return null;
  }

  @Nullable Rejection accept(Command.AcceptOffer c) {
    Conversation held = offeredToActor(c.offer());
    if (held == null) {
      return offerEnded();
    }
    Offer offer = Objects.requireNonNull(held.offer());
    if (nowMs >= offer.expiresAtMs()) {
      return conflict("This offer has expired.");
    }
    turn.carry(held.number(), new Event.Assigned(offer.number(), offer.agent(), offer.agentName()));
    return null;
  }

  @Nullable Rejection decline(Command.DeclineOffer c) {
    Conversation held = offeredToActor(c.offer());
    if (held == null) {
      return offerEnded();
    }
    Offer offer = Objects.requireNonNull(held.offer());
    turn.carry(held.number(), turn.offerEnd(held, offer, OfferOutcome.DECLINED, c.reason(), 0));
    return null;
  }

  private @Nullable Conversation offeredToActor(long offer) {
    Conversation held = state.offered(offer);
    return held != null && Access.isOffered(by, held) ? held : null;
  }

  @Nullable Rejection endWrapUp(Command.EndWrapUp c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (!Access.handled(by, held) && !by.supervises()) {
      return forbidden("Only the agent who handled the chat ends its wrap-up.");
    }
    turn.concern(held);
    if (held.stage() instanceof Stage.WrapUp) {
      turn.finish(held, Outcome.RESOLVED);
    }
    return null;
  }

  @Nullable Rejection weigh(Command.Weigh c) {
    Conversation held = state.conversation(c.conversation());
    if (held == null || !Access.mayRead(by, held)) {
      return notFound();
    }
    if (!Access.holds(by, held) || !(held.stage() instanceof Stage.Assigned assigned)) {
      return forbidden("Only the agent who has a chat says how hard it is.");
    }
    if (c.weight() < 1 || c.weight() > WEIGHT_MAX) {
      return new Rejection(
          Code.INVALID, "A chat weighs 1 or " + WEIGHT_MAX + ", not " + c.weight() + ".");
    }
    turn.concern(held);
    if (assigned.weight() != c.weight()) {
      turn.carry(held.number(), new Event.Weighed(c.weight()));
    }
    return null;
  }

  @Nullable Rejection disable(Command.DisableAgent c) {
    Agent known = state.agent(c.agent());
    if (known == null) {
      return null;
    }
    if (known.state() != AgentState.OFFLINE || !known.held().isEmpty()) {
      turn.changeState(known, AgentState.OFFLINE, StateReason.DISABLED);
    }
    leaveAll(known);
    // The sockets close only after this; without sessions they cannot make the agent available meanwhile.
    for (String session : List.copyOf(known.sessions())) {
      turn.closeSession(known.id(), session);
    }
    return null;
  }

  /// Who no longer supervises takes part beside nobody.
  private void leaveAll(Agent agent) {
    state.joinedBy(agent.id()).forEach(joined -> turn.leave(joined, agent));
  }

  @Nullable Rejection keepSessions(Command.KeepSessions c) {
    for (Agent agent : state.agents()) {
      for (String session : agent.sessions()) {
        if (!c.nodes().contains(Sessions.nodeOf(session))) {
          turn.closeSession(agent.id(), session);
        }
      }
    }
    return null;
  }
}
