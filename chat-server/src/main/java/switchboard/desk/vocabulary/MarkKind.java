package switchboard.desk.vocabulary;

/// A receipt's kind; read implies delivered.
public enum MarkKind {
  DELIVERED,
  READ
}
