package switchboard.runtime;

import java.time.Duration;

/// Threads and the time by which they wait. All that the desk does beside its callers, and every wait that ends by itself, goes through here, so a
/// simulation of several nodes can stand in for the machine. Waits without an end need nothing of this: whoever ends them does.
public interface Threads {
  /// The machine's own.
  Threads MACHINE = new MachineThreads(null);

  /// The machine's own, whose lines in the log name the desk.
  static Threads of(String desk) {
    return new MachineThreads(desk);
  }

  /// As `System.nanoTime`.
  long nanoTime();

  /// A thread that works as long as its part of the desk does.
  Thread unstarted(String name, Runnable work);

  /// Has something done that may block and soon ends.
  void startBeside(String name, Runnable work);

  /// Waits until unparked, at most so long; may return early.
  void parkNanos(Object blocker, long nanos);

  void sleepMs(long ms) throws InterruptedException;

  /// @return whether it ended within the wait
  boolean join(Thread thread, Duration wait) throws InterruptedException;
}
