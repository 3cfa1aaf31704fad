package switchboard.desk.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Explanation.Reason;
import switchboard.desk.vocabulary.QueueEntry;

/// One routing decision: the smallest-key chat that any available agent may take, and the agent for it.
///
/// @param reason the first comparison that told this agent from the next best
/// @param rivals the next best agents, best first
public record Match(QueueEntry chat, Agent agent, Reason reason, List<Agent> rivals) {

  /// Within a line a cut-off stops an agent at a key and everything after it, so the heads of the lines are the only chats to look at.
  ///
  /// @param heads first choice of each line, first in order first
  /// @param hasRoom whether an agent with a free slot may have one more of the chat's queue
  /// @param lastAgent the agent who last had a customer, by customer; preferred while free, never waited for
  public static @Nullable Match next(
      Iterable<QueueEntry> heads,
      Roster roster,
      BiPredicate<Agent, QueueEntry> hasRoom,
      Function<String, @Nullable String> lastAgent,
      long nowMs) {
    if (!roster.someoneAvailable()) {
      return null;
    }
    for (QueueEntry chat : heads) {
      List<Agent> candidates =
          roster.candidates(chat, hasRoom, nowMs, Explanation.LISTED_MAX + 1);
      if (!candidates.isEmpty()) {
        return choose(chat, candidates, known(chat, roster, hasRoom, lastAgent, nowMs));
      }
    }
    return null;
  }

  private static @Nullable Agent known(
      QueueEntry chat,
      Roster roster,
      BiPredicate<Agent, QueueEntry> hasRoom,
      Function<String, @Nullable String> lastAgent,
      long nowMs) {
    String id = lastAgent.apply(chat.customer());
    Agent agent = id == null ? null : roster.agent(id);
    return agent != null && Roster.mayTake(agent, chat, hasRoom, nowMs) ? agent : null;
  }

  private static Match choose(QueueEntry chat, List<Agent> candidates, @Nullable Agent known) {
    Agent chosen = known != null ? known : candidates.getFirst();
    List<Agent> rivals = new ArrayList<>(candidates);
    rivals.remove(chosen);
    if (rivals.size() > Explanation.LISTED_MAX) {
      rivals.removeLast();
    }
    return new Match(chat, chosen, reason(chosen, known, rivals), List.copyOf(rivals));
  }

  private static Reason reason(Agent chosen, @Nullable Agent known, List<Agent> rivals) {
    if (known != null) {
      return Reason.LAST_AGENT;
    }
    if (rivals.isEmpty()) {
      return Reason.ONLY_ONE;
    }
    Agent next = rivals.getFirst();
    if (Roster.loadParts(chosen) != Roster.loadParts(next)) {
      return Reason.LOWEST_LOAD;
    }
    if (chosen.skills().size() != next.skills().size()) {
      return Reason.FEWEST_SPARE_SKILLS;
    }
    return chosen.lastAssignedAtMs() != next.lastAssignedAtMs()
        ? Reason.LONGEST_IDLE
        : Reason.TIE;
  }
}
