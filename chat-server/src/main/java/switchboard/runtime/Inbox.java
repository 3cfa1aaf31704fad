package switchboard.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Commands that wait to be decided, oldest first. Nobody ever blocks at it: what is beyond its bound is not taken.
final class Inbox {
  private final int max;
  private final Queue<Submission> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger depth = new AtomicInteger();

  Inbox(int max) {
    this.max = max;
  }

  /// @return whether it was taken
  boolean offer(Submission submission) {
    if (depth.incrementAndGet() > max) {
      depth.decrementAndGet();
      return false;
    }
    return waiting.add(submission);
  }

  @Nullable Submission poll() {
    Submission oldest = waiting.poll();
    if (oldest != null) {
      depth.decrementAndGet();
    }
    return oldest;
  }

  @Nullable Submission peek() {
    return waiting.peek();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int depth() {
    return depth.get();
  }

  void forEach(Consumer<Submission> reader) {
    waiting.forEach(reader);
  }
}
