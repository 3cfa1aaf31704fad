package switchboard.desk.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When a customer may chat: in any of the hours that their plan grants, as far as the queue is open, too.
///
/// @param granted by the plan; none means never
/// @param queue hours of the team; null for always
public record Opening(List<Hours> granted, @Nullable Hours queue) {
  /// Most beginnings of hours that are tried on the way to one at which all is open.
  private static final int STEPS_MAX = 200;

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEEE, d MMMM, 'at' HH:mm", Locale.ENGLISH);

  public Opening {
    granted = List.copyOf(granted);
  }

  public boolean isOpen(Instant at) {
    return granted.stream().anyMatch(hours -> hours.isOpen(at))
        && (queue == null || queue.isOpen(at));
  }

  /// When it is open next, from a moment at which it is not; null when that is nowhere near.
  public @Nullable Instant opensAfter(Instant at) {
    Instant candidate = at;
    for (int step = 0; step < STEPS_MAX && candidate != null; step++) {
      candidate = nextBeginning(candidate);
      if (candidate != null && isOpen(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /// That it is closed, and until when, for the customer.
  public String sentence(Instant at) {
    if (granted.isEmpty()) {
      return "Your plan includes no live chat.";
    }
    Instant opens = opensAfter(at);
    ZoneId zone = queue == null ? granted.getFirst().zone() : queue.zone();
    return opens == null
        ? "Nobody is here to chat for now."
        : "Nobody is here to chat now. We are back on %s (%s)."
            .formatted(WHEN.format(opens.atZone(zone)), zone);
  }

  private @Nullable Instant nextBeginning(Instant after) {
    return Stream.concat(granted.stream(), Stream.ofNullable(queue))
        .map(hours -> hours.opensAfter(after))
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
