package switchboard.simulation.recorded;

import switchboard.simulation.Unplayable;

/// A part of a desk's past, from a time until before another; milliseconds since 1970.
public record Period(long fromMs, long toMs) {
  public static final long SPAN_MS_MAX = 31 * 24 * 3_600_000L;

  /// So much before it is read along: it is played first and not counted, so that the simulated desk is as busy as the real one was when the period begins.
  public static final long LEAD_MS = 3_600_000;

  /// Nobody's desk is older; a smaller number is most likely seconds.
  private static final long FROM_MS_MIN = 1_000_000_000_000L;

  public Period {
    if (fromMs < FROM_MS_MIN) {
      throw new Unplayable("from", fromMs + ", expected milliseconds since 1970");
    }
    if (toMs <= fromMs) {
      throw new Unplayable("to", toMs + ", expected a time after from");
    }
    if (toMs - fromMs > SPAN_MS_MAX) {
      throw new Unplayable("to", toMs + ", expected at most 31 days after from");
    }
  }

  /// When its lead begins.
  public long leadMs() {
    return fromMs - LEAD_MS;
  }
}
