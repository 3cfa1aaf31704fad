package switchboard;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Keeps the program up until Ctrl-C, SIGTERM or a failure, and then ends everything in order.
final class Running {
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /// To be given to the server before it starts.
  void fail(Exception cause) {
    failure.compareAndSet(null, cause);
    stop.countDown();
  }

  /// Returns the program's exit code when all has ended.
  ///
  /// @param end ends the server, and before it what uses it
  int until(Runnable end) throws InterruptedException {
    Thread onSignal =
        new Thread(
            () -> {
              stop.countDown();
              awaitQuietly(stopped);
            },
            "signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
    stop.await();
    try {
      end.run();
    } finally {
      stopped.countDown();
    }
    Exception cause = failure.get();
    if (cause != null) {
      System.err.println("switchboard: stopped: " + cause.getMessage());
      return 1;
    }
    return 0;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
