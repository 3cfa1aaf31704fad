package switchboard.runtime;

import java.util.concurrent.atomic.AtomicLong;

/// Tells from how long a commit has been under way whether storage is there.
final class StorageWatch {
  private static final long NONE = Long.MIN_VALUE;

  private final long patienceNanos;
  private final AtomicLong commitOwedSince = new AtomicLong(NONE);

  StorageWatch(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  void commitBegan(long nowNanos) {
    commitOwedSince.set(nowNanos);
  }

  void commitDone() {
    commitOwedSince.set(NONE);
  }

  /// Whether a commit has waited for longer than the patience.
  boolean isCommitOverdue(long nowNanos) {
    long since = commitOwedSince.get();
    return since != NONE && nowNanos - since > patienceNanos;
  }
}
