package switchboard.gateway;

/// Tells from when something was heard on a connection whether it counts as heard or as quiet. A first silence ends with the next sign of life. Who is quiet again
/// soon after must give signs for a while: a connection on the brink does not let its agent come and go all the time.
///
/// Pure. Times are of one steady clock, in nanoseconds.
final class Pulse {
  /// For so many times the silence that is allowed, a connection that came back is watched more strictly.
  static final int WATCHED = 4;

  private final long quietNanos;
  private long heardNanos;
  private boolean quiet;
  /// When the signs of life began that go on until now.
  private long signsSinceNanos;
  private long returnedNanos;
  private boolean hasReturned;
  private boolean strict;

  /// @param quietNanos after so long without a sign it is quiet
  Pulse(long quietNanos, long nowNanos) {
    this.quietNanos = quietNanos;
    heardNanos = nowNanos;
    signsSinceNanos = nowNanos;
  }

  boolean isQuiet() {
    return quiet;
  }

  /// When it is quiet, if nothing is heard before.
  long dueNanos() {
    return heardNanos + quietNanos;
  }

  /// A sign of life.
  ///
  /// @return whether it counts as heard from now on, and did not before
  boolean heard(long nowNanos) {
    if (nowNanos - heardNanos >= quietNanos) {
      signsSinceNanos = nowNanos;
    }
    heardNanos = nowNanos;
    if (!quiet || strict && nowNanos - signsSinceNanos < quietNanos) {
      return false;
    }
    quiet = false;
    hasReturned = true;
    returnedNanos = nowNanos;
    return true;
  }

  /// @return whether it counts as quiet from now on, and did not before
  boolean look(long nowNanos) {
    if (quiet || nowNanos - dueNanos() < 0) {
      return false;
    }
    quiet = true;
    strict = hasReturned && nowNanos - returnedNanos < WATCHED * quietNanos;
    return true;
  }
}
