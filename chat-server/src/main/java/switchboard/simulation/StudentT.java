package switchboard.simulation;

/// Student's t distribution ("The probable error of a mean", *Biometrika* 6, 1908).
final class StudentT {
  /// Up to ten degrees of freedom, where the expansion is not yet exact to three digits.
  private static final double[] FEW = {
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281
  };

  private static final double X = 1.959963985;

  private StudentT() {}

  /// What a part of 0.975 does not exceed. The table is Abramowitz and Stegun's, *Handbook of Mathematical Functions*, 26.10; beyond, their
  /// expansion 26.7.5 in 1 / degrees of freedom, exact to four digits there.
  static double quantile975(int freedom) {
    if (freedom <= FEW.length) {
      return FEW[freedom - 1];
    }
    double x2 = X * X;
    double g1 = X * (x2 + 1) / 4;
    double g2 = X * ((5 * x2 + 16) * x2 + 3) / 96;
    double g3 = X * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384;
    return X + g1 / freedom + g2 / Math.pow(freedom, 2) + g3 / Math.pow(freedom, 3);
  }
}
