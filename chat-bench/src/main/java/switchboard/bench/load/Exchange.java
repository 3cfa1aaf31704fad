package switchboard.bench.load;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Messages between the ends of pairs, counted and timed from when each was due to when the other end has it. What comes in is handled on the
/// client's one thread.
final class Exchange {
  private static final int UNDER_WAY_MAX = 1 << 20;
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  private final List<End> ends;
  private final CpuMeter meter;
  private final EventLoop thread;
  private final long[] dueNanos = new long[UNDER_WAY_MAX];
  private final AtomicLong numbers;
  private final long first;
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  // Of the client's thread.
  private boolean answering;
  private long acknowledged;
  private long delivered;
  private Histogram nanos = Figures.histogram();
  private long countedFrom;
  private long countedUntil = Long.MAX_VALUE;

  /// @param thread of the client
  Exchange(Target target, EventLoop thread) {
    ends = target.pairs().ends();
    meter = target.meter();
    numbers = target.pairs().numbers();
    first = numbers.get();
    this.thread = thread;
  }

  /// Each pair keeps so many messages under way: whoever gets one answers it. The figures count messages that were both acknowledged and delivered.
  void closedLoop(int underWay, Duration warmUp, Duration duration, Figures figures)
      throws Exception {
    begin();
    call(
        () -> {
          answering = true;
          for (int i = 0; i < underWay; i++) {
            // both ends begin some
            for (int end = i % 2; end < ends.size(); end += 2) {
              post(ends.get(end), System.nanoTime());
            }
          }
        });
    Thread.sleep(warmUp);
    Counted before = call(this::count);
    CpuMeter.Reading cpuBefore = meter.read();
    Thread.sleep(duration);
    Counted after = call(this::count);
    long messages = after.messages() - before.messages();
    figures.add(messages, (after.atNanos() - before.atNanos()) / 1e9, after.nanos());
    figures.add(meter.read().since(cpuBefore, messages));
    end();
  }

  /// So many messages a second, each when it is due, whether or not the ones before have arrived. A message that goes out late counts from when it was
  /// due, so that a pause is seen by everything that it delayed.
  void openLoop(int perSecond, Duration warmUp, Duration duration, Figures figures)
      throws Exception {
    begin();
    long began = System.nanoTime();
    long from = began + warmUp.toNanos();
    long until = from + duration.toNanos();
    call(
        () -> {
          countedFrom = from;
          countedUntil = until;
        });
    long due = began;
    for (int i = 0; due < until; i++) {
      due = began + i * 1_000_000_000L / perSecond;
      long wait;
      while ((wait = due - System.nanoTime()) > 0) {
        LockSupport.parkNanos(wait);
      }
      post(ends.get(i % ends.size()), due);
    }
    end();
    figures.add(nanos.getTotalCount(), duration.toNanos() / 1e9, nanos);
  }

  private record Counted(long messages, long atNanos, Histogram nanos) {}

  private Counted count() {
    Histogram since = nanos;
    nanos = Figures.histogram();
    return new Counted(Math.min(acknowledged, delivered), System.nanoTime(), since);
  }

  private void begin() throws Exception {
    call(() -> ends.forEach(end -> end.join(this)));
  }

  private void end() throws Exception {
    call(() -> answering = false);
    long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
    while (!call(() -> acknowledged == posted() && delivered == posted())) {
      if (failure.get() != null) {
        throw new IllegalStateException(failure.get());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "of %d messages %d were acknowledged and %d delivered after %s"
                .formatted(posted(), acknowledged, delivered, DRAIN_LIMIT));
      }
      Thread.sleep(5);
    }
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }

  private long posted() {
    return numbers.get() - first;
  }

  private void post(End end, long due) {
    long number = numbers.getAndIncrement();
    dueNanos[(int) (number % UNDER_WAY_MAX)] = due;
    end.post(number);
  }

  // --- the ends' ---

  void acknowledged() {
    acknowledged++;
  }

  void delivered(End end, long number) {
    delivered++;
    long due = dueNanos[(int) (number % UNDER_WAY_MAX)];
    long now = System.nanoTime();
    if (due - countedFrom >= 0 && due - countedUntil < 0) {
      nanos.recordValue(now - due);
    }
    if (answering) {
      post(end, now);
    }
  }

  void failed(String why) {
    failure.compareAndSet(null, why);
  }

  // --- the thread's ---

  private void call(Runnable work) throws Exception {
    CompletableFuture.runAsync(work, thread).get();
  }

  private <T> T call(Supplier<T> work) throws Exception {
    return CompletableFuture.supplyAsync(work, thread).get();
  }
}
