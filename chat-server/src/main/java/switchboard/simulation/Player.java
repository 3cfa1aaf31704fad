package switchboard.simulation;

import java.util.List;

/// Plays a workload many times, each time with other chance; the same chance for the same number.
@FunctionalInterface
public interface Player {
  /// Fewer say too little about chance.
  int REPLICATIONS = 30;

  int REPLICATIONS_MAX = 1_000;

  /// @return in the order of their numbers, from 0
  /// @throws InterruptedException nobody wants them any more
  List<Measures> play(Workload workload, int replications) throws InterruptedException;
}
