package switchboard.simulation;

/// The standard normal distribution.
final class Normal {
  /// No toss of a coin with 53 bits goes beyond.
  private static final double FARTHEST = 8.3;

  private static final double TAIL = 0.02425;

  private Normal() {}

  /// Relative error below 1.2e-9. Source: Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
  static double quantile(double share) {
    if (share <= 0) {
      return -FARTHEST;
    }
    if (share >= 1) {
      return FARTHEST;
    }
    if (share < TAIL) {
      return tail(Math.sqrt(-2 * Math.log(share)));
    }
    if (share > 1 - TAIL) {
      return -tail(Math.sqrt(-2 * Math.log1p(-share)));
    }
    double q = share - 0.5;
    double r = q * q;
    return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                            + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r
            + 2.506628277459239e+00) * q
        / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                        + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r
            + 1);
  }

  private static double tail(double q) {
    return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
                        - 2.549732539343734e+00) * q + 4.374664141464968e+00) * q
            + 2.938163982698783e+00)
        / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                + 3.754408661907416e+00) * q
            + 1);
  }
}
