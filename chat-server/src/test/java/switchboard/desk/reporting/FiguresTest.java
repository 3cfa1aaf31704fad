package switchboard.desk.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import switchboard.desk.reporting.Figures.Times;

/// docs/spec/reports.md, P5, P9 and P10: the shares, by numbers of which each counts somewhere else.
class FiguresTest {
  private static final Figures FIGURES =
      new Figures(
          40, 20, 15, 10, 4, 3, 5, 5, 0, Times.NONE, Times.NONE, Times.NONE, 0, null);

  @Test
  void p5_serviceLevelLeavesOutWhoLeftWithinTheTarget() {
    assertThat(FIGURES.serviceLevel()).isEqualTo(15.0 / (20 + 10 - 4));
  }

  @Test
  void p5_abandonmentLeavesOutWhoLeftWithinFiveSeconds() {
    assertThat(FIGURES.abandonment()).isEqualTo((10.0 - 3) / (20 + 5 + 10 - 3));
  }

  @Test
  void p5_deflectionIsOfAllWhoNoLongerWait() {
    assertThat(FIGURES.deflection()).isEqualTo(5.0 / (20 + 5 + 10));
  }

  @Test
  void p10_occupancyIsTimeWithChatsOfThatAndTimeAvailableWithout() {
    assertThat(new Work(30, 10, Map.of()).occupancy()).isEqualTo(0.75);
  }

  @Test
  void p9_whatNothingCountsForIsAbsent() {
    assertThat(Figures.NONE.serviceLevel()).isNull();
    assertThat(Figures.NONE.abandonment()).isNull();
    assertThat(Figures.NONE.deflection()).isNull();
    assertThat(Work.NONE.occupancy()).isNull();
  }
}
