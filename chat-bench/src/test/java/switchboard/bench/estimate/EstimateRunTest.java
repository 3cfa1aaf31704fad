package switchboard.bench.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.bench.estimate.EstimateRun.Result;
import switchboard.desk.supervision.Calibration.Came;
import switchboard.desk.supervision.Forecast;
import switchboard.desk.vocabulary.Entry;
import switchboard.simulation.SimulatedDesk;

/// docs/spec/supervision.md, S13 and S15, on the real desk. `./switchboard bench estimate` runs it for weeks.
class EstimateRunTest {
  private static final long DAY_MS = 24 * 3_600_000L;

  @ParameterizedTest
  @CsvSource({"0.8, 1", "1.2, 2", "1.5, 3"})
  void s13_whatIsPromisedIsKeptWhileTheLoadSwings(double load, long seed) {
    Map<String, Result> byTier = EstimateRun.of(Crowd.of(load), seed, 3 * DAY_MS);
    assertThat(byTier).containsOnlyKeys("Elite", "Business", "Basic");
    byTier.forEach(
        (tier, result) -> {
          assertThat(result.told()).isGreaterThan(200);
          assertThat(result.covered80()).as("P80 of " + tier).isCloseTo(0.8, within(0.04));
          assertThat(result.covered90()).as("P90 of " + tier).isCloseTo(0.9, within(0.03));
          assertThat(result.worst80()).as("worst 500 of " + tier).isGreaterThan(0.7);
          assertThat(result.errorMs() / result.lastErrorMs()).as("error of " + tier).isLessThan(0.9);
        });
  }

  @Test
  void s13_alsoWhereLinesShareAgents() {
    Map<String, Result> byTier =
        EstimateRun.of(Crowd.of(1.2).withLines(4), 4, 3 * DAY_MS);
    byTier.forEach(
        (tier, result) -> {
          assertThat(result.covered80()).as("P80 of " + tier).isCloseTo(0.8, within(0.04));
          assertThat(result.covered90()).as("P90 of " + tier).isCloseTo(0.9, within(0.03));
        });
  }

  @Test
  void s15_theSameEntriesGiveTheSameEstimates() {
    List<Entry> entries = new ArrayList<>();
    List<Came> live = new ArrayList<>();
    Forecast forecast = new Forecast(live::add);
    new SimulatedDesk(
            Crowd.of(1.2).withLines(3).workload(DAY_MS),
            5,
            0,
            entry -> {
              entries.add(entry);
              forecast.apply(entry);
            })
        .playUntil(Crowd.START_MS + DAY_MS);
    List<Came> again = new ArrayList<>();
    Forecast recalled = new Forecast(again::add);
    entries.forEach(recalled::apply);
    assertThat(live).hasSizeGreaterThan(1_000);
    assertThat(again).isEqualTo(live);
    assertThat(recalled.calibration().tiers()).isEqualTo(forecast.calibration().tiers());
  }
}
