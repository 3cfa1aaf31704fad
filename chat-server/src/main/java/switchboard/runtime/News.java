package switchboard.runtime;

import java.util.List;
import switchboard.desk.vocabulary.Entry;

/// What a leader tells its followers: entries that are committed, or only that it is there.
///
/// @param leader the node
/// @param term of its lead
/// @param newest the leader's newest entry when this was sent
/// @param entries consecutive; empty for a sign of life
record News(String leader, long term, long newest, List<Entry> entries) {
  News {
    entries = List.copyOf(entries);
  }

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
