package switchboard.desk.vocabulary;

/// Why an agent's state changed.
public enum StateReason {
  CHOSEN,
  MISSED_OFFERS,
  LOST,
  /// The last chat of a draining agent is over.
  DRAINED,
  DISABLED
}
