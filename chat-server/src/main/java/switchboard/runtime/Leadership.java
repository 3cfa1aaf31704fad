package switchboard.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskImage;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Command;

/// The single writer of a desk, for as long as this node leads it. Three stages work side by side: the writer decides commands as they come,
/// ahead of storage; the committer stores what was decided since its last commit, all in one; the replica applies what was stored, and only then
/// is anybody answered or told.
///
/// There is nothing to tune: a round is what came while the one before was being stored, one command when it is quiet, hundreds when it is busy.
final class Leadership {
  private final long term;
  private final Duration patience;
  private final BooleanSupplier certain;
  private final Runnable onEnding;
  private final Runnable onEnd;
  private final Replica replica;
  private final LoopMetrics metrics;
  private final Threads threads;
  private final Inbox inbox;
  private final StorageWatch storage;
  private final Committer committer;
  private final Writer writer;

  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile boolean closing;
  /// Nothing more is decided or committed.
  private volatile boolean ended;

  /// To be made when the replica has applied all that the journal holds; blocks until the replica is this leadership's.
  ///
  /// @param wallMs the wall clock, milliseconds since 1970
  /// @param certain whether nobody else can lead the desk now
  /// @param onEnding is called before it takes no more: what it leaves comes in no order, and is to be kept until all of it has
  /// @param onEnd hears that it ended by itself: fenced, or by a fault; see `failure`
  Leadership(
      long term,
      Journal journal,
      Replica replica,
      DeskRules rules,
      LoopLimits limits,
      LongSupplier wallMs,
      LoopMetrics metrics,
      Threads threads,
      BooleanSupplier certain,
      Runnable onEnding,
      Runnable onEnd)
      throws InterruptedException {
    this.term = term;
    this.replica = replica;
    this.metrics = metrics;
    this.threads = threads;
    this.certain = certain;
    this.onEnding = onEnding;
    this.onEnd = onEnd;
    patience = Duration.ofMillis(limits.patienceMs());
    inbox = new Inbox(limits.inboxMax());
    storage = new StorageWatch(patience.toNanos());
    committer =
        new Committer(
            journal,
            replica,
            this,
            storage,
            limits.batchEntriesMax(),
            metrics,
            threads,
            new Committer.Outcome() {
              @Override
              public void taken() {
                writer.roomAgain();
              }

              @Override
              public void failed(Exception cause) {
                fail(cause);
              }
            });
    CompletableFuture<DeskImage> committed = new CompletableFuture<>();
    replica.runAndWait(
        () -> {
          replica.publishFor(this);
          committed.complete(replica.desk().image());
        });
    DeskImage image = committed.join();
    writer =
        new Writer(
            rules,
            image,
            inbox,
            committer,
            replica,
            new SteadyClock(wallMs, threads::nanoTime, image.atMs()),
            metrics,
            threads,
            this::keepHouse);
    committer.start();
    writer.start();
  }

  long term() {
    return term;
  }

  /// Whether nobody else can lead the desk now.
  boolean isCertain() {
    return certain.getAsBoolean();
  }

  boolean isTaking() {
    return !isEnding() && !storage.isCommitOverdue(threads.nanoTime());
  }

  /// Whether it takes nothing more, ever.
  private boolean isEnding() {
    return closing || ended;
  }

  /// Why it ended by itself; null while it did not.
  @Nullable Exception failure() {
    return failure.get();
  }

  int inboxDepth() {
    return inbox.depth();
  }

  /// Never blocks; the reply comes on the reading thread, or, when the inbox is full, at once. What it does not answer before it ends it leaves.
  void submit(Submission submission) {
    if (isEnding()) {
      submission.leave();
    } else if (storage.isCommitOverdue(submission.submittedNanos) || !inbox.offer(submission)) {
      submission.turnAway(metrics);
    } else {
      writer.decideHere();
      if (ended) {
        leaveAll();
      }
    }
  }

  /// The desk's own commands.
  CompletableFuture<Reply> submit(Command command) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    submit(Submission.ofDesk(command, reply::complete, threads.nanoTime()));
    return reply;
  }

  // --- turning away ---

  /// Turns away who has waited too long.
  private void keepHouse() {
    long now = threads.nanoTime();
    Submission oldest = inbox.peek();
    if (storage.isCommitOverdue(now) || oldest != null && isImpatient(oldest, now)) {
      replica.run(this::turnAwayImpatient);
    }
  }

  private boolean isImpatient(Submission submission, long nowNanos) {
    return nowNanos - submission.submittedNanos > patience.toNanos();
  }

  /// What was decided of these will yet be committed; repeating the request finds it then.
  private void turnAwayImpatient() {
    long now = threads.nanoTime();
    Overdue overdue = new Overdue();
    Consumer<Submission> look =
        submission -> {
          if (overdue.includes(submission, isImpatient(submission, now))) {
            submission.turnAway(metrics);
          }
        };
    committer.waiting().forEach(look);
    inbox.forEach(look);
  }

  private void leaveAll() {
    committer.takeWaiting().forEach(Submission::leave);
    for (Submission next = inbox.poll(); next != null; next = inbox.poll()) {
      next.leave();
    }
  }

  // --- the end ---

  private void fail(Exception cause) {
    if (failure.compareAndSet(null, cause)) {
      end();
      onEnd.run();
    }
  }

  /// Takes no more commands, commits those taken, and ends. When storage is away it gives up after the commands' patience.
  ///
  /// @return whether all was committed
  boolean close() throws InterruptedException {
    onEnding.run();
    closing = true;
    boolean whole = writer.close(patience) & committer.close(patience);
    end();
    return whole && failure.get() == null;
  }

  /// Ends at once: what is being stored may or may not be. From here on nothing of it is applied or answered.
  void end() {
    synchronized (this) { // whoever waits for the writer below waits without it
      if (!ended) {
        onEnding.run();
        ended = true;
      }
    }
    writer.stop();
    committer.stop();
    replica.run(
        () -> {
          replica.release(this);
          leaveAll();
        });
  }

  /// Waits until nothing of it can reach storage any more.
  void awaitEnd(Duration wait) throws InterruptedException {
    committer.awaitEnd(wait);
  }
}
