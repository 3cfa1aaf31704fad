package switchboard.gateway;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs what may block on virtual threads: so many at once, so many waiting, no more.
final class BlockingCalls {
  private final int callsMax;
  private final Semaphore running;
  private final AtomicInteger calls = new AtomicInteger();

  BlockingCalls(GatewayLimits limits) {
    callsMax = limits.blockingCalls() + limits.blockingCallsWaiting();
    running = new Semaphore(limits.blockingCalls());
  }

  /// @return false when too many wait already: the call is not made
  boolean start(Runnable call) {
    if (calls.incrementAndGet() > callsMax) {
      calls.decrementAndGet();
      return false;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              running.acquireUninterruptibly();
              try {
                call.run();
              } finally {
                running.release();
                calls.decrementAndGet();
              }
            });
    return true;
  }

  /// Calls running or waiting now.
  int depth() {
    return calls.get();
  }
}
