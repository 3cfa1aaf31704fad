package switchboard.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskRules;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;

/// The single writer of a desk. Three stages work side by side: the writer decides commands as they come, ahead of storage; the committer stores
/// what was decided since its last commit, all in one; the replica applies what was stored, and only then is anybody answered or told.
///
/// There is nothing to tune: a round is what came while the one before was being stored, one command when it is quiet, hundreds when it is busy.
public final class DeskLoop implements DeskPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskLoop.class);

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration START_RETRY = Duration.ofMillis(100);

  private final Journal journal;
  private final String epoch;
  private final Duration patience;
  private final Consumer<Exception> onFailure;
  private final LoopMetrics metrics = new LoopMetrics();
  private final Inbox inbox;
  private final RecentEntries recent;
  private final Snapshots snapshots;
  private final StorageWatch storage;
  private final Replica replica;
  private final Committer committer;
  private final Writer writer;

  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile boolean closing;
  /// Nothing more is decided or committed.
  private volatile boolean ended;

  /// Recovers the desk from its journal and begins to lead it. Blocks until the desk has stored that every session from before is gone.
  ///
  /// @param wallMs the wall clock, milliseconds since 1970
  /// @param onFailure called once, should the desk have to stop for good: with `Journal.Fenced` when somebody else leads it, else with a fault
  ///     of ours. From then on every command is answered `Unavailable`
  public static DeskLoop start(
      Journal journal,
      DeskRules rules,
      LoopLimits limits,
      LongSupplier wallMs,
      Consumer<Exception> onFailure)
      throws Journal.Unavailable {
    Recovery recovery = Recovery.from(journal, rules);
    DeskLoop loop = new DeskLoop(journal, rules, limits, wallMs, onFailure, recovery);
    loop.replica.start();
    loop.committer.start();
    loop.writer.start();
    loop.lead();
    return loop;
  }

  private DeskLoop(
      Journal journal,
      DeskRules rules,
      LoopLimits limits,
      LongSupplier wallMs,
      Consumer<Exception> onFailure,
      Recovery recovery)
      throws Journal.Unavailable {
    this.journal = journal;
    this.onFailure = onFailure;
    patience = Duration.ofMillis(limits.patienceMs());
    epoch = journal.epoch();
    inbox = new Inbox(limits.inboxMax());
    recent = new RecentEntries(limits.recentWeightMax());
    snapshots = new Snapshots(journal, limits.snapshotEvery(), recovery.replayed(), metrics);
    storage = new StorageWatch(journal, patience.toNanos(), System.nanoTime());
    replica = new Replica(recovery.desk(), recent, snapshots, metrics, this::fail);
    committer =
        new Committer(
            journal,
            replica,
            storage,
            limits.batchEntriesMax(),
            metrics,
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
    writer =
        new Writer(
            rules,
            inbox,
            committer,
            replica,
            new SteadyClock(wallMs, System::nanoTime, recovery.desk().view().atMs()),
            metrics,
            this::keepHouse,
            this::turnAwayAll);
  }

  /// The first command waits longer than any other: it may have much to do, with everything still cold.
  private void lead() throws Journal.Unavailable {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    Reply reply = resetSessions();
    while (reply instanceof Reply.Unavailable
        && failure.get() == null
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(START_RETRY.toNanos());
      reply = resetSessions();
    }
    if (!(reply instanceof Reply.Done)) {
      close();
      Exception cause = failure.get();
      throw new Journal.Unavailable(
          "the desk cannot be led: " + (cause == null ? reply : cause.getMessage()), cause);
    }
  }

  private Reply resetSessions() {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    submit(Actor.DESK, null, new Command.ResetSessions(), reply::complete);
    return reply.join();
  }

  // --- the port ---

  @Override
  public void submit(
      Actor by, @Nullable String request, Command command, Consumer<Reply> onReply) {
    long now = System.nanoTime();
    metrics.submitted.increment();
    Submission submission = new Submission(by, request, command, onReply, now);
    if (!isTaking(now) || !inbox.offer(submission)) {
      submission.turnAway(metrics);
      return;
    }
    writer.decideHere();
    if (ended) {
      turnAwayAll();
    }
  }

  @Override
  public void read(Consumer<DeskView> task) {
    replica.read(task);
  }

  @Override
  public void listen(Listener listener) {
    replica.listen(listener);
  }

  @Override
  public List<Entry> history(long conversation, int after, int upTo) throws Journal.Unavailable {
    List<Entry> here = recent.between(conversation, after, upTo);
    return here != null ? here : journal.conversation(conversation, after, upTo);
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public boolean ready() {
    long now = System.nanoTime();
    return isTaking(now) && storage.isThere(now);
  }

  public LoopMetrics metrics() {
    return metrics;
  }

  /// Commands that wait to be decided.
  public int inboxDepth() {
    return inbox.depth();
  }

  /// Takes no more commands, commits those taken, stores a snapshot and ends. When storage is away it gives up after the commands' patience.
  /// The journal stays open.
  @Override
  public void close() {
    closing = true;
    try {
      boolean whole = writer.close(patience) & committer.close(patience);
      end();
      replica.run(this::turnAwayAll);
      replica.close();
      if (whole && failure.get() == null) {
        snapshots.close(replica.desk());
      }
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
    }
  }

  // --- turning away ---

  private boolean isTaking(long nowNanos) {
    return !closing && !ended && !storage.isCommitOverdue(nowNanos);
  }

  /// Turns away who has waited too long, and asks after a quiet storage.
  private void keepHouse() {
    long now = System.nanoTime();
    storage.probe(now);
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
    long now = System.nanoTime();
    Consumer<Submission> look =
        submission -> {
          if (isImpatient(submission, now)) {
            submission.turnAway(metrics);
          }
        };
    committer.waiting().forEach(look);
    inbox.forEach(look);
  }

  private void turnAwayAll() {
    committer.waiting().forEach(submission -> submission.turnAway(metrics));
    for (Submission next = inbox.poll(); next != null; next = inbox.poll()) {
      next.turnAway(metrics);
    }
  }

  // --- the end ---

  private void fail(Exception cause) {
    if (failure.compareAndSet(null, cause)) {
      switch (cause) {
        case Journal.Fenced _ -> LOG.warn("the desk steps down: {}", cause.getMessage());
        default -> LOG.error("the desk stops for a fault", cause);
      }
      end();
      replica.run(this::turnAwayAll);
      replica.run(() -> onFailure.accept(cause));
    }
  }

  private void end() {
    ended = true;
    writer.stop();
    committer.stop();
  }
}
