package switchboard.desk.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether the waits that were told came true, by tier, and what corrects them: each bound is multiplied by a factor that grows when a wait exceeds it and shrinks
/// when one does not, so that in the long run the promised share is covered, whatever the load does. In the order of the entries it is a fold: told and came
/// the same again, it is the same again.
///
/// Source: Gibbs, Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021, on the logarithm of a factor.
public final class Calibration {
  /// Told waits by which the recent figures are counted.
  public static final int RECENT = 500;

  /// How far one wait moves the logarithm of a factor: up by this times the share promised when it was longer than told, else down by this times the rest.
  private static final double STEP = 0.06;

  /// P50 is to be near each wait rather than to cover a share of them: it follows slowly, for what moves a factor scatters what is told.
  private static final double STEP_OF_P50 = 0.003;

  /// No factor is larger, or smaller than one of this.
  private static final double FACTOR_MAX = 20;

  /// A wait told when its chat entered the queue.
  ///
  /// @param naiveMs what the usual formula would have told: chats ahead x mean handle time / slots
  public record Told(String tier, long atMs, WaitEstimate estimate, long naiveMs) {}

  /// What came of it.
  ///
  /// @param waitMs until it was answered, or left
  /// @param left without being answered
  /// @param covered80 whether the wait kept to P80; null when it ended before without an answer: nobody knows
  public record Came(
      long conversation,
      Told told,
      long waitMs,
      boolean left,
      @Nullable Boolean covered80,
      @Nullable Boolean covered90) {}

  /// A tier's figures.
  ///
  /// @param told waits that were told and have come true or not
  /// @param covered80 share of the last 500 that P80 covered, of those where it is known; null while none is
  /// @param covered80Ever the same since the beginning
  /// @param errorMs mean absolute error of P50 for the last 500 answered; null while none was
  /// @param naiveErrorMs that of the usual formula for the same
  /// @param factor80 what P80 is multiplied by
  public record OfTier(
      String tier,
      long told,
      @Nullable Double covered80,
      @Nullable Double covered90,
      @Nullable Double covered80Ever,
      @Nullable Double covered90Ever,
      @Nullable Long errorMs,
      @Nullable Long naiveErrorMs,
      double factor50,
      double factor80,
      double factor90) {}

  /// A bound that has neither been kept nor passed yet.
  private record Bound(long passesMs, long conversation, int percent) implements Comparable<Bound> {
    @Override
    public int compareTo(Bound other) {
      int byTime = Long.compare(passesMs, other.passesMs);
      if (byTime != 0) {
        return byTime;
      }
      int byChat = Long.compare(conversation, other.conversation);
      return byChat != 0 ? byChat : Integer.compare(percent, other.percent);
    }
  }

  private final Consumer<Came> reader;
  private final Map<Long, Told> pending = new LinkedHashMap<>();
  private final TreeSet<Bound> bounds = new TreeSet<>();
  private final TreeMap<String, Tally> tiers = new TreeMap<>();

  Calibration(Consumer<Came> reader) {
    this.reader = reader;
  }

  /// The same, going on by itself and telling nobody.
  Calibration copy() {
    Calibration copy = new Calibration(_ -> {});
    copy.pending.putAll(pending);
    copy.bounds.addAll(bounds);
    tiers.forEach((tier, tally) -> copy.tiers.put(tier, tally.copy()));
    return copy;
  }

  /// The estimate of the model as experience with the tier corrects it.
  WaitEstimate corrected(String tier, WaitEstimate model) {
    Tally tally = tiers.get(tier);
    return tally == null
        ? model
        : model.times(tally.p50.factor(), tally.p80.factor(), tally.p90.factor());
  }

  // --- what was told and what came ---

  void tell(long conversation, Told told) {
    pending.put(conversation, told);
    for (int percent : new int[] {50, 80, 90}) {
      bounds.add(bound(conversation, told, percent));
    }
  }

  /// Bounds that ended before this time were too short, whatever comes: that is learnt at once.
  void passed(long nowMs) {
    while (!bounds.isEmpty() && bounds.getFirst().passesMs() < nowMs) {
      Bound bound = bounds.removeFirst();
      Told told = pending.get(bound.conversation());
      if (told != null) {
        tally(told).of(bound.percent()).learn(false);
      }
    }
  }

  /// Nobody was told it: the chat was offered at once.
  void withdraw(long conversation) {
    Told told = pending.remove(conversation);
    if (told != null) {
      settle(conversation, told, 50, null);
      settle(conversation, told, 80, null);
      settle(conversation, told, 90, null);
    }
  }

  void answered(long conversation, long atMs) {
    end(conversation, atMs, false);
  }

  void left(long conversation, long atMs) {
    end(conversation, atMs, true);
  }

