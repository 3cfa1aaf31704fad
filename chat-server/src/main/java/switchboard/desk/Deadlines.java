package switchboard.desk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskState.Due;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.StateReason;

/// What happens by time alone.
final class Deadlines {
  /// Most deadlines that one tick carries out, so that no batch grows without bound; the next tick is due at once.
  private static final int DUE_PER_TICK_MAX = 256;

  private final Turn turn;
  private final DeskRules rules;
  private final DeskState state;
  private final long nowMs;

  Deadlines(Turn turn) {
    this.turn = turn;
    rules = turn.rules;
    state = turn.state;
    nowMs = turn.nowMs;
  }

  @Nullable Rejection tick() {
    int done = 0;
    for (Due due = state.firstDue(nowMs);
        due != null && done < DUE_PER_TICK_MAX;
        due = state.firstDue(nowMs)) {
      if (due.conversation() > 0) {
        conversationDue(turn.held(due.conversation()));
        done++;
      } else {
        done += agentDue(due) ? 1 : 0;
      }
    }
    return null;
  }

  private void conversationDue(Conversation held) {
    switch (held.stage()) {
      case Stage.Waiting waiting -> {
        if (waiting.offer() != null && waiting.offer().expiresAtMs() <= nowMs) {
          expire(held, waiting.offer());
        } else if (waiting.prefersUntilMs() > 0 && waiting.prefersUntilMs() <= nowMs) {
          turn.emit(held.number(), new Event.PreferencesDropped());
        } else {
          turn.abandon(held);
        }
      }
      case Stage.Assigned assigned -> expire(held, Objects.requireNonNull(assigned.transfer()));
      case Stage.WrapUp _ -> turn.finish(held, Outcome.RESOLVED);
      case Stage.Closed _ -> turn.emit(held.number(), new Event.Forgotten());
      case Stage.Launched _ ->
          throw new IllegalStateException("conversation " + held.number() + " has no deadline");
    }
  }

  /// What passes without an event counts as having passed when it was due, and not as done: no journal says whether an earlier tick saw it pass, so
  /// nothing may depend on that.
  ///
  /// @return whether anything happened
  private boolean agentDue(Due due) {
    Agent agent = state.agent(due.agent());
    boolean lost =
        agent != null && agent.graceUntilMs() > 0 && agent.graceUntilMs() <= due.atMs();
    if (agent != null && lost) {
      turn.changeState(agent, AgentState.OFFLINE, StateReason.LOST);
    } else {
      state.passDue(due.agent(), due.atMs());
    }
    return lost;
  }

  private void expire(Conversation held, Offer offer) {
    Agent agent = state.agent(offer.agent());
    int misses = agent == null ? 1 : agent.misses() + 1;
    turn.emit(held.number(), turn.offerEnd(held, offer, OfferOutcome.EXPIRED, "", misses));
    Agent missed = state.agent(offer.agent());
    if (missed != null
        && misses >= rules.missesUntilAway()
        && missed.state() == AgentState.AVAILABLE) {
      turn.changeState(missed, AgentState.AWAY, StateReason.MISSED_OFFERS);
    }
  }
}
