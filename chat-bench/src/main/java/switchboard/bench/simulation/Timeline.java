package switchboard.bench.simulation;

import java.util.Locale;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What happens, one after the other, in virtual time. All chance comes from here.
final class Timeline {
  /// A seed has some thousands.
  private static final long HAPPENINGS_MAX = 500_000;

  /// How often one happening asks for the time at most: more, and it waits for what only passing time can bring.
  private static final int LOOKS_MAX = 500_000;

  private record Happening(long atNanos, long number, Runnable what)
      implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Happening> ahead = new PriorityQueue<>();
  private final RandomGenerator random;
  private final StringBuilder trace = new StringBuilder();
  private final boolean traces;
  private long nowNanos;
  private long count;
  private int looks;

  Timeline(long seed, boolean traces) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.traces = traces;
  }

  static long ms(long ms) {
    return TimeUnit.MILLISECONDS.toNanos(ms);
  }

  long nowNanos() {
    if (++looks > LOOKS_MAX) {
      throw new IllegalStateException("it spins at " + nowMs() + " ms");
    }
    return nowNanos;
  }

  long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nowNanos);
  }

  /// What happened so far.
  long count() {
    return count;
  }

  void at(long atNanos, Runnable what) {
    ahead.add(new Happening(Math.max(atNanos, nowNanos), count++, what));
  }

  void after(long nanos, Runnable what) {
    at(nowNanos + nanos, what);
  }

  /// Lets time pass until then, or until the condition holds.
  ///
  /// @return whether it holds
  boolean run(long untilNanos, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Happening next = ahead.peek();
      if (next == null || next.atNanos() > untilNanos) {
        nowNanos = Math.max(nowNanos, untilNanos);
        return condition.getAsBoolean();
      }
      if (count > HAPPENINGS_MAX) {
        throw new IllegalStateException("it does not end: it is at " + nowMs() + " ms");
      }
      ahead.remove();
      nowNanos = next.atNanos();
      looks = 0;
      next.what().run();
    }
    return true;
  }

  /// At least the first and less than the second.
  long between(long from, long to) {
    return random.nextLong(from, to);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  boolean traces() {
    return traces;
  }

  void say(String line, Object... values) {
    if (traces) {
      trace.append(String.format(Locale.ROOT, "%9.3f ms  ", nowNanos / 1e6))
          .append(String.format(Locale.ROOT, line, values))
          .append('\n');
    }
  }

  String trace() {
    return trace.toString();
  }
}
