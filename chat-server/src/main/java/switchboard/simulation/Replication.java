package switchboard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One play of a workload.
public final class Replication {
  private Replication() {}

  /// The same workload, seed and number give the same measures; another workload's replication of that seed and number is of the same customers.
  public static Measures of(Workload workload, long seed, int number) {
    return Objects.requireNonNull(of(workload, seed, number, () -> true));
  }

  /// Null when it was given up, as it was not wanted any more.
  public static @Nullable Measures of(
      Workload workload, long seed, int number, BooleanSupplier wanted) {
    Tally tally = new Tally(workload);
    SimulatedDesk desk = new SimulatedDesk(workload, seed, number, tally::apply);
    return desk.play(wanted) ? tally.measures(desk.nowMs()) : null;
  }

  /// One after the other, by whoever asks.
  public static Player inTurn(long seed) {
    return (workload, replications) -> {
      List<Measures> all = new ArrayList<>(replications);
      for (int number = 0; number < replications; number++) {
        all.add(of(workload, seed, number));
      }
      return all;
    };
  }
}
