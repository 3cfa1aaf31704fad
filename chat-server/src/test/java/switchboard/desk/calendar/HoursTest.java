package switchboard.desk.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
  private static final Hours.Span OFFICE = new Hours.Span(LocalTime.of(9, 0), LocalTime.of(17, 0));
  private final Hours pacific =
      new Hours(
          "support",
          ZoneId.of("America/Los_Angeles"),
          new TreeMap<>(
              Map.of(DayOfWeek.MONDAY, List.of(OFFICE), DayOfWeek.FRIDAY, List.of(OFFICE))),
          new TreeSet<>(List.of(LocalDate.of(2026, 12, 25))));

  @ParameterizedTest
  @CsvSource({
    "2026-12-28T16:59:59Z, false", // Monday 08:59:59 there
    "2026-12-28T17:00:00Z, true",
    "2026-12-29T00:59:59Z, true", // still Monday there
    "2026-12-29T01:00:00Z, false",
    "2026-12-29T18:00:00Z, false", // Tuesday
    "2026-12-25T18:00:00Z, false", // Friday, a holiday
    "2026-07-06T16:00:00Z, true", // Monday 09:00 in summer time
    "2026-07-06T15:59:59Z, false",
  })
  void opensByTheWallClockOfItsZone(Instant at, boolean open) {
    assertThat(pacific.isOpen(at)).isEqualTo(open);
  }

  @Test
  void alwaysIsOpenAtTheLastMomentOfADay() {
    Hours always = Hours.always("always", ZoneId.of("Europe/Berlin"));
    assertThat(always.isOpen(Instant.parse("2026-03-29T00:59:59.999Z"))).isTrue();
    assertThat(always.isOpen(Instant.parse("2026-12-31T22:59:59.999Z"))).isTrue();
    assertThat(always.isAlways()).isTrue();
    assertThat(pacific.isAlways()).isFalse();
  }

  @Test
  void overlappingSpansAreRefused() {
    Hours.Span late = new Hours.Span(LocalTime.of(16, 0), LocalTime.MIN);
    assertThatThrownBy(() ->
            new Hours(
                "h",
                ZoneId.of("UTC"),
                new TreeMap<>(Map.of(DayOfWeek.MONDAY, List.of(late, OFFICE))),
                new TreeSet<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16:00-24:00");
  }
}
