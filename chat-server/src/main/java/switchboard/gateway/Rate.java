package switchboard.gateway;

/// A token bucket in one number: the time at which it would be full again (the "generic cell rate algorithm" of ITU-T I.371).
/// Used from one thread, or under the caller's lock.
final class Rate {
  private final long intervalNanos;
  private final long burstNanos;
  private long fullAtNanos;

  Rate(int perSecond, int burst, long nowNanos) {
    intervalNanos = 1_000_000_000L / perSecond;
    burstNanos = intervalNanos * (burst - 1);
    fullAtNanos = nowNanos;
  }

  /// Takes one token, or none when the bucket is empty.
  ///
  /// @return 0 when taken, else the nanoseconds until there is one
  long take(long nowNanos) {
    long from = fullAtNanos - nowNanos > 0 ? fullAtNanos : nowNanos;
    long waitNanos = from - nowNanos - burstNanos;
    if (waitNanos > 0) {
      return waitNanos;
    }
    fullAtNanos = from + intervalNanos;
    return 0;
  }
}
