package switchboard.desk.reporting;

import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.StateReason;

/// What an agent was for a while.
///
/// @param sequence of the entry with which it began
/// @param handling whether they held a chat meanwhile, wrap-up included
/// @param toMs 0 while it goes on
/// @param reason where the agent's chosen state changed with it
public record StatusRow(
    long sequence,
    String agent,
    AgentStatus status,
    boolean handling,
    long fromMs,
    long toMs,
    @Nullable StateReason reason) {

  StatusRow ended(long atMs) {
    return new StatusRow(sequence, agent, status, handling, fromMs, atMs, reason);
  }
}
