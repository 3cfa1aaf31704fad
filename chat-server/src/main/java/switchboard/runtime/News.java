package switchboard.runtime;

import java.util.List;
import switchboard.desk.vocabulary.Entry;

/// What a leader tells its followers: entries that are committed, or only that it is there.
///
/// @param leader the node
/// @param term of its lead
/// @param newest the leader's newest entry when this was sent
/// @param entries consecutive; empty for a sign of life
/// @param followed those of them that are followed
record News(String leader, long term, long newest, List<Entry> entries, List<Followed> followed) {
  News {
    entries = List.copyOf(entries);
    followed = List.copyOf(followed);
  }

  News(String leader, long term, long newest, List<Entry> entries) {
    this(leader, term, newest, entries, List.of());
  }

  /// Entries of a command that is followed, from the first to the last sequence.
  ///
  /// @param trace what this node goes on from
  record Followed(long first, long last, String trace) {}

  /// Whether something between these and what was applied was not heard: it is to be read in the journal.
  boolean leavesGapAfter(long applied) {
    return entries.isEmpty() ? newest > applied : entries.getFirst().sequence() > applied + 1;
  }

  /// Those of the entries that are new. What is committed is true in any term, so it does not matter who tells it, nor how often.
  List<Entry> after(long applied) {
    int known = 0;
    while (known < entries.size() && entries.get(known).sequence() <= applied) {
      known++;
    }
    return entries.subList(known, entries.size());
  }
}
