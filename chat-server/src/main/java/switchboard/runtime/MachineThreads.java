package switchboard.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The machine's own threads and time.
///
/// @param desk that lines of the log name; null for none
record MachineThreads(@Nullable String desk) implements Threads {
  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Thread unstarted(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(named(work));
  }

  @Override
  public void startBeside(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(named(work));
  }

  private Runnable named(Runnable work) {
    return desk == null
        ? work
        : () -> {
          MDC.put("desk", desk);
          work.run();
        };
  }

  @Override
  public void parkNanos(Object blocker, long nanos) {
    LockSupport.parkNanos(blocker, nanos);
  }

  @Override
  public void sleepMs(long ms) throws InterruptedException {
    Thread.sleep(ms);
  }

  @Override
  public boolean join(Thread thread, Duration wait) throws InterruptedException {
    return thread.join(wait);
  }
}
