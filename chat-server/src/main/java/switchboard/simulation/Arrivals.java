package switchboard.simulation;

import java.util.List;

/// When the chats of a class come.
public sealed interface Arrivals {
  /// A quarter of an hour: the time for which a rate holds.
  long QUARTER_MS = 15 * 60_000;

  /// How many are expected.
  double expected();

  /// At random (Poisson) at a rate of their own in each quarter of an hour.
  ///
  /// @param perQuarter chats expected in each quarter from the workload's start on; none after the last
  record Rates(List<Double> perQuarter) implements Arrivals {
    public Rates {
      perQuarter = List.copyOf(perQuarter);
      perQuarter.forEach(
          rate -> Unplayable.requireWithin("chats in a quarter of an hour", rate, 0, 1e6));
    }

    @Override
    public double expected() {
      return perQuarter.stream().mapToDouble(rate -> rate).sum();
    }
  }

  /// As they were recorded.
  ///
  /// @param ms since 1970, in any order
  record Instants(List<Long> ms) implements Arrivals {
    public Instants {
      ms = ms.stream().sorted().toList();
    }

    @Override
    public double expected() {
      return ms.size();
    }
  }
}
