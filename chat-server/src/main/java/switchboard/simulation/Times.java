package switchboard.simulation;

import java.util.List;

/// How long something takes, as a distribution: handle times, patience, how long until an agent answers. Asked by quantile, so that one toss of
/// a chat's own coin means a long time in every scenario or in none. Milliseconds.
public sealed interface Times {
  /// Longer than anything that is played.
  long NEVER = Long.MAX_VALUE / 4;

  /// The time that a part `toss` of all does not exceed; `NEVER` for one that does not end.
  ///
  /// @param toss from 0 to less than 1
  long at(double toss);

  static Times fixed(long ms) {
    return new Sampled(List.of(ms));
  }

  /// @param meanMs 0 for none at all
  record Exponential(double meanMs) implements Times {
    public Exponential {
      Unplayable.requireWithin("mean time (ms)", meanMs, 0, NEVER);
    }

    @Override
    public long at(double toss) {
      return bounded(-Math.log1p(-toss) * meanMs);
    }
  }

  /// @param variation standard deviation by mean
  record Lognormal(double meanMs, double variation) implements Times {
    public Lognormal {
      Unplayable.requireWithin("mean time (ms)", meanMs, 0, NEVER);
      Unplayable.requireWithin("variation", variation, 0, 10);
    }

    @Override
    public long at(double toss) {
      double variance = Math.log1p(variation * variation);
      return bounded(meanMs * Math.exp(Math.sqrt(variance) * Normal.quantile(toss) - variance / 2));
    }
  }

  /// As it was seen: each time as likely as the others (the bootstrap).
  ///
  /// @param ms shortest first; at least one
  record Sampled(List<Long> ms) implements Times {
    public Sampled {
      if (ms.isEmpty()) {
        throw new Unplayable("sampled times", "none, expected at least one");
      }
      ms = ms.stream().sorted().toList();
      Unplayable.requireWithin("sampled time (ms)", ms.getFirst(), 0, NEVER);
    }

    @Override
    public long at(double toss) {
      return ms.get((int) (toss * ms.size()));
    }
  }

  /// How many go on, by time: what the Kaplan-Meier estimator makes of times that are known only in part (who was answered would have waited longer).
  ///
  /// @param steps earliest first, each lower than the one before
  /// @param meanAfterMs of those who go on beyond the last step, how much longer; `NEVER` when that is not known
  record Survival(List<Step> steps, long meanAfterMs) implements Times {
    /// @param alive part of all who go on after this time, from 0 to 1
    public record Step(long atMs, double alive) {}

    public Survival {
      steps = List.copyOf(steps);
      Unplayable.requireWithin("mean time after the last step (ms)", meanAfterMs, 0, NEVER);
      Step before = new Step(0, 1);
      for (Step step : steps) {
        if (step.atMs() < before.atMs() || !(step.alive() >= 0 && step.alive() <= before.alive())) {
          throw new Unplayable(
              "survival", step + " after " + before + ", expected a later time and fewer");
        }
        before = step;
      }
    }

    @Override
    public long at(double toss) {
      double alive = 1 - toss;
      int low = 0;
      int high = steps.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (steps.get(middle).alive() < alive) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low < steps.size() ? steps.get(low).atMs() : afterLast(alive);
    }

    private long afterLast(double alive) {
      Step last = steps.isEmpty() ? new Step(0, 1) : steps.getLast();
      if (meanAfterMs == NEVER || last.alive() == 0) {
        return last.alive() == 0 ? last.atMs() : NEVER;
      }
      return bounded(last.atMs() + Math.log(last.alive() / alive) * meanAfterMs);
    }
  }

  private static long bounded(double ms) {
    return Math.min(NEVER, Math.round(ms));
  }
}
