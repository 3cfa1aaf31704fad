package switchboard.desk.vocabulary;

/// How a conversation ended.
public enum Outcome {
  RESOLVED,
  ABANDONED,
  TICKETED
}
