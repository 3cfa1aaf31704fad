package switchboard.bench.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import switchboard.desk.supervision.Calibration.Came;
import switchboard.desk.supervision.Forecast;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.simulation.SimulatedDesk;

/// Follows a simulated desk and compares what each chat was told with what came, beside two other ways to estimate.
final class EstimateRun {
  static final int WINDOW = 500;

  /// A tier's figures. Waits in milliseconds; shares from 0 to 1.
  ///
  /// @param told waits told, those of chats that were offered at once left out
  /// @param worst80 smallest share that P80 covered of 500 customers who came one after the other
  /// @param errorMs mean absolute error of P50 for those who were answered
  /// @param lastErrorMs the same if each were told the wait of the last of their tier who was answered
  /// @param naiveErrorMs the same if each were told chats ahead x mean handle time / slots
  record Result(
      int told,
      double covered80,
      double covered90,
      double worst80,
      double errorMs,
      double lastErrorMs,
      double naiveErrorMs) {}

  /// @param lastMs what the last of the tier who was answered had waited
  private record Compared(Came came, long lastMs) {}

  private final Forecast forecast = new Forecast(this::came);
  private final Map<String, Long> lastMs = new HashMap<>();
  private final Map<Long, Long> lastMsAtEntry = new HashMap<>();
  private final TreeMap<String, List<Compared>> byTier = new TreeMap<>();

  /// @return by tier
  static Map<String, Result> of(Crowd crowd, long seed, long spanMs) {
    EstimateRun run = new EstimateRun();
    new SimulatedDesk(crowd.workload(spanMs), seed, 0, run::follow)
        .playUntil(Crowd.START_MS + spanMs);
    Map<String, Result> results = new TreeMap<>();
    run.byTier.forEach((tier, compared) -> results.put(tier, result(compared)));
    return results;
  }

  private void follow(Entry entry) {
    if (entry.event() instanceof Event.Launched launched) {
      lastMsAtEntry.put(
          entry.conversation(), lastMs.getOrDefault(launched.standing().tier(), 0L));
    }
    forecast.apply(entry);
    if (entry.event() instanceof Event.Closed) {
      lastMsAtEntry.remove(entry.conversation());
    }
  }

  private void came(Came came) {
    String tier = came.told().tier();
    long last = lastMsAtEntry.getOrDefault(came.conversation(), 0L);
    byTier.computeIfAbsent(tier, _ -> new ArrayList<>()).add(new Compared(came, last));
    if (!came.left()) {
      lastMs.put(tier, came.waitMs());
    }
  }

  private static Result result(List<Compared> compared) {
    compared.sort(Comparator.comparing(one -> one.came().conversation()));
    boolean[] kept80 = known(compared, Came::covered80);
    boolean[] kept90 = known(compared, Came::covered90);
    double errors = 0;
    double lastErrors = 0;
    double naiveErrors = 0;
    int answered = 0;
    for (Compared one : compared) {
      Came came = one.came();
      if (!came.left()) {
        answered++;
        errors += Math.abs(came.waitMs() - came.told().estimate().p50Ms());
        lastErrors += Math.abs(came.waitMs() - one.lastMs());
        naiveErrors += Math.abs(came.waitMs() - came.told().naiveMs());
      }
    }
    return new Result(
        compared.size(),
        share(kept80, 0, kept80.length),
        share(kept90, 0, kept90.length),
        worst(kept80),
        errors / answered,
        lastErrors / answered,
        naiveErrors / answered);
  }

  private static boolean[] known(
      List<Compared> compared, Function<Came, @Nullable Boolean> which) {
    List<Boolean> known = new ArrayList<>();
    for (Compared one : compared) {
      Boolean kept = which.apply(one.came());
      if (kept != null) {
        known.add(kept);
      }
    }
    boolean[] all = new boolean[known.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = known.get(i);
    }
    return all;
  }

  private static double share(boolean[] kept, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += kept[i] ? 1 : 0;
    }
    return (double) count / Math.max(1, to - from);
  }

  private static double worst(boolean[] kept) {
    double worst = share(kept, 0, Math.min(WINDOW, kept.length));
    for (int from = 1; from + WINDOW <= kept.length; from++) {
      worst = Math.min(worst, share(kept, from, from + WINDOW));
    }
    return worst;
  }
}
