package switchboard.whatif;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import switchboard.simulation.Comparison;
import switchboard.simulation.Estimate;
import switchboard.simulation.recorded.Recorded;

/// The answer to a question, as it is shown.
///
/// @param changes what was different; empty when nothing was
/// @param rows every figure, of all chats and by tier
/// @param cheapest what a goal led to; absent without one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Findings(
    long from,
    long to,
    String customers,
    int replications,
    long seed,
    Past recorded,
    List<Turned> changes,
    List<Row> rows,
    @Nullable Cheapest cheapest) {

  /// How the period was.
  ///
  /// @param leadMs how much before it was played and not counted
  /// @param agents who took chats
  /// @param offers that were accepted, declined or missed
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Past(
      long leadMs,
      int agents,
      int chats,
      int offers,
      @Nullable Double serviceLevel,
      List<OfTier> tiers) {}

  /// @param handled handle times that were seen whole
  /// @param gaveUp customers who were seen to give up, by whom patience is known
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfTier(
      String tier,
      int chats,
      int answered,
      int abandoned,
      int ticketed,
      @Nullable Double serviceLevel,
      int handled,
      int gaveUp) {}

  /// @param tier absent for all
  /// @param unit "share" from 0 to 1, "milliseconds" or "count"
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Row(
      @Nullable String tier,
      String metric,
      String unit,
      @Nullable Interval baseline,
      @Nullable Interval change,
      @Nullable Difference difference) {}

  /// A mean with its 95 % interval.
  ///
  /// @param low absent, like `high`, when there is but one value
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Interval(double mean, @Nullable Double low, @Nullable Double high) {}

  /// @param significant whether the interval leaves out 0
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Difference(
      double mean, @Nullable Double low, @Nullable Double high, boolean significant) {}

  /// @param tier absent for all chats
  /// @param percent the service level to reach
  /// @param found absent when nothing that was tried reaches it; with no changes when the desk does already
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Cheapest(
      @Nullable String tier, double percent, @Nullable Tried found, List<Tried> tried) {}

  /// @param cost beside other changes; only ratios mean something
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tried(
      List<Turned> changes, double cost, @Nullable Interval serviceLevel, boolean reaches) {}

  static Past past(Recorded recorded) {
    List<OfTier> tiers = new ArrayList<>();
    recorded
        .services()
        .forEach(
            (tier, service) ->
                tiers.add(
                    new OfTier(
                        tier,
                        service.launched(),
                        service.answered(),
                        service.abandoned(),
                        service.ticketed(),
                        service.serviceLevel(),
                        recorded.handled().getOrDefault(tier, 0),
                        recorded.abandoned().getOrDefault(tier, 0))));
    return new Past(
        recorded.period().fromMs() - recorded.startMs(),
        recorded.staff().size(),
        recorded.chats(),
        recorded.offers(),
        recorded.serviceLevel(),
        tiers);
  }

  static List<Row> rows(Comparison comparison) {
    return comparison.rows().stream()
        .map(
            row ->
                new Row(
                    row.tier(),
                    word(row.metric()),
                    word(row.metric().unit()),
                    interval(row.baseline()),
                    interval(row.change()),
                    difference(row.difference())))
        .toList();
  }

  static @Nullable Interval interval(@Nullable Estimate estimate) {
    return estimate == null
        ? null
        : new Interval(
            estimate.mean(), finite(estimate.low()), finite(estimate.high()));
  }

  private static @Nullable Difference difference(@Nullable Estimate estimate) {
    return estimate == null
        ? null
        : new Difference(
            estimate.mean(),
            finite(estimate.low()),
            finite(estimate.high()),
            estimate.isSignificant());
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
