package switchboard.runtime;

import java.util.function.LongSupplier;

/// The desk's time: the wall clock, except that it never runs backwards. After the wall clock was set back, desk time goes on at half speed
/// until the wall clock has caught up, so timers still fire and nothing happens before what happened before. Not thread-safe.
final class SteadyClock {
  private final LongSupplier wallMs;
  private final LongSupplier nanoTime;
  /// The moment at which desk time last followed the wall clock.
  private long anchorMs;
  private long anchorNanos;

  /// @param startMs time that desk time must not fall behind: that of the newest entry
  SteadyClock(LongSupplier wallMs, LongSupplier nanoTime, long startMs) {
    this.wallMs = wallMs;
    this.nanoTime = nanoTime;
    this.anchorMs = startMs;
    this.anchorNanos = nanoTime.getAsLong();
  }

  long nowMs() {
    long wall = wallMs.getAsLong();
    long nanos = nanoTime.getAsLong();
    long slow = anchorMs + (nanos - anchorNanos) / 2_000_000;
    if (wall < slow) {
      return slow;
    }
    anchorMs = wall;
    anchorNanos = nanos;
    return wall;
  }
}
