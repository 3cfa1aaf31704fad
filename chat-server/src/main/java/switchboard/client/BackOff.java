package switchboard.client;

import java.util.random.RandomGenerator;

/// When a client that lost its connection comes again, as `wire/connection.ts` has it: after a jittered time that doubles up to half a minute, and
/// not before the time that the server gave. Used from one thread, or under the caller's lock.
public final class BackOff {
  private static final long FIRST_MS = 500;
  private static final long MAX_MS = 30_000;
  private static final int DOUBLINGS_MAX = 10;

  /// A connection that held this long starts the back-off anew when it breaks.
  private static final long STABLE_AFTER_MS = 5_000;

  private final RandomGenerator random;
  private int attempt;
  private long welcomedMs = Long.MAX_VALUE;
  private long retryAfterMs;

  public BackOff(RandomGenerator random) {
    this.random = random;
  }

  /// @param nowMs by any clock that only goes forward, the same for all calls
  public void welcomed(long nowMs) {
    welcomedMs = nowMs;
  }

  /// The server has no place now.
  public void putOff(long afterMs) {
    retryAfterMs = afterMs;
  }

  /// The connection broke, or none was to be had.
  ///
  /// @return milliseconds until the next attempt
  public long lost(long nowMs) {
    if (nowMs - STABLE_AFTER_MS >= welcomedMs) {
      attempt = 0;
    }
    welcomedMs = Long.MAX_VALUE;
    long ceilingMs = Math.min(MAX_MS, FIRST_MS << Math.min(attempt++, DOUBLINGS_MAX));
    long waitMs = Math.max((long) (ceilingMs * (0.25 + 0.75 * random.nextDouble())), retryAfterMs);
    retryAfterMs = 0;
    return waitMs;
  }
}
