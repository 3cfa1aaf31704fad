package switchboard.bench.simulation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import switchboard.runtime.Threads;

/// The threads of one process: virtual ones, whose every run is a happening on the timeline, so only one runs at a time, and which one is up to
/// the seed. Such a thread changes hands only where it waits. A process that died never runs again; one that is frozen does not until it is
/// thawed, while its clock goes on.
final class NodeThreads implements Threads {
  /// Between being woken and running.
  private static final long WAKE_NANOS_MAX = 40_000;

  private static final long JOIN_POLL_MS = 5;

  private static final MethodHandle NEW_THREAD = newThread();

  private final Timeline timeline;
  private final Consumer<Throwable> onFault;
  private final long startNanos;
  /// How quickly this machine's clock runs.
  private final double rate;
  private final List<Runnable> held = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean frozen;
  private boolean dead;

  NodeThreads(Timeline timeline, Consumer<Throwable> onFault) {
    this.timeline = timeline;
    this.onFault = onFault;
    startNanos = timeline.between(Long.MIN_VALUE, Long.MAX_VALUE);
    rate = 1 + timeline.between(-1_000, 1_001) / 100_000.0;
  }

  /// The JDK lets nobody else choose what runs its virtual threads. Needs `--add-opens java.base/java.lang=ALL-UNNAMED`.
  private static MethodHandle newThread() {
    try {
      Class<?> builders = Class.forName("java.lang.ThreadBuilders");
      return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
          .findStatic(
              builders,
              "newVirtualThread",
              MethodType.methodType(
                  Thread.class, Executor.class, String.class, int.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot simulate threads on this JDK, expected 25 with --add-opens java.base/java.lang=ALL-UNNAMED", e);
    }
  }

  // --- the process ---

  void freeze() {
    frozen = true;
  }

  void thaw() {
    frozen = false;
    List<Runnable> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(step -> timeline.after(0, () -> run(step)));
  }

  void kill() {
    dead = true;
    held.clear();
  }

  boolean isAlive() {
    return !dead;
  }

  boolean isFrozen() {
    return frozen;
  }

  /// Where its threads wait, for whoever reads why a seed failed.
  String standing() {
    StringBuilder lines = new StringBuilder();
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        lines.append("  ").append(thread.getName()).append('\n');
        for (StackTraceElement at : thread.getStackTrace()) {
          if (at.getClassName().startsWith("switchboard.")) {
            lines.append("    ").append(at).append('\n');
          }
        }
      }
    }
    return lines.toString();
  }

  /// Runs what comes from outside, which must not block.
  void run(Runnable step) {
    if (dead) {
      return;
    }
    if (frozen) {
      held.add(step);
      return;
    }
    try {
      step.run();
    } catch (RuntimeException | AssertionError e) {
      onFault.accept(e);
    }
  }

  // --- its threads ---

  private void schedule(Runnable continuation) {
    timeline.after(timeline.between(0, WAKE_NANOS_MAX), () -> run(continuation));
  }

  @Override
  public long nanoTime() {
    return startNanos + (long) (timeline.nowNanos() * rate);
  }

  @Override
  public Thread unstarted(String name, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            onFault.accept(e);
          }
        };
    try {
      Thread made =
          (Thread) NEW_THREAD.invokeExact((Executor) this::schedule, name, 0, guarded);
      threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
      threads.add(made);
      return made;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot make a thread " + name, e);
    }
  }

  @Override
  public void startBeside(String name, Runnable work) {
    unstarted(name, work).start();
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    if (nanos <= 0) {
      return;
    }
    Thread waiting = Thread.currentThread();
    boolean[] over = new boolean[1];
    timeline.after(
        Math.max(1, (long) (nanos / rate) + 1),
        () -> {
          if (!over[0] && !dead) {
            LockSupport.unpark(waiting);
          }
        });
    LockSupport.park(blocker);
    over[0] = true;
  }

  @Override
  public void sleepMs(long ms) throws InterruptedException {
    long until = nanoTime() + Timeline.ms(ms);
    while (until - nanoTime() > 0) {
      parkNanos(this, until - nanoTime());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  @Override
  public boolean join(Thread thread, Duration wait) throws InterruptedException {
    long until = nanoTime() + wait.toNanos();
    while (thread.isAlive() && until - nanoTime() > 0) {
      sleepMs(JOIN_POLL_MS);
    }
    return !thread.isAlive();
  }
}
