package switchboard.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.vocabulary.Entry;
import switchboard.tracing.Key;
import switchboard.tracing.Step;
import switchboard.tracing.Traced;

/// Commits one round after the other, on its own thread, while the next one fills; has each published after its commit. Storage that is away is
/// tried again with the same batch until it takes it.
final class Committer {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final long BACK_OFF_FIRST_MS = 25;
  private static final long BACK_OFF_LAST_MS = 800;

  /// Rounds committed and not yet published. More would only mean that readers fall behind, so commits wait for them.
  private static final int UNPUBLISHED_MAX = 4;

  private final Journal journal;
  private final Replica replica;
  private final Leadership leadership;
  private final StorageWatch storage;
  private final int roundEntriesMax;
  private final LoopMetrics metrics;
  private final Outcome outcome;
  private final Threads threads;
  private final Thread thread;
  private final Semaphore unpublished = new Semaphore(UNPUBLISHED_MAX);

  private Round filling = new Round(); // guarded by this
  private Round committing = new Round(); // guarded by this
  private volatile boolean parked;
  private volatile boolean closing;
  private volatile boolean stopped;

  /// Who hears how it goes.
  interface Outcome {
    /// A round was taken, so the next has room.
    void taken();

    /// Nothing more will be committed: fenced, or a fault of ours.
    void failed(Exception cause);
  }

  Committer(
      Journal journal,
      Replica replica,
      Leadership leadership,
      StorageWatch storage,
      int roundEntriesMax,
      LoopMetrics metrics,
      Threads threads,
      Outcome outcome) {
    this.journal = journal;
    this.replica = replica;
    this.leadership = leadership;
    this.storage = storage;
    this.roundEntriesMax = roundEntriesMax;
    this.metrics = metrics;
    this.threads = threads;
    this.outcome = outcome;
    thread = threads.unstarted("desk-journal", this::run);
  }

  void start() {
    thread.start();
  }

  synchronized boolean hasRoom() {
    return !filling.isFull(roundEntriesMax);
  }

  /// Puts what a command led to into the round that fills. To be followed by `wake`.
  synchronized void add(List<Entry> entries, Submission submission, Reply reply) {
    filling.add(entries, submission, reply);
  }

  /// Has something run where committed entries are applied, after all that was added. To be followed by `wake`.
  synchronized void then(Runnable step) {
    filling.then(step);
  }

  void wake() {
    if (parked) {
      parked = false;
      LockSupport.unpark(thread);
    }
  }

  /// The commands whose replies wait for a commit, oldest first, and perhaps some that were just answered.
  synchronized List<Submission> waiting() {
    List<Submission> waiting = new ArrayList<>();
    committing.answers().forEach(answer -> waiting.add(answer.submission()));
    filling.answers().forEach(answer -> waiting.add(answer.submission()));
    return waiting;
  }

  /// The same, for whoever sees to them now. Nothing more may be committed.
  synchronized List<Submission> takeWaiting() {
    List<Submission> waiting = waiting();
    committing = new Round();
    filling = new Round();
    return waiting;
  }

  /// Commits what was added and ends.
  ///
  /// @return whether all was committed within the wait
  boolean close(Duration wait) throws InterruptedException {
    closing = true;
    LockSupport.unpark(thread);
    return threads.join(thread, wait);
  }

  /// Ends without committing what was added.
  void stop() {
    stopped = true;
    thread.interrupt();
  }

  void awaitEnd(Duration wait) throws InterruptedException {
    threads.join(thread, wait);
  }

  private void run() {
    try {
      for (Round round = next(); round != null; round = next()) {
        outcome.taken();
        if (round.entries().isEmpty()) {
          confirm(round);
        } else {
          List<Traced> storing = Traced.begin(round.traced(), Step.COMMIT);
          if (!store(round.batch())) {
            return;
          }
          for (Traced one : storing) {
            one.span().set(Key.BATCH, round.entries().size()).end();
          }
        }
        unpublished.acquire();
        publish(round);
      }
    } catch (InterruptedException e) {
      // stopped
    } catch (Journal.Fenced | RuntimeException e) {
      outcome.failed(e);
    }
  }

  /// What changes nothing is not put to the test by storage, so one who may have been replaced must not answer it.
  private void confirm(Round round) {
    if (!leadership.isCertain()) {
      round.answers().forEach(answer -> answer.submission().turnAway(metrics));
    }
  }

  /// Waits for the next round.
  ///
  /// @return null when there will be none
  private @Nullable Round next() {
    while (!stopped) {
      Round round = take();
      if (round != null) {
        return round;
      }
      if (closing) {
        return null;
      }
      parked = true;
      if (isEmpty() && !closing && !stopped) {
        LockSupport.park(this);
      }
      parked = false;
    }
    return null;
  }

  private synchronized @Nullable Round take() {
    if (filling.isEmpty()) {
      return null;
    }
    committing = filling;
    filling = new Round();
    return committing;
  }

  private synchronized boolean isEmpty() {
    return filling.isEmpty();
  }

  /// @return false when stopped before
  private boolean store(Journal.Batch batch) throws Journal.Fenced, InterruptedException {
    long began = threads.nanoTime();
    storage.commitBegan(began);
    long backOffMs = BACK_OFF_FIRST_MS;
    boolean away = false;
    while (!stopped) {
      try {
        journal.append(batch);
        long took = threads.nanoTime() - began;
        storage.commitDone();
        metrics.committed(batch.entries().size(), took);
        if (away) {
          LOG.info("storage is back after {} ms", TimeUnit.NANOSECONDS.toMillis(took));
        }
        return true;
      } catch (Journal.Unavailable e) {
        metrics.failedAppends.increment();
        if (!away) {
          LOG.warn("storage is away, trying until it is back: {}", e.toString(), e.getCause());
          away = true;
        }
        threads.sleepMs(backOffMs);
        backOffMs = Math.min(2 * backOffMs, BACK_OFF_LAST_MS);
      }
    }
    return false;
  }

  /// Publishing here spares a change of threads; when another round waits already, committing that one comes first.
  private void publish(Round round) {
    Runnable step =
        () -> {
          try {
            replica.publish(round, leadership);
          } finally {
            unpublished.release();
          }
        };
    if (isEmpty()) {
      replica.runHere(step);
    } else {
      replica.run(step);
    }
  }
}
