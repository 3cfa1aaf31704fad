package switchboard.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.Desk;
import switchboard.desk.DeskImage;

/// Takes a snapshot every so many entries, so that a start replays few. Only the copy of the state is made where entries are applied; writing
/// it out happens beside. A snapshot is a convenience: one that cannot be stored is missed and the next one tried when it is due.
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private final Journal journal;
  private final long every;
  private final LoopMetrics metrics;
  private final Threads threads;
  private final AtomicBoolean saving = new AtomicBoolean();
  private long appliedSince;

  /// @param appliedSince entries already replayed after the newest snapshot
  Snapshots(
      Journal journal, long every, long appliedSince, LoopMetrics metrics, Threads threads) {
    this.journal = journal;
    this.every = every;
    this.appliedSince = appliedSince;
    this.metrics = metrics;
    this.threads = threads;
  }

  /// Called where entries are applied.
  ///
  /// @param leads only the leader takes them; the others would store the same
  void applied(int entries, Desk desk, boolean leads) {
    appliedSince += entries;
    if (leads && appliedSince >= every && saving.compareAndSet(false, true)) {
      appliedSince = 0;
      DeskImage image = desk.image();
      threads.startBeside(
          "desk-snapshot",
          () -> {
            save(image);
            saving.set(false);
          });
    }
  }

  /// Takes the last one, when something was applied since the one before. Blocks.
  void close(Desk desk) {
    if (appliedSince > 0) {
      save(desk.image());
    }
  }

  private void save(DeskImage image) {
    try {
      journal.saveSnapshot(
          new Journal.Snapshot(
              image.sequence(), SnapshotCodec.VERSION, SnapshotCodec.write(image)));
      metrics.snapshots.increment();
    } catch (Journal.Unavailable | RuntimeException e) {
      LOG.warn("the snapshot after entry {} was not stored", image.sequence(), e);
    }
  }
}
