package switchboard.desk.reporting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of some period.
///
/// @param sequence of the newest entry that it follows from
/// @param behind entries that it does not know yet
/// @param upToMs what happened until then is in it
/// @param rows in order: by time, by name, and agents by chats handled
/// @param rowsLeftOut rows beyond the most that there may be
public record Report(
    ReportQuery query,
    long sequence,
    long behind,
    long upToMs,
    Row total,
    List<Row> rows,
    long rowsLeftOut,
    Choices choices) {

  /// One row, or the total.
  ///
  /// @param key of the group: the queue, tier or agent, the hour of the day; null for the total and for spans
  /// @param span null unless it is one
  /// @param work null where it cannot be said
  /// @param agent what one did, or all of them in the total; null unless the report is by agent
  public record Row(
      @Nullable String key,
      Period.@Nullable Span span,
      Figures figures,
      @Nullable Work work,
      @Nullable AgentWork agent) {}

  /// What may be asked for in this period.
  public record Choices(List<String> queues, List<String> tiers, List<AgentChoice> agents) {}

  public record AgentChoice(String id, String name) {}
}
