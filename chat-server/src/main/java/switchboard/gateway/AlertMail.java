package switchboard.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import switchboard.desk.supervision.Alerts;
import switchboard.desk.vocabulary.AlertRule;

/// What is mailed when an alert begins or ends.
///
/// @param id the same when another node tells of the same change, which it saw within the same minute
public record AlertMail(String id, String subject, String text) {
  private static final long MINUTE_MS = 60_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT);

  /// @param board where its board is; null when nobody said
  public static AlertMail of(
      String desk, @Nullable URI board, ZoneId zone, Alerts.Change change) {
    AlertRule rule = change.rule();
    String now = figure(rule, change.number()) + (rule.of() == null ? "" : " in " + rule.of());
    String subject =
        "Switchboard: "
            + now
            + (change.raised() ? " (limit " + number(rule, rule.begins()) + ")" : ": over");
    return new AlertMail(id(desk, change), subject, text(desk, board, zone, change));
  }

  private static String id(String desk, Alerts.Change change) {
    String told =
        "%s %s %s %d"
            .formatted(desk, change.rule().name(), change.raised(), change.atMs() / MINUTE_MS);
    return "alert-" + UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(
      String desk, @Nullable URI board, ZoneId zone, Alerts.Change change) {
    AlertRule rule = change.rule();
    return """
        The alert "%s" %s on %s.
        %s
        It begins at %s and is over at %s.

        Desk: %s
        %s"""
        .formatted(
            rule.name(),
            change.raised() ? "began" : "was over",
            TIME.format(Instant.ofEpochMilli(change.atMs()).atZone(zone)),
            BoardNumbers.sentence(rule, change.number()),
            number(rule, rule.begins()),
            number(rule, rule.ends()),
            desk,
            board == null ? "" : "Board: " + board + "\n");
  }

  private static String figure(AlertRule rule, long number) {
    boolean one = number == 1;
    return switch (rule.measure()) {
      case LONGEST_WAIT -> "longest wait " + number(rule, number);
      case WAITING -> number + (one ? " waits" : " wait");
      case BREACHES -> number + (one ? " misses the target" : " miss the target");
      case SERVICE_LEVEL -> "service level " + number(rule, number);
      case AGENTS -> number + (one ? " agent takes chats" : " agents take chats");
    };
  }

  private static String number(AlertRule rule, long number) {
    return switch (rule.measure()) {
      case LONGEST_WAIT -> "%d:%02d".formatted(number / 60_000, number / 1_000 % 60);
      case SERVICE_LEVEL -> number + " %";
      case WAITING, BREACHES, AGENTS -> String.valueOf(number);
    };
  }
}
