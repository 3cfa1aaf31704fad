package switchboard.desk.supervision;

import java.util.Collection;
import java.util.List;

/// How long a waiting chat still waits, as a distribution: the chats ahead leave at the rate at which agents become free and people give up,
/// while chats with a larger head start still come in ahead. How many are ahead is followed as a fluid with its variance until nobody is; mean and
/// variance of that time give gamma quantiles.
///
/// Source: docs/spec/supervision.md; Whitt, "Predicting queueing delays", Management Science 45 (1999), for a chat's wait as the stages of those ahead; Mandelbaum,
/// Massey, Reiman, "Strong approximations for Markovian service networks", Queueing Systems 30 (1998), for the fluid and its variance; the
/// Wilson-Hilferty approximation for the gamma quantiles.
///
/// @param p50Ms half of such chats wait no longer
public record WaitEstimate(long p50Ms, long p80Ms, long p90Ms) {
  private static final double Z50 = 0;
  private static final double Z80 = 0.8416;
  private static final double Z90 = 1.2816;

  /// Keeps the formulas defined when nobody gives up.
  private static final double THETA_MIN = 1e-12;

  /// Chats ahead when this one's turn has come. A whole chat counts from half a chat before to half a chat after, which makes the fluid's time the sum of
  /// the stages.
  private static final double EMPTY = -0.5;

  private static final double LAST = EMPTY + 1;

  /// No longer wait is ever named than a day.
  private static final double WAIT_MS_MAX = 24 * 3_600_000.0;

  /// Chats that may come in ahead.
  ///
  /// @param perMs arrivals a millisecond
  /// @param leadMs how much later than this chat they may come and still be first
  public record Overtakers(double perMs, long leadMs) {}

  /// @param ahead chats that are first now
  /// @param servedPerMs conversations that agents finish a millisecond; must be positive
  /// @param givenUpPerMs rate at which one waiting customer gives up
  public static WaitEstimate of(
      int ahead, double servedPerMs, double givenUpPerMs, Collection<Overtakers> overtakers) {
    double theta = Math.max(givenUpPerMs, THETA_MIN);
    Flow flow = Flow.of(ahead, servedPerMs, theta, overtakers);
    // Without overtakers the spread is known exactly; what the fluid misses of it, it misses with them, too.
    Flow alone = Flow.of(ahead, servedPerMs, theta, List.of());
    double exactly = Math.sqrt(variance(ahead + 1.0, servedPerMs, theta));
    double spread = flow.spreadMs() * exactly / Math.max(1, alone.spreadMs());
    double mean = flow.meanMs();
    if (mean >= WAIT_MS_MAX) {
      long most = Math.round(WAIT_MS_MAX);
      return new WaitEstimate(most, most, most);
    }
    // The middle takes the spread without overtakers: with theirs it would fall while the mean rises.
    return new WaitEstimate(
        quantile(mean, exactly, Z50), quantile(mean, spread, Z80), quantile(mean, spread, Z90));
  }

  /// Each quantile times its factor; a higher one is never less than a lower.
  WaitEstimate times(double factor50, double factor80, double factor90) {
    long next50 = times(p50Ms, factor50);
    long next80 = Math.max(next50, times(p80Ms, factor80));
    return new WaitEstimate(next50, next80, Math.max(next80, times(p90Ms, factor90)));
  }

  private static long times(long ms, double factor) {
    return Math.round(Math.min(WAIT_MS_MAX, ms * factor));
  }

  /// Sum of 1 / (served + k theta)² for k < departures: the first term, and the rest by the Euler-Maclaurin formula.
  private static double variance(double departures, double served, double theta) {
    double second = 1 / (served + theta);
    double last = 1 / (served + departures * theta);
    return 1 / (served * served)
        + (second - last) / theta
        + (second * second - last * last) / 2
        + theta * (second * second * second - last * last * last) / 6;
  }

  /// The time until nobody is ahead.
  private record Flow(double meanMs, double spreadMs) {
    static Flow of(int ahead, double served, double theta, Collection<Overtakers> overtakers) {
      Line line = new Line(served, theta, overtakers);
      line.flow(ahead + 1 + EMPTY);
      double meanMs = line.nowMs;
      line.flow(EMPTY + Math.sqrt(line.variance));
      return new Flow(meanMs, line.nowMs - meanMs);
    }
  }

  /// The chats ahead as time goes on. They change by -served - theta x chats + overtaking; the last is constant until some overtakers' lead is over.
  private static final class Line {
    private final double served;
    private final double theta;
    private final Collection<Overtakers> overtakers;
    private double nowMs;
    private double variance;

    private Line(double served, double theta, Collection<Overtakers> overtakers) {
      this.served = served;
      this.theta = theta;
      this.overtakers = overtakers;
    }

    /// Goes on with so many chats until nobody is ahead.
    private void flow(double chats) {
      double ahead = chats;
      while (nowMs < WAIT_MS_MAX) {
        double overtaking = 0;
        double changesMs = WAIT_MS_MAX;
        for (Overtakers group : overtakers) {
          if (group.leadMs() > nowMs) {
            overtaking += group.perMs();
            changesMs = Math.min(changesMs, group.leadMs());
          }
        }
        double drain = served - overtaking;
        // The last stage waits for an agent alone: there is nobody ahead any more who could give up.
        boolean last = ahead <= LAST && drain > 0;
        double leaving = last ? THETA_MIN : theta;
        double floor = last ? EMPTY : LAST;
        double atFloor = drain + leaving * floor;
        double floorMs =
            ahead > floor && atFloor > 0
                ? nowMs + Math.log1p((ahead - floor) * leaving / atFloor) / leaving
                : WAIT_MS_MAX;
        double spanMs = Math.min(floorMs, changesMs) - nowMs;
        double kept = Math.exp(-leaving * spanMs);
        double gone = -Math.expm1(-leaving * spanMs) / leaving;
        variance =
            variance * kept * kept
                + overtaking * gone * (1 + kept)
                + (leaving * ahead + drain) * gone * kept;
        if (floorMs <= changesMs) {
          nowMs = floorMs;
          ahead = floor;
          if (last) {
            return;
          }
        } else {
          ahead = ahead * kept - drain * gone;
          nowMs = changesMs;
        }
      }
    }
  }

  private static long quantile(double mean, double spread, double z) {
    double deviation = Math.clamp(spread / mean, 1e-6, 1);
    double shape = 1 / (deviation * deviation);
    double root = Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape)));
    return Math.round(Math.min(WAIT_MS_MAX, mean * root * root * root));
  }
}
