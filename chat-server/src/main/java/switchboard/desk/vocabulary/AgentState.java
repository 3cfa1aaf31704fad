package switchboard.desk.vocabulary;

/// What an agent has chosen to be. Wrap-up is not chosen: it is what an available agent does whose every conversation is after-contact work.
public enum AgentState {
  AVAILABLE,
  /// Takes no more chats, ends those held, and then goes offline.
  DRAINING,
  AWAY,
  OFFLINE
}
