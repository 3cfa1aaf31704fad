package switchboard.bench.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.supervision.Calibration.Told;
import switchboard.desk.supervision.Forecast;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.simulation.SimulatedDesk;

/// What an estimate costs while many wait: one made when a chat enters the queue, and all places at once.
///
/// @param medianMicros of one estimate
/// @param p99Micros of one estimate
/// @param placesMs the places of all who wait
record EstimateCost(int waiting, double medianMicros, double p99Micros, double placesMs) {
  private static final int ESTIMATES = 20_000;
  private static final int ROUNDS = 30;
  private static final long SPAN_MS = 20 * 60_000;

  /// Chats come within 20 minutes, so that one with a head start has many of them behind it.
  static EstimateCost with(int waiting, int lines, long seed) {
    Forecast forecast = new Forecast();
    SimulatedDesk desk =
        new SimulatedDesk(
            Crowd.of(1).withLines(lines).filling(waiting, SPAN_MS, seed), seed, 0, forecast::apply);
    desk.playUntil(Crowd.START_MS + SPAN_MS);
    List<Conversation> chats = new ArrayList<>();
    desk.view().waiting().forEach(chats::add);
    long[] tookNs = new long[ESTIMATES];
    for (int warmUp = 0; warmUp < 2; warmUp++) {
      for (int i = 0; i < ESTIMATES; i++) {
        tookNs[i] = estimate(forecast, chats.get(i % chats.size()), desk.nowMs());
      }
    }
    Arrays.sort(tookNs);
    double placesMs = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      placesMs = Math.min(placesMs, places(desk, forecast));
    }
    return new EstimateCost(
        chats.size(),
        tookNs[ESTIMATES / 2] / 1e3,
        tookNs[ESTIMATES * 99 / 100] / 1e3,
        placesMs);
  }

  /// One more like this chat comes now.
  private static long estimate(Forecast forecast, Conversation like, long nowMs) {
    OrderKey key =
        new OrderKey(
            nowMs - like.standing().headStartMs(), like.standing().rank(), Long.MAX_VALUE);
    long began = System.nanoTime();
    Told told = forecast.told(like.line(), like.standing(), key, nowMs);
    long tookNs = System.nanoTime() - began;
    Objects.requireNonNull(told);
    return tookNs;
  }

  private static double places(SimulatedDesk desk, Forecast forecast) {
    long[] sum = new long[1];
    long began = System.nanoTime();
    QueuePlaces.each(desk.view(), forecast, desk.nowMs(), place -> sum[0] += place.ahead());
    double tookMs = (System.nanoTime() - began) / 1e6;
    if (sum[0] == 0) {
      throw new IllegalStateException("nobody waits");
    }
    return tookMs;
  }
}
