package switchboard.desk.reporting;

import switchboard.desk.vocabulary.AgentState;

/// What an agent was at a time: what they chose, unless their connection or their chats say otherwise.
public enum AgentStatus {
  AVAILABLE,
  /// Chose to be available, and has nothing but wrap-up.
  WRAP_UP,
  DRAINING,
  AWAY,
  /// Is not heard on any connection, or has none and the grace to come back.
  LOST,
  OFFLINE;

  /// @param heard on one connection at least
  /// @param chats that the agent holds
  /// @param wrappingUp how many of them are in wrap-up
  static AgentStatus of(AgentState chosen, boolean heard, int chats, int wrappingUp) {
    if (chosen == AgentState.OFFLINE) {
      return OFFLINE;
    }
    if (!heard) {
      return LOST;
    }
    return switch (chosen) {
      case AVAILABLE -> chats > 0 && chats == wrappingUp ? WRAP_UP : AVAILABLE;
      case DRAINING -> DRAINING;
      case AWAY -> AWAY;
      case OFFLINE -> OFFLINE;
    };
  }
}
