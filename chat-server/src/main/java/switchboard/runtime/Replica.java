package switchboard.runtime;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.Desk;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Entry;
import switchboard.tracing.Step;
import switchboard.tracing.Traced;

/// The desk as committed, which is what the world is told. Its steps run one after the other in the order in which they were handed in, on one
/// thread at a time: on the replica's own, or, where that spares a change of threads, on the one that hands in the step.
final class Replica {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  private final Desk desk;
  private final RecentEntries recent;
  private final Snapshots snapshots;
  private final LoopMetrics metrics;
  private final Consumer<RuntimeException> onFault;
  private final List<DeskPort.Listener> listeners = new CopyOnWriteArrayList<>();

  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  /// Steps handed in and not yet run; whoever raises it from 0 runs them or has them run.
  private final AtomicInteger owed = new AtomicInteger();
  private final Thread thread;
  private volatile boolean called;
  private boolean broken; // the steps' own
  /// The leadership whose rounds are published here, null while this node follows; the steps' own.
  private @Nullable Leadership leadership;
  private final PriorityQueue<Awaiting> awaiting = new PriorityQueue<>(); // the steps' own
  private volatile long sequence;
  private volatile boolean closed;

  /// Something that is to run once an entry was applied.
  private record Awaiting(long sequence, Runnable step) implements Comparable<Awaiting> {
    @Override
    public int compareTo(Awaiting other) {
      return Long.compare(sequence, other.sequence);
    }
  }

  /// @param onFault hears of a step that failed: what was committed could not be applied, and the replica is void
  Replica(
      Desk desk,
      RecentEntries recent,
      Snapshots snapshots,
      LoopMetrics metrics,
      Threads threads,
      Consumer<RuntimeException> onFault) {
    this.desk = desk;
    this.metrics = metrics;
    this.recent = recent;
    this.snapshots = snapshots;
    this.onFault = onFault;
    thread = threads.unstarted("desk-replica", this::work);
    sequence = desk.view().sequence();
  }

  void start() {
    thread.start();
  }

  /// Has a step run by the replica's thread, or by the thread that is at it; not once it was closed.
  void run(Runnable step) {
    if (closed) {
      return;
    }
    steps.add(step);
    if (owed.getAndIncrement() == 0) {
      called = true;
      LockSupport.unpark(thread);
    }
  }

  /// Runs a step, and those handed in meanwhile, on the calling thread, unless a thread is at it: then that one does.
  void runHere(Runnable step) {
    steps.add(step);
    if (owed.getAndIncrement() == 0) {
      runOwed();
    }
  }

  /// Runs a step and waits for it. Not to be called from a step.
  void runAndWait(Runnable step) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    run(
        () -> {
          try {
            step.run();
          } finally {
            done.countDown();
          }
        });
    done.await();
  }

  /// A step: from now on publishes the rounds of this leadership, and no other's.
  void publishFor(Leadership next) {
    leadership = next;
  }

  /// A step: from now on publishes nothing more of this leadership.
  void release(Leadership ended) {
    if (leadership == ended) {
      leadership = null;
    }
  }

  /// A step: applies what a leadership committed, answers, then tells of it.
  void publish(Round round, Leadership by) {
    if (by != leadership) {
      return; // it was replaced: what it committed comes by the journal, and its commands were left to the next leader
    }
    List<Traced> applying = Traced.begin(round.traced(), Step.APPLY);
    if (!apply(round.entries())) {
      // the state is no longer what was committed, so nobody is told anything of it
      round.answers().forEach(answer -> answer.submission().turnAway(metrics));
      return;
    }
    for (Round.Answer answer : round.answers()) {
      answer.submission().answer(answer.reply());
    }
    tell(round.entries(), applying);
    round.afterwards().forEach(Runnable::run);
  }

  /// A step: applies what another node committed, then tells of it. Entries that were applied before are passed over.
  ///
  /// @param causes those of the entries that are followed, with what led to them
  /// @return whether there was no gap
  boolean follow(News news, List<Traced> causes) {
    if (leadership != null || broken) {
      return true;
    }
    if (news.leavesGapAfter(sequence)) {
      return false;
    }
    List<Entry> entries = news.after(sequence);
    if (!entries.isEmpty()) {
      List<Traced> applying = Traced.begin(causes, Step.APPLY);
      if (apply(entries)) {
        tell(entries, applying);
      }
    }
    return true;
  }

  /// @return whether the state is what was committed
  private boolean apply(List<Entry> entries) {
    try {
      if (!broken) {
        entries.forEach(desk::apply);
        sequence = desk.view().sequence();
        recent.add(entries);
      }
    } catch (RuntimeException e) {
      broken = true;
      onFault.accept(e);
    }
    return !broken;
  }

  /// A step: runs something once the entry was applied, at once if it was. It is kept until then, so what it holds is bounded by the caller.
  void whenApplied(long atLeast, Runnable step) {
    if (sequence >= atLeast) {
      step.run();
    } else {
      awaiting.add(new Awaiting(atLeast, step));
    }
  }

  /// Of the newest entry applied.
  long sequence() {
    return sequence;
  }

  void read(Consumer<DeskView> task) {
    run(() -> guarded("a reader", () -> task.accept(desk.view())));
  }

  void listen(DeskPort.Listener listener) {
    listeners.add(listener);
  }

  /// A step.
  Desk desk() {
    return desk;
  }

  /// Ends the thread once everything handed in before was run.
  void close() throws InterruptedException {
    stop();
    thread.join();
  }

  /// The same, without waiting for it.
  void stop() {
    run(() -> closed = true);
    LockSupport.unpark(thread);
  }

  private void tell(List<Entry> committed, List<Traced> traced) {
    if (committed.isEmpty()) {
      return;
    }
    List<Entry> entries = Collections.unmodifiableList(committed);
    while (!awaiting.isEmpty() && awaiting.peek().sequence() <= sequence) {
      guarded("a reply", awaiting.remove().step());
    }
    for (DeskPort.Listener listener : listeners) {
      guarded("a listener", () -> listener.committed(entries, traced, desk.view()));
    }
    Traced.end(traced);
    snapshots.applied(entries.size(), desk, leadership != null);
  }

  private void work() {
    while (!closed) {
      if (called) {
        called = false;
        runOwed();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void runOwed() {
    int count = owed.get();
    do {
      for (int i = 0; i < count; i++) {
        runOrBreak(steps.remove());
      }
      count = owed.addAndGet(-count);
    } while (count != 0);
  }

  private void runOrBreak(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      broken = true;
      onFault.accept(e);
    }
  }

  private static void guarded(String who, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("{} of the desk failed; the desk goes on", who, e);
    }
  }
}
