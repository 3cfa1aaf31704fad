package switchboard.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.Desk;
import switchboard.desk.DeskImage;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Rejection;
import switchboard.tracing.Key;
import switchboard.tracing.Span;
import switchboard.tracing.Step;

/// Decides commands, one at a time, on the state that runs ahead of storage, and ticks when something is due.
///
/// Whoever hands in a command decides it, unless somebody is at it already: that spares a change of threads, which costs as much as ten
/// decisions. The writer's own thread does what is left: what came while the round was full, what time brings about, and the housekeeping.
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /// Commands that one who hands one in decides at most, others' included.
  private static final int DECIDED_HERE_MAX = 64;

  /// How often the writer looks after what nothing wakes it for, such as a wall clock that was set.
  private static final long HOUSE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /// How long the next tick waits after one that did nothing, or failed.
  private static final long TICK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final Rejection FAULT =
      new Rejection(
          Rejection.Code.INVALID,
          "This could not be carried out because of an error in the server.");

  private final DeskRules rules;
  private final Inbox inbox;
  private final Committer committer;
  private final Replica replica;
  private final SteadyClock clock;
  private final LoopMetrics metrics;
  private final Runnable housekeeping;
  private final Threads threads;
  private final Thread thread;

  private final ReentrantLock deciding = new ReentrantLock();
  /// Written under the lock. Null after a fault, until it is made anew.
  private volatile @Nullable Desk ahead;
  private long noTickBeforeNanos; // under the lock
  /// The committed state to go on from after a fault.
  private volatile @Nullable DeskImage restart;
  private volatile long wakesAtMs;
  private volatile boolean parked;
  private volatile boolean closing;
  private volatile boolean stopped;

  /// @param committed what to go on from
  /// @param housekeeping run by the writer's thread a few times a second; must not block
  Writer(
      DeskRules rules,
      DeskImage committed,
      Inbox inbox,
      Committer committer,
      Replica replica,
      SteadyClock clock,
      LoopMetrics metrics,
      Threads threads,
      Runnable housekeeping) {
    this.rules = rules;
    this.inbox = inbox;
    this.committer = committer;
    this.replica = replica;
    this.clock = clock;
    this.metrics = metrics;
    this.housekeeping = housekeeping;
    this.threads = threads;
    this.ahead = Desk.restore(rules, committed);
    noTickBeforeNanos = threads.nanoTime();
    thread = threads.unstarted("desk-writer", this::run);
  }

  void start() {
    thread.start();
  }

  /// Decides what waits, some of it, unless somebody is at it. To be called after adding to the inbox.
  void decideHere() {
    if (!deciding.tryLock()) {
      // who holds the lock looks into the inbox again after releasing it
      return;
    }
    boolean dueEarlier;
    try {
      decideWaiting(DECIDED_HERE_MAX, false);
      Desk desk = ahead;
      dueEarlier = desk != null && desk.nextDeadlineMs() < wakesAtMs;
    } finally {
      deciding.unlock();
    }
    if (dueEarlier || hasWork()) {
      wake();
    }
  }

  /// The round that was full was taken: what waits may be decided.
  void roomAgain() {
    if (hasWork()) {
      wake();
    }
  }

  /// Decides what has come and ends.
  ///
  /// @return whether all was decided within the wait
  boolean close(Duration wait) throws InterruptedException {
    closing = true;
    LockSupport.unpark(thread);
    return threads.join(thread, wait);
  }

  /// Decides nothing more. What was decided is with the committer when it returns.
  void stop() {
    stopped = true;
    LockSupport.unpark(thread);
    deciding.lock();
    deciding.unlock();
  }

  private void run() {
    long housekeptNanos = threads.nanoTime();
    while (!stopped) {
      long sleepNanos = decideAll();
      if (isDone()) {
        return;
      }
      long nowNanos = threads.nanoTime();
      if (nowNanos - housekeptNanos >= HOUSE_EVERY_NANOS) {
        housekeptNanos = nowNanos;
        housekeeping.run();
      }
      parked = true;
      if (!hasWork() && !isDone() && !stopped) {
        threads.parkNanos(this, sleepNanos);
      }
      parked = false;
    }
  }

  private boolean isDone() {
    return closing && inbox.isEmpty();
  }

  /// @return how long nothing will be due
  private long decideAll() {
    deciding.lock();
    try {
      DeskImage image = restart;
      if (image != null) {
        ahead = Desk.restore(rules, image);
        restart = null;
      }
      decideWaiting(Integer.MAX_VALUE, true);
      return nanosUntilTick();
    } finally {
      deciding.unlock();
    }
  }

  /// @param mayTick whether this thread has the time that a tick can take; what is due comes first, so without it nothing else is decided then
  private void decideWaiting(int max, boolean mayTick) {
    Desk desk = ahead;
    for (int i = 0; i < max && desk != null && !stopped && committer.hasRoom(); i++) {
      long nowMs = clock.nowMs();
      if (isTickDue(desk, nowMs)) {
        if (!mayTick) {
          return;
        }
        tick(desk, nowMs);
      } else {
        Submission next = inbox.poll();
        if (next == null) {
          return;
        }
        // one that was turned away meanwhile is over
        if (!next.answered()) {
          decide(desk, next, nowMs);
        }
      }
      desk = ahead;
    }
  }

  private void decide(Desk desk, Submission submission, long nowMs) {
    Span deciding = Span.under(submission.trace, Step.DECIDE);
    String outcome = "failed";
    try {
      switch (desk.decide(submission.by, submission.request, submission.command, nowMs)) {
        case Decision.Accepted(var entries, var conversation, var position) -> {
          outcome = "done";
          committer.add(entries, submission, new Reply.Done(conversation, position));
        }
        case Decision.Rejected(var rejection) -> {
          outcome = "refused";
          committer.add(List.of(), submission, new Reply.Refused(rejection));
        }
      }
    } catch (RuntimeException e) {
      startOver(submission, e);
    }
    if (deciding != null) {
      deciding.set(Key.COMMAND, submission.command.getClass().getSimpleName());
      deciding.set(Key.OUTCOME, outcome).end();
    }
    committer.wake();
  }

  /// The state that runs ahead may be half changed. It is dropped and made anew from the committed one, once that has come as far; so a fault
  /// costs the one who asked, not everybody.
  private void startOver(Submission submission, RuntimeException fault) {
    submission
        .about(LOG.atError())
        .setCause(fault)
        .log(
            "cannot decide a command of {} {}; going on from what is committed",
            submission.by.kind(),
            submission.by.id());
    metrics.faults.increment();
    ahead = null;
    noTickBeforeNanos = threads.nanoTime() + TICK_PAUSE_NANOS;
    committer.add(List.of(), submission, new Reply.Refused(FAULT));
    committer.then(
        () -> {
          restart = replica.desk().image();
          wake();
        });
  }

  private boolean hasWork() {
    return restart != null || ahead != null && !inbox.isEmpty() && committer.hasRoom();
  }

  private void wake() {
    if (parked) {
      parked = false;
      LockSupport.unpark(thread);
    }
  }

  // --- time ---

  private boolean isTickDue(Desk desk, long nowMs) {
    return desk.nextDeadlineMs() <= nowMs && threads.nanoTime() - noTickBeforeNanos >= 0;
  }

  private void tick(Desk desk, long nowMs) {
    long dueMs = desk.nextDeadlineMs();
    long sequence = desk.view().sequence();
    long nowNanos = threads.nanoTime();
    decide(desk, Submission.ofDesk(new Command.Tick(), _ -> {}, nowNanos), nowMs);
    if (desk.nextDeadlineMs() == dueMs && desk.view().sequence() == sequence) {
      noTickBeforeNanos = nowNanos + TICK_PAUSE_NANOS;
    }
  }

  /// Never longer than housekeeping may wait.
  private long nanosUntilTick() {
    Desk desk = ahead;
    if (desk == null || !committer.hasRoom()) {
      return HOUSE_EVERY_NANOS;
    }
    long nowMs = clock.nowMs();
    wakesAtMs = desk.nextDeadlineMs();
    long untilDue = TimeUnit.MILLISECONDS.toNanos(wakesAtMs - nowMs);
    long untilAllowed = noTickBeforeNanos - threads.nanoTime();
    return Math.clamp(Math.max(untilDue, untilAllowed), 0, HOUSE_EVERY_NANOS);
  }
}
