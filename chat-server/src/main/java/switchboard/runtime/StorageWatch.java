package switchboard.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Tells whether storage is there, from how long it has owed an answer: to a commit or, while there is none, to a question asked every second,
/// so that a desk that nobody writes to notices an outage as well.
final class StorageWatch {
  private static final long PROBE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long NONE = Long.MIN_VALUE;

  private final Journal journal;
  private final long patienceNanos;
  private final AtomicLong commitOwedSince = new AtomicLong(NONE);
  private final AtomicLong probeOwedSince = new AtomicLong(NONE);
  private final AtomicBoolean probing = new AtomicBoolean();
  private volatile long lastAskedNanos;

  StorageWatch(Journal journal, long patienceNanos, long nowNanos) {
    this.journal = journal;
    this.patienceNanos = patienceNanos;
    this.lastAskedNanos = nowNanos;
  }

  void commitBegan(long nowNanos) {
    lastAskedNanos = nowNanos;
    commitOwedSince.set(nowNanos);
  }

  void commitDone() {
    commitOwedSince.set(NONE);
    probeOwedSince.set(NONE);
  }

  /// Whether a commit has waited for longer than the patience.
  boolean isCommitOverdue(long nowNanos) {
    return isOverdue(commitOwedSince.get(), nowNanos);
  }

  /// Whether storage answered in time, whatever it was asked last. Reading can fail for reasons of its own, so this alone turns nobody away.
  boolean isThere(long nowNanos) {
    return !isCommitOverdue(nowNanos) && !isOverdue(probeOwedSince.get(), nowNanos);
  }

  private boolean isOverdue(long since, long nowNanos) {
    return since != NONE && nowNanos - since > patienceNanos;
  }

  /// Asks storage for a sign of life, beside, when it was not asked anything for a while. To be called now and then.
  void probe(long nowNanos) {
    if (commitOwedSince.get() != NONE
        || nowNanos - lastAskedNanos < PROBE_EVERY_NANOS
        || !probing.compareAndSet(false, true)) {
      return;
    }
    lastAskedNanos = nowNanos;
    probeOwedSince.compareAndSet(NONE, nowNanos);
    Thread.ofVirtual().name("desk-probe").start(this::ask);
  }

  private void ask() {
    try {
      journal.epoch();
      probeOwedSince.set(NONE);
    } catch (Journal.Unavailable e) {
      // it goes on owing its answer
    } finally {
      probing.set(false);
    }
  }
}
