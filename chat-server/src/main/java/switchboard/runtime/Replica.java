package switchboard.runtime;

import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.Desk;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Entry;

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
  private final Thread thread =
      Thread.ofPlatform().daemon().name("desk-replica").unstarted(this::work);
  private volatile boolean called;
  private boolean broken; // the steps' own
  private volatile boolean closed;

  /// @param onFault hears of a step that failed: what was committed could not be applied, and the replica is void
  Replica(
      Desk desk,
      RecentEntries recent,
      Snapshots snapshots,
      LoopMetrics metrics,
      Consumer<RuntimeException> onFault) {
    this.desk = desk;
    this.metrics = metrics;
    this.recent = recent;
    this.snapshots = snapshots;
    this.onFault = onFault;
  }

  void start() {
    thread.start();
  }

  /// Has a step run by the replica's thread, or by the thread that is at it.
  void run(Runnable step) {
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

  /// A step: applies what was committed, then tells of it.
  void publish(Round round) {
    try {
      if (!broken) {
        round.entries().forEach(desk::apply);
      }
    } catch (RuntimeException e) {
      broken = true;
      onFault.accept(e);
    }
    if (broken) {
      // the state is no longer what was committed, so nobody is told anything of it
      round.answers().forEach(answer -> answer.submission().turnAway(metrics));
      return;
    }
    recent.add(round.entries());
    for (Round.Answer answer : round.answers()) {
      answer.submission().answer(answer.reply());
    }
    if (!round.entries().isEmpty()) {
      tell(Collections.unmodifiableList(round.entries()));
      snapshots.applied(round.entries().size(), desk);
    }
    round.afterwards().forEach(Runnable::run);
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
    run(() -> closed = true);
    LockSupport.unpark(thread);
    thread.join();
  }

  private void tell(List<Entry> entries) {
    for (DeskPort.Listener listener : listeners) {
      guarded("a listener", () -> listener.committed(entries, desk.view()));
    }
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
        steps.remove().run();
      }
      count = owed.addAndGet(-count);
    } while (count != 0);
  }

  private static void guarded(String who, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("{} of the desk failed; the desk goes on", who, e);
    }
  }
}
