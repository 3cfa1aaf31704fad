package switchboard.runtime;

/// Rows that follow from the journal, stored with how far they do.
public interface Projection {

  /// Takes up the next entries, a bounded number, in one transaction. May be called on any number of nodes at once: each entry is taken up once.
  /// Blocks.
  ///
  Progress advance() throws Journal.Unavailable;

  /// @param sequence of the newest entry that the rows follow from
  /// @param newest of the newest entry in the journal
  record Progress(long sequence, long newest) {
    public boolean isBehind() {
      return sequence < newest;
    }
  }
}
