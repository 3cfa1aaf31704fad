package switchboard.runtime;

import java.util.concurrent.atomic.LongAdder;

/// What a desk's loop counts, from its start on, for whoever shows metrics. Reading is cheap and from any thread.
public final class LoopMetrics {
  final LongAdder submitted = new LongAdder();
  final LongAdder unavailable = new LongAdder();
  final LongAdder faults = new LongAdder();
  final LongAdder entries = new LongAdder();
  final LongAdder commits = new LongAdder();
  final LongAdder commitNanos = new LongAdder();
  final LongAdder failedAppends = new LongAdder();
  final LongAdder snapshots = new LongAdder();
  final LongAdder leadsTaken = new LongAdder();
  final LongAdder forwarded = new LongAdder();
  final LongAdder gaps = new LongAdder();
  final LongAdder caughtUp = new LongAdder();
  volatile int lastBatchEntries;
  volatile long lastCommitNanos;

  void committed(int batchEntries, long nanos) {
    entries.add(batchEntries);
    commits.increment();
    commitNanos.add(nanos);
    lastBatchEntries = batchEntries;
    lastCommitNanos = nanos;
  }

  /// Commands handed in.
  public long submitted() {
    return submitted.sum();
  }

  /// Commands answered `Unavailable`.
  public long unavailable() {
    return unavailable.sum();
  }

  /// Commands whose decision failed by a fault of ours.
  public long faults() {
    return faults.sum();
  }

  /// Entries committed.
  public long entries() {
    return entries.sum();
  }

  /// Batches committed; entries ÷ commits is the mean batch.
  public long commits() {
    return commits.sum();
  }

  /// Time spent in commits, retries included.
  public long commitNanos() {
    return commitNanos.sum();
  }

  /// Attempts to append that storage did not take.
  public long failedAppends() {
    return failedAppends.sum();
  }

  public long snapshots() {
    return snapshots.sum();
  }

  /// Times that this node began to lead.
  public long leadsTaken() {
    return leadsTaken.sum();
  }

  /// Commands sent to the node that leads.
  public long forwarded() {
    return forwarded.sum();
  }

  /// Times that a follower found that it had not heard of an entry.
  public long gaps() {
    return gaps.sum();
  }

  /// Entries that a follower read in the journal.
  public long caughtUp() {
    return caughtUp.sum();
  }

  public int lastBatchEntries() {
    return lastBatchEntries;
  }

  public long lastCommitNanos() {
    return lastCommitNanos;
  }
}
