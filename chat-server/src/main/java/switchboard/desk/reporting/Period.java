package switchboard.desk.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;

/// What a report is over, and the days and hours that it consists of by the desk's clock: a day may have 23 or 25 hours, and the hour that the clock
/// shows twice is two.
///
/// @param fromMs the first millisecond
/// @param toMs the first one after it
public record Period(long fromMs, long toMs, ZoneId zone) {
  private static final long HOUR_MS = 3_600_000;

  public Period {
    if (toMs <= fromMs) {
      throw new IllegalArgumentException("toMs: " + toMs + ", expected more than " + fromMs);
    }
  }

  /// A part of it.
  ///
  /// @param hourOfDay by the clock, 0 to 23
  public record Span(long fromMs, long toMs, int hourOfDay) {}

  /// In order and without gaps; the first and the last may be cut off.
  public List<Span> days() {
    List<Span> days = new ArrayList<>();
    long fromMs = this.fromMs;
    LocalDate day = at(fromMs).toLocalDate();
    while (fromMs < toMs) {
      day = day.plusDays(1);
      long nextMs = Math.min(toMs, day.atStartOfDay(zone).toInstant().toEpochMilli());
      days.add(new Span(fromMs, nextMs, at(fromMs).getHour()));
      fromMs = nextMs;
    }
    return days;
  }

  /// The same by hours.
  public List<Span> hours() {
    List<Span> hours = new ArrayList<>();
    long fromMs = this.fromMs;
    while (fromMs < toMs) {
      ZonedDateTime begins = at(fromMs);
      // By what the clock shows, though where it is changed by half an hour it never showed the beginning.
      long leftMs = HOUR_MS - begins.get(ChronoField.MILLI_OF_DAY) % HOUR_MS;
      long nextMs = Math.min(toMs, fromMs + leftMs);
      hours.add(new Span(fromMs, nextMs, begins.getHour()));
      fromMs = nextMs;
    }
    return hours;
  }

  private ZonedDateTime at(long ms) {
    return Instant.ofEpochMilli(ms).atZone(zone);
  }
}
