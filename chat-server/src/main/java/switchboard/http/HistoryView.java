package switchboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.StatusRow;

/// What an agent was in a period, as JSON.
///
/// @param upToMs what happened until then is in it
/// @param states in order; the first may begin before the period, and the last one may go on
/// @param cutOff whether there are more
/// @param work sums within the period
record HistoryView(
    long fromMs,
    long toMs,
    String zone,
    String agent,
    String name,
    long upToMs,
    List<Status> states,
    boolean cutOff,
    ReportView.Worked work) {

  /// @param handling whether the agent held a chat meanwhile
  /// @param toMs absent while it goes on
  /// @param reason absent unless the agent's chosen state changed
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Status(
      String state,
      boolean handling,
      long fromMs,
      @Nullable Long toMs,
      @Nullable String reason) {}

  static HistoryView of(AgentHistory history) {
    return new HistoryView(
        history.period().fromMs(),
        history.period().toMs(),
        history.period().zone().getId(),
        history.agent(),
        history.name(),
        history.upToMs(),
        history.statuses().stream().map(HistoryView::status).toList(),
        history.cutOff(),
        ReportView.worked(history.work()));
  }

  private static Status status(StatusRow row) {
    return new Status(
        ReportView.lower(row.status()),
        row.handling(),
        row.fromMs(),
        row.toMs() == 0 ? null : row.toMs(),
        row.reason() == null ? null : ReportView.lower(row.reason()));
  }
}
