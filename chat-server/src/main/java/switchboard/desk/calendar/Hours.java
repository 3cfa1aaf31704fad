package switchboard.desk.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Hours of the week, as the wall clock of one zone shows them, minus holidays.
///
/// @param name unique in the catalogue, "support"
/// @param open spans of each day that has any, in order, not overlapping
/// @param holidays days of the zone on which nothing is open
public record Hours(
    String name, ZoneId zone, SortedMap<DayOfWeek, List<Span>> open, SortedSet<LocalDate> holidays)
    implements Comparable<Hours> {
  /// A holiday, and then some.
  private static final int DAYS_AHEAD_MAX = 31;

  public Hours {
    SortedMap<DayOfWeek, List<Span>> days = new TreeMap<>();
    open.forEach((day, spans) -> days.put(day, inOrder(name, day, spans)));
    open = Collections.unmodifiableSortedMap(days);
    holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
  }

  private static List<Span> inOrder(String name, DayOfWeek day, List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    Collections.sort(sorted);
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).overlaps(sorted.get(i))) {
        throw new IllegalArgumentException(
            "hours %s on %s: %s and %s, expected spans that do not overlap"
                .formatted(name, day, sorted.get(i - 1), sorted.get(i)));
      }
    }
    return List.copyOf(sorted);
  }

  /// Open at every moment of every day.
  public static Hours always(String name, ZoneId zone) {
    SortedMap<DayOfWeek, List<Span>> open = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      open.put(day, List.of(Span.DAY));
    }
    return new Hours(name, zone, open, new TreeSet<>());
  }

  public boolean isAlways() {
    return holidays.isEmpty()
        && open.size() == DayOfWeek.values().length
        && open.values().stream().allMatch(List.of(Span.DAY)::equals);
  }

  public boolean isOpen(Instant at) {
    ZonedDateTime there = at.atZone(zone);
    return !holidays.contains(there.toLocalDate())
        && open.getOrDefault(there.getDayOfWeek(), List.of()).stream()
            .anyMatch(span -> span.contains(there.toLocalTime()));
  }

  /// When these hours next begin after a moment, or null when not within `DAYS_AHEAD_MAX` days.
  public @Nullable Instant opensAfter(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    for (int ahead = 0; ahead <= DAYS_AHEAD_MAX; ahead++, day = day.plusDays(1)) {
      if (!holidays.contains(day)) {
        for (Span span : open.getOrDefault(day.getDayOfWeek(), List.of())) {
          Instant opens = day.atTime(span.from()).atZone(zone).toInstant();
          if (opens.isAfter(at)) {
            return opens;
          }
        }
      }
    }
    return null;
  }

  @Override
  public int compareTo(Hours other) {
    return name.compareTo(other.name);
  }

  /// A part of one day.
  ///
  /// @param to excluded; midnight stands for the end of the day
  public record Span(LocalTime from, LocalTime to) implements Comparable<Span> {
    public static final Span DAY = new Span(LocalTime.MIN, LocalTime.MIN);

    public Span {
      if (!toEndOfDay(to) && !to.isAfter(from)) {
        throw new IllegalArgumentException(
            "span: %s-%s, expected an end after the start".formatted(from, to));
      }
    }

    private static boolean toEndOfDay(LocalTime to) {
      return to.equals(LocalTime.MIN);
    }

    boolean contains(LocalTime time) {
      return !time.isBefore(from) && endsAfter(time);
    }

    public boolean overlaps(Span other) {
      return endsAfter(other.from) && other.endsAfter(from);
    }

    private boolean endsAfter(LocalTime time) {
      return toEndOfDay(to) || to.isAfter(time);
    }

    @Override
    public int compareTo(Span other) {
      return from.compareTo(other.from);
    }

    @Override
    public String toString() {
      return from + "-" + (toEndOfDay(to) ? "24:00" : to);
    }
  }
}
