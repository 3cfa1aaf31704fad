package switchboard.desk.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.desk.reporting.Period.Span;

/// docs/spec/reports.md, P3: days and hours by the desk's clock.
class PeriodTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Period days(String from, String to, ZoneId zone) {
    return new Period(startOf(from, zone), startOf(to, zone), zone);
  }

  private static long startOf(String day, ZoneId zone) {
    return LocalDate.parse(day).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static List<Long> hoursOf(List<Span> spans) {
    return spans.stream()
        .map(span -> Duration.ofMillis(span.toMs() - span.fromMs()).toHours())
        .toList();
  }

  @Test
  void p3_theDayOfAChangeOfTheClockHasAnHourMoreOrLess() {
    assertThat(hoursOf(days("2026-10-24", "2026-10-27", BERLIN).days()))
        .containsExactly(24L, 25L, 24L);
    assertThat(hoursOf(days("2026-03-28", "2026-03-31", BERLIN).days()))
        .containsExactly(24L, 23L, 24L);
  }

  @Test
  void p3_theHourThatTheClockShowsTwiceIsTwo() {
    List<Span> autumn = days("2026-10-25", "2026-10-26", BERLIN).hours();
    assertThat(autumn).hasSize(25);
    assertThat(hoursOf(autumn)).containsOnly(1L);
    assertThat(autumn.stream().map(Span::hourOfDay).toList())
        .isEqualTo(
            Stream.concat(Stream.of(0, 1, 2), IntStream.range(2, 24).boxed()).toList());
    assertThat(days("2026-03-29", "2026-03-30", BERLIN).hours())
        .hasSize(23)
        .extracting(Span::hourOfDay)
        .doesNotContain(2);
  }

  /// On Lord Howe Island at two the clock shows half past, and in autumn half past one again.
  @Test
  void p3_hoursBeginWhereTheClockShowsThemThoughItIsChangedByHalfAnHour() {
    ZoneId zone = ZoneId.of("Australia/Lord_Howe");
    for (String day : List.of("2026-10-04", "2026-04-05")) {
      List<Span> hours =
          days(day, LocalDate.parse(day).plusDays(1).toString(), zone).hours();
      assertThat(hours)
          .allSatisfy(
              span -> {
                ZonedDateTime begins = Instant.ofEpochMilli(span.fromMs()).atZone(zone);
                ZonedDateTime last = Instant.ofEpochMilli(span.toMs() - 1).atZone(zone);
                assertThat(List.of(begins.getHour(), last.getHour())).containsOnly(span.hourOfDay());
              });
    }
  }

  @Test
  void p3_theFirstAndTheLastMayBeCutOff() {
    long fromMs = OffsetDateTime.parse("2026-11-30T10:20Z").toInstant().toEpochMilli();
    long toMs = OffsetDateTime.parse("2026-11-30T12:05Z").toInstant().toEpochMilli();
    Period period = new Period(fromMs, toMs, ZoneId.of("Asia/Kolkata"));
    assertThat(period.days()).containsExactly(new Span(fromMs, toMs, 15));
    assertThat(period.hours())
        .extracting(span -> (span.toMs() - span.fromMs()) / 60_000, Span::hourOfDay)
        .containsExactly(
            tuple(10L, 15),
            tuple(60L, 16),
            tuple(35L, 17));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu",
        "America/Santiago", "Africa/Cairo", "Pacific/Apia"
      })
  void p3_spansCoverAPeriodWithoutGapsInEveryZone(String name) {
    Period year = days("2026-01-01", "2027-01-01", ZoneId.of(name));
    for (List<Span> spans : List.of(year.days(), year.hours())) {
      long nextMs = year.fromMs();
      for (Span span : spans) {
        assertThat(span.fromMs()).isEqualTo(nextMs);
        assertThat(span.toMs()).isGreaterThan(nextMs);
        nextMs = span.toMs();
      }
      assertThat(nextMs).isEqualTo(year.toMs());
    }
    assertThat(year.days()).hasSize(365);
  }

  @Test
  void aPeriodLasts() {
    assertThatThrownBy(() -> new Period(5, 5, BERLIN)).hasMessage("toMs: 5, expected more than 5");
  }
}
