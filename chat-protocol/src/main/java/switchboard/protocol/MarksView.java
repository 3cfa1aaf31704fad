package switchboard.protocol;

/// How far one side has received and read the conversation: sequences, 0 for nothing yet.
public record MarksView(int delivered, int read) {
  /// Marks never move back, and what was read was delivered.
  MarksView after(Change.Marked marked) {
    return new MarksView(
        Math.max(delivered, marked.upTo()),
        marked.mark() == MarkKind.READ ? Math.max(read, marked.upTo()) : read);
  }
}
