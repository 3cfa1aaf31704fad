package switchboard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How a desk does as it is, how it would after a change, and the difference. Replications with the same number are of the same customers, so the
/// difference is of pairs: its interval is far narrower than the two others'.
///
/// @param replications pairs played
public record Comparison(int replications, List<Row> rows) {

  /// @param tier null for all
  /// @param difference change − baseline, of the pairs in which both have a value
  public record Row(
      @Nullable String tier,
      Metric metric,
      @Nullable Estimate baseline,
      @Nullable Estimate change,
      @Nullable Estimate difference) {}

  public Comparison {
    rows = List.copyOf(rows);
  }

  /// @param baseline replications in the order of their numbers; `change` likewise
  public static Comparison of(List<Measures> baseline, List<Measures> change) {
    if (baseline.size() != change.size()) {
      throw new IllegalArgumentException(
          baseline.size() + " replications and " + change.size() + ", expected pairs");
    }
    TreeSet<String> tiers = new TreeSet<>();
    baseline.forEach(one -> tiers.addAll(one.byTier().keySet()));
    change.forEach(one -> tiers.addAll(one.byTier().keySet()));
    List<Row> rows = new ArrayList<>();
    addRows(rows, null, baseline, change);
    tiers.forEach(tier -> addRows(rows, tier, baseline, change));
    return new Comparison(baseline.size(), rows);
  }

  private static void addRows(
      List<Row> rows,
      @Nullable String tier,
      List<Measures> baseline,
      List<Measures> change) {
    for (Metric metric : Metric.values()) {
      List<Double> before = new ArrayList<>();
      List<Double> after = new ArrayList<>();
      List<Double> differences = new ArrayList<>();
      for (int i = 0; i < baseline.size(); i++) {
        Double one = metric.of(baseline.get(i), tier);
        Double other = metric.of(change.get(i), tier);
        if (one != null) {
          before.add(one);
        }
        if (other != null) {
          after.add(other);
        }
        if (one != null && other != null) {
          differences.add(other - one);
        }
      }
      if (!before.isEmpty() || !after.isEmpty()) {
        rows.add(
            new Row(
                tier,
                metric,
                Estimate.of(before),
                Estimate.of(after),
                Estimate.of(differences)));
      }
    }
  }

  /// @param tier null for all
  public @Nullable Row row(@Nullable String tier, Metric metric) {
    return rows.stream()
        .filter(row -> Objects.equals(row.tier(), tier) && row.metric() == metric)
        .findFirst()
        .orElse(null);
  }
}
