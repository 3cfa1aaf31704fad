package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.desk.supervision.Minute;
import switchboard.desk.supervision.Worked;
import switchboard.http.PastBoards.Point;

/// docs/spec/supervision.md, S41 and S42: a day's minutes taken together.
class BoardsTest {
  /// Where the desk is, hours begin at half past by UTC.
  private static final long DAY_MS = 1_795_977_000_000L;

  private static final List<Tier> TIERS =
      List.of(
          new Tier("Elite", 2, Duration.ZERO, Duration.ofMinutes(1)),
          new Tier("Basic", 1, Duration.ZERO, Duration.ofMinutes(8)));

  private final List<Minute> minutes = new ArrayList<>();

  private void minute(int ofDay, Map<String, Integer> depths, long longestMs, Worked worked) {
    minutes.add(
        new Minute(
            DAY_MS + ofDay * Minute.MS,
            depths,
            longestMs,
            7,
            new Service(3, 2, 1, 1, 1, 0, 0, 9_000),
            4,
            1,
            0,
            2,
            worked));
  }

  private List<Point> points(int each) {
    return Boards.points(minutes, TIERS, DAY_MS, each);
  }

  @Test
  void s41_aPointSumsWhatHappenedAndShowsHowThingsStoodAtItsEnd() {
    minute(0, Map.of("Basic", 9), 50_000, new Worked(10, 10));
    minute(1, Map.of("Elite", 2, "Basic", 1), 80_000, new Worked(20, 20));
    minute(2, Map.of("Elite", 1), 30_000, new Worked(50, 30));
    Point point = points(5).getFirst();
    assertThat(point.atMs()).isEqualTo(DAY_MS + 3 * Minute.MS);
    assertThat(point.depths()).containsExactly(1, 0);
    assertThat(point.longestWaitMs()).isEqualTo(80_000);
    assertThat(point.launched()).isEqualTo(9);
    assertThat(point.abandonedInTarget()).isEqualTo(3);
    assertThat(point.available()).isEqualTo(4);
  }

  @Test
  void s42_itsOccupancyIsOfItsMinutesAlone() {
    minute(0, Map.of(), 0, new Worked(90, 10));
    minute(1, Map.of(), 0, new Worked(100, 40));
    minute(2, Map.of(), 0, new Worked(100, 40));
    assertThat(points(1)).extracting(Point::occupancy).containsExactly(0.9, 0.25, null);
  }

  @Test
  void s41_itsHoursAreThoseOfTheDesksClock() {
    for (int i = 10; i < 130; i++) {
      minute(i, Map.of(), 0, Worked.NONE);
    }
    assertThat(points(60))
        .extracting(point -> (point.atMs() - DAY_MS) / Minute.MS)
        .containsExactly(60L, 120L, 130L);
  }
}
