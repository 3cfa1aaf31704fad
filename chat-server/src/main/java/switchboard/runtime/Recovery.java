package switchboard.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Entry;

/// The desk as its journal tells it.
///
/// @param replayed entries read after the snapshot
public record Recovery(Desk desk, long replayed) {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  static Recovery from(Journal journal, DeskRules rules) throws Journal.Unavailable {
    Desk desk = newest(journal, rules);
    long start = desk.view().sequence();
    journal.replay(start, entry -> apply(entry, desk));
    return new Recovery(desk, desk.view().sequence() - start);
  }

  /// The desk as of the newest readable snapshot that was taken after an entry or before it; a new one where there is none.
  public static Desk snapshotUpTo(Journal journal, DeskRules rules, long sequence)
      throws Journal.Unavailable {
    Journal.Snapshot snapshot = journal.snapshotUpTo(sequence, SnapshotCodec.VERSION);
    return snapshot == null ? new Desk(rules) : restored(snapshot, rules);
  }

  private static Desk newest(Journal journal, DeskRules rules) throws Journal.Unavailable {
    Journal.@Nullable Snapshot snapshot = journal.newestSnapshot();
    if (snapshot == null) {
      return new Desk(rules);
    }
    if (snapshot.version() != SnapshotCodec.VERSION) {
      LOG.warn(
          "the snapshot after entry {} is of version {}, this program's is {}; replaying all",
          snapshot.sequence(),
          snapshot.version(),
          SnapshotCodec.VERSION);
      return new Desk(rules);
    }
    return restored(snapshot, rules);
  }

  private static Desk restored(Journal.Snapshot snapshot, DeskRules rules) {
    try {
      return Desk.restore(rules, SnapshotCodec.read(snapshot.state()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("cannot read the snapshot after entry {}; replaying all", snapshot.sequence(), e);
      return new Desk(rules);
    }
  }

  private static void apply(Entry entry, Desk desk) {
    if (entry.sequence() != desk.view().sequence() + 1) {
      throw new IllegalStateException(
          "the journal has entry %d after entry %d, expected %d"
              .formatted(entry.sequence(), desk.view().sequence(), desk.view().sequence() + 1));
    }
    desk.apply(entry);
  }
}
