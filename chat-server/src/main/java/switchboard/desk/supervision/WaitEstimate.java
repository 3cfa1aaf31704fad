package switchboard.desk.supervision;

import java.util.Collection;

/// How long a waiting chat still waits, as a distribution: the chats ahead leave at the rate at which agents become free and people give up,
/// while chats with a larger head start may still come in ahead. Mean and variance of that sum give gamma quantiles.
///
/// Source: docs/spec/routing.md; Whitt, "Predicting queueing delays", Management Science 45 (1999), for the sum; the Wilson-Hilferty
/// approximation for the gamma quantiles.
///
/// @param p50Ms half of such chats wait no longer
public record WaitEstimate(long p50Ms, long p80Ms, long p90Ms) {
  private static final double Z50 = 0;
  private static final double Z80 = 0.8416;
  private static final double Z90 = 1.2816;
  private static final int ROUNDS = 12;

  /// Keeps the sums defined when nobody gives up.
  private static final double THETA_MIN = 1e-12;

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
    double wait = mean(ahead + 1.0, servedPerMs, theta);
    double expected = 0;
    for (int round = 0; round < ROUNDS; round++) {
      expected = 0;
      for (Overtakers group : overtakers) {
        expected += group.perMs() * Math.min(wait, group.leadMs());
      }
      wait = mean(ahead + 1 + expected, servedPerMs, theta);
    }
    double departures = ahead + 1 + expected;
    double slope = 1 / (servedPerMs + departures * theta);
    double variance = variance(departures, servedPerMs, theta) + expected * slope * slope;
    return new WaitEstimate(
        quantile(wait, variance, Z50), quantile(wait, variance, Z80), quantile(wait, variance, Z90));
  }

  /// Sum of 1 / (served + k theta) for k < departures: the first term, and the rest by the Euler-Maclaurin formula.
  private static double mean(double departures, double served, double theta) {
    double second = 1 / (served + theta);
    double last = 1 / (served + departures * theta);
    return 1 / served
        + Math.log1p((departures - 1) * theta * second) / theta
        + (second - last) / 2
        + theta * (second * second - last * last) / 12;
  }

  /// Sum of the squares of the same terms, in the same way.
  private static double variance(double departures, double served, double theta) {
    double second = 1 / (served + theta);
    double last = 1 / (served + departures * theta);
    return 1 / (served * served)
        + (second - last) / theta
        + (second * second - last * last) / 2
        + theta * (second * second * second - last * last * last) / 6;
  }

  private static long quantile(double mean, double variance, double z) {
    double shape = mean * mean / Math.max(variance, 1e-9);
    double root = Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape)));
    return Math.round(Math.min(WAIT_MS_MAX, mean * root * root * root));
  }
}
