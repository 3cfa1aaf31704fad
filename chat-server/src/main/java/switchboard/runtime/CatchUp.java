package switchboard.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.vocabulary.Entry;

/// Reads in the journal what a follower did not hear on the bus.
final class CatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final int ENTRIES_AT_ONCE = 500;

  private final Journal journal;
  private final Replica replica;
  private final LoopMetrics metrics;
  private final Threads threads;
  private final Consumer<RuntimeException> onFault;
  private final ReentrantLock reading = new ReentrantLock();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private long beganNanos; // the last reading that succeeded; under the lock

  /// @param onFault hears of entries that cannot be read
  CatchUp(
      Journal journal,
      Replica replica,
      LoopMetrics metrics,
      Threads threads,
      Consumer<RuntimeException> onFault) {
    this.journal = journal;
    this.replica = replica;
    this.metrics = metrics;
    this.threads = threads;
    beganNanos = threads.nanoTime();
    this.onFault = onFault;
  }

  /// Has it done beside; never blocks. To ask again before it began makes no difference.
  void want() {
    if (wanted.compareAndSet(false, true)) {
      threads.startBeside("desk-catch-up", this::tryNow);
    }
  }

  private void tryNow() {
    try {
      now();
    } catch (Journal.Unavailable e) {
      // whoever wants it asks again
      LOG.debug("cannot catch up yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      onFault.accept(e);
    }
  }

  /// Does it; when it returns, the replica has applied all that was in the journal when it was called. Whoever waited while another one read all
  /// that it wants needs no reading of its own.
  void now() throws Journal.Unavailable, InterruptedException {
    long askedNanos = threads.nanoTime();
    reading.lockInterruptibly();
    try {
      if (beganNanos - askedNanos <= 0) {
        long began = threads.nanoTime();
        wanted.set(false);
        read();
        beganNanos = began;
      }
    } catch (Interrupted e) {
      throw e.cause;
    } finally {
      reading.unlock();
    }
  }

  private void read() throws Journal.Unavailable {
    List<Entry> read = new ArrayList<>();
    journal.replay(
        replica.sequence(),
        entry -> {
          read.add(entry);
          if (read.size() == ENTRIES_AT_ONCE) {
            apply(read);
          }
        });
    apply(read);
  }

  private void apply(List<Entry> read) {
    if (read.isEmpty()) {
      return;
    }
    News news = new News("", 0, read.getLast().sequence(), read);
    metrics.caughtUp.add(read.size());
    read.clear();
    try {
      replica.runAndWait(() -> replica.follow(news, List.of()));
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  /// Takes an interruption through the journal's reader.
  private static final class Interrupted extends RuntimeException {
    final transient InterruptedException cause;

    Interrupted(InterruptedException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