  private void end(long conversation, long atMs, boolean left) {
    Told told = pending.remove(conversation);
    if (told == null) {
      return;
    }
    Boolean ifKept = left ? null : Boolean.TRUE;
    settle(conversation, told, 50, ifKept);
    Boolean covered80 = settle(conversation, told, 80, ifKept);
    Boolean covered90 = settle(conversation, told, 90, ifKept);
    long waitMs = atMs - told.atMs();
    Tally tally = tally(told);
    tally.told++;
    if (!left) {
      tally.errors.add(Math.abs(waitMs - told.estimate().p50Ms()));
      tally.naiveErrors.add(Math.abs(waitMs - told.naiveMs()));
    }
    reader.accept(new Came(conversation, told, waitMs, left, covered80, covered90));
  }

  /// @return whether the bound was kept: not when it has passed, else what is given
  private @Nullable Boolean settle(
      long conversation, Told told, int percent, @Nullable Boolean ifKept) {
    if (!bounds.remove(bound(conversation, told, percent))) {
      return false;
    }
    if (ifKept != null) {
      tally(told).of(percent).learn(ifKept);
    }
    return ifKept;
  }

  private static Bound bound(long conversation, Told told, int percent) {
    WaitEstimate estimate = told.estimate();
    long waitMs =
        switch (percent) {
          case 50 -> estimate.p50Ms();
          case 80 -> estimate.p80Ms();
          default -> estimate.p90Ms();
        };
    return new Bound(told.atMs() + waitMs, conversation, percent);
  }

  private Tally tally(Told told) {
    return tiers.computeIfAbsent(told.tier(), _ -> new Tally());
  }

  // --- figures ---

  /// By the tier's name.
  public Collection<OfTier> tiers() {
    List<OfTier> all = new ArrayList<>();
    tiers.forEach((tier, tally) -> all.add(tally.figures(tier)));
    return all;
  }

  /// Waits told of which nobody knows yet whether they come true.
  int pending() {
    return pending.size();
  }

  private static final class Tally {
    private final Promise p50;
    private final Promise p80;
    private final Promise p90;
    private final Recent errors;
    private final Recent naiveErrors;
    private long told;

    private Tally() {
      this(
          new Promise(0.5, STEP_OF_P50, new Recent()),
          new Promise(0.8, STEP, new Recent()),
          new Promise(0.9, STEP, new Recent()),
          new Recent(),
          new Recent());
    }

    private Tally(Promise p50, Promise p80, Promise p90, Recent errors, Recent naiveErrors) {
      this.p50 = p50;
      this.p80 = p80;
      this.p90 = p90;
      this.errors = errors;
      this.naiveErrors = naiveErrors;
    }

    private Tally copy() {
      Tally copy =
          new Tally(p50.copy(), p80.copy(), p90.copy(), errors.copy(), naiveErrors.copy());
      copy.told = told;
      return copy;
    }

    private Promise of(int percent) {
      return switch (percent) {
        case 50 -> p50;
        case 80 -> p80;
        default -> p90;
      };
    }

    private OfTier figures(String tier) {
      Double error = errors.mean();
      Double naiveError = naiveErrors.mean();
      return new OfTier(
          tier,
          told,
          p80.recent.mean(),
          p90.recent.mean(),
          p80.share(),
          p90.share(),
          error == null ? null : Math.round(error),
          naiveError == null ? null : Math.round(naiveError),
          p50.factor(),
          p80.factor(),
          p90.factor());
    }
  }

  /// One quantile's promise and how it was kept.
  private static final class Promise {
    private final double share;
    private final double step;
    private final Recent recent;
    private double logFactor;
    private long known;
    private long kept;

    private Promise(double share, double step, Recent recent) {
      this.share = share;
      this.step = step;
      this.recent = recent;
    }

    private Promise copy() {
      Promise copy = new Promise(share, step, recent.copy());
      copy.logFactor = logFactor;
      copy.known = known;
      copy.kept = kept;
      return copy;
    }

    private void learn(boolean covered) {
      double next = logFactor + step * (covered ? share - 1 : share);
      double most = Math.log(FACTOR_MAX);
      logFactor = Math.clamp(next, -most, most);
      recent.add(covered ? 1 : 0);
      known++;
      kept += covered ? 1 : 0;
    }

    private double factor() {
      return Math.exp(logFactor);
    }

    private @Nullable Double share() {
      return known == 0 ? null : (double) kept / known;
    }
  }

  /// Mean of the last values.
  private static final class Recent {
    private final long[] values = new long[RECENT];
    private long sum;
    private long count;

    private Recent copy() {
      Recent copy = new Recent();
      System.arraycopy(values, 0, copy.values, 0, RECENT);
      copy.sum = sum;
      copy.count = count;
      return copy;
    }

    private void add(long value) {
      int place = (int) (count++ % RECENT);
      sum += value - values[place];
      values[place] = value;
    }

    private @Nullable Double mean() {
      return count == 0 ? null : (double) sum / Math.min(count, RECENT);
    }
  }
}
