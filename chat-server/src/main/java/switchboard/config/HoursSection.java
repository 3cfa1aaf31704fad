package switchboard.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import switchboard.desk.calendar.Hours.Span;
import switchboard.desk.calendar.Hours;

/// Reads hours of the week from a section of the catalogue: zone, open spans by days, holidays.
final class HoursSection {
  /// Stands in after a fault.
  static final Hours SUBSTITUTE = Hours.always("", ZoneOffset.UTC);

  private static final Pattern SPAN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

  private static final Form<ZoneId> ZONE =
      Form.of(
          "a time zone such as America/Los_Angeles or UTC",
          text -> {
            try {
              return Optional.of(ZoneId.of(text));
            } catch (DateTimeException e) {
              return Optional.empty();
            }
          });
  private static final Form<LocalDate> DATE =
      Form.of(
          "a day such as 2026-12-25",
          text -> {
            try {
              return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
              return Optional.empty();
            }
          });
  private static final Form<Span> TIMES =
      Form.of("times such as 09:00-17:00, up to 24:00", HoursSection::parseSpan);
  private static final Form<List<DayOfWeek>> DAYS =
      Form.of("a day or days such as saturday or monday-friday", HoursSection::parseDays);

  private HoursSection() {}

  static Hours read(String name, Section section) {
    ZoneId zone = section.required("zone", ZONE, ZoneOffset.UTC);
    SortedMap<DayOfWeek, List<Span>> open = new TreeMap<>();
    section
        .section("open")
        .ifPresentOrElse(
            days -> days.keys().forEach(key -> addDays(open, days, key)),
            () -> section.fault("open", "missing", "days with times"));
    TreeSet<LocalDate> holidays = new TreeSet<>(section.list("holidays", DATE));
    section.refuseUnknown();
    return new Hours(name, zone, open, holidays);
  }

  private static void addDays(SortedMap<DayOfWeek, List<Span>> open, Section days, String key) {
    List<Span> spans = days.list(key, TIMES);
    for (DayOfWeek day : days.key(key, DAYS).orElse(List.of())) {
      List<Span> together = open.computeIfAbsent(day, any -> new ArrayList<>());
      for (Span span : spans) {
        if (together.stream().anyMatch(span::overlaps)) {
          days.fault(key, span + " on " + name(day), "times that do not overlap");
        } else {
          together.add(span);
        }
      }
    }
  }

  private static Optional<Span> parseSpan(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalTime from = LocalTime.parse(matcher.group(1));
      String end = matcher.group(2);
      if (end.equals("24:00")) {
        return Optional.of(new Span(from, LocalTime.MIN));
      }
      LocalTime to = LocalTime.parse(end);
      return to.isAfter(from) ? Optional.of(new Span(from, to)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<DayOfWeek>> parseDays(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return day(text).map(List::of);
    }
    return day(text.substring(0, dash))
        .flatMap(first ->
            day(text.substring(dash + 1))
                .filter(last -> last.compareTo(first) >= 0)
                .map(last -> List.copyOf(EnumSet.range(first, last))));
  }

  private static Optional<DayOfWeek> day(String text) {
    return Arrays.stream(DayOfWeek.values()).filter(day -> name(day).equals(text)).findFirst();
  }

  private static String name(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }
}
