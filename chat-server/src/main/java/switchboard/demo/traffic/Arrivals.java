package switchboard.demo.traffic;

import java.util.Random;

/// When customers come: independently of each other (a Poisson process), a little denser and thinner in turns, so that queues build up and clear.
final class Arrivals {
  /// How much above the mean the rate rises, and below it falls.
  private static final double SWING = 0.4;

  private static final double WAVE_MS = 180_000;

  private final Random random;
  private final double densestPerMs;
  private double atMs;

  /// @param perMinute in the mean
  Arrivals(Random random, int perMinute) {
    this.random = random;
    densestPerMs = perMinute * (1 + SWING) / 60_000;
  }

  /// Milliseconds from one arrival, at first from the beginning, to the next.
  long next() {
    double beforeMs = atMs;
    // Of the arrivals of the densest time, as many are left out as makes the rate of this time.
    do {
      atMs -= Math.log(1 - random.nextDouble()) / densestPerMs;
    } while (random.nextDouble() * (1 + SWING) > 1 + SWING * Math.sin(2 * Math.PI * atMs / WAVE_MS));
    return Math.round(atMs) - Math.round(beforeMs);
  }
}
