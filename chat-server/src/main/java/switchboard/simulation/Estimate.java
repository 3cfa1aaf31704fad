package switchboard.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mean with its 95 % interval, by Student's t: mean ± t(n − 1) · s / √n.
///
/// @param halfWidth of the interval; infinite when there is but one value
/// @param count values that it is the mean of
public record Estimate(double mean, double halfWidth, int count) {

  /// @return null when there are no values
  public static @Nullable Estimate of(List<Double> values) {
    int count = values.size();
    if (count == 0) {
      return null;
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / count;
    if (count == 1) {
      return new Estimate(mean, Double.POSITIVE_INFINITY, 1);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares / (count - 1) / count);
    return new Estimate(mean, StudentT.quantile975(count - 1) * error, count);
  }

  public double low() {
    return mean - halfWidth;
  }

  public double high() {
    return mean + halfWidth;
  }

  /// Whether the interval leaves out 0. Of differences: that there is one.
  public boolean isSignificant() {
    return low() > 0 || high() < 0;
  }
}
