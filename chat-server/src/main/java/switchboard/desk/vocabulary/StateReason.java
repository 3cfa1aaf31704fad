package switchboard.desk.vocabulary;

/// Why an agent's state changed.
public enum StateReason {
  CHOSEN,
  MISSED_OFFERS,
  LOST,
  DISABLED
}
