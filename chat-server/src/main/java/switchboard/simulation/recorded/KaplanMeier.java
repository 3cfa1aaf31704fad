package switchboard.simulation.recorded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import switchboard.simulation.Times;
import switchboard.simulation.Times.Survival;

/// How long something lasts, from times of which some are known only in part: a customer who was answered after two minutes would have waited longer, nobody
/// knows how long. The product-limit estimator of E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", Journal of the American
/// Statistical Association 53 (1958): of those still there when one ends, the part that does not end.
///
/// Beyond the longest time that was seen to end, nothing is known but how many went on. There it goes on as an exponential whose mean is all time that was
/// watched by the ends that were seen, which is its maximum-likelihood estimate.
final class KaplanMeier {
  /// Times in milliseconds, doubled; one more when the end was not seen, so that at equal times these come last, as the estimator has it.
  private long[] watched = new long[64];

  private int count;
  private int ends;

  /// @param ms how long it was watched
  /// @param ended whether it ended then; otherwise it was lost sight of
  void add(long ms, boolean ended) {
    if (count == watched.length) {
      watched = Arrays.copyOf(watched, count * 2);
    }
    watched[count++] = Math.max(0, ms) * 2 + (ended ? 0 : 1);
    ends += ended ? 1 : 0;
  }

  void addAll(KaplanMeier other) {
    for (int i = 0; i < other.count; i++) {
      add(other.watched[i] / 2, other.watched[i] % 2 == 0);
    }
  }

  int count() {
    return count;
  }

  /// How many were seen to end.
  int ends() {
    return ends;
  }

  Times survival() {
    long[] ascending = Arrays.copyOf(watched, count);
    Arrays.sort(ascending);
    List<Survival.Step> steps = new ArrayList<>();
    double alive = 1;
    double allMs = 0;
    for (int i = 0; i < count; ) {
      long ms = ascending[i] / 2;
      int there = count - i;
      int ended = 0;
      for (; i < count && ascending[i] / 2 == ms; i++) {
        ended += ascending[i] % 2 == 0 ? 1 : 0;
        allMs += ms;
      }
      if (ended > 0) {
        alive *= 1 - (double) ended / there;
        steps.add(new Survival.Step(ms, alive));
      }
    }
    long meanMs = ends == 0 ? Times.NEVER : Math.min(Times.NEVER, Math.round(allMs / ends));
    return new Survival(steps, meanMs);
  }
}
