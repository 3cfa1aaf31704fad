package switchboard.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import switchboard.desk.supervision.Alerts;

/// What is posted when an alert begins or ends.
///
/// @param state "raised" or "cleared"
/// @param number that the rule watches: milliseconds, a count or percent
/// @param atMs when it began or ended, whenever it is posted
public record AlertPost(
    String desk, String alert, String state, long number, String sentence, long atMs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// As JSON.
  public static String of(String desk, Alerts.Change change) {
    AlertPost post =
        new AlertPost(
            desk,
            change.rule().name(),
            change.raised() ? "raised" : "cleared",
            change.number(),
            BoardNumbers.sentence(change.rule(), change.number()),
            change.atMs());
    try {
      return JSON.writeValueAsString(post);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours cannot be written as JSON", e);
    }
  }
}
