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
record Recovery(Desk desk, long replayed) {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  static Recovery from(Journal journal, DeskRules rules) throws Journal.Unavailable {
    Desk desk = newest(journal, rules);
    long start = desk.view().sequence();
    journal.replay(start, entry -> apply(entry, desk));
    return new Recovery(desk, desk.view().sequence() - start);
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
