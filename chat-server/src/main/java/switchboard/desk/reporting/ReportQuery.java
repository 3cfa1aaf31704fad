package switchboard.desk.reporting;

import org.jspecify.annotations.Nullable;

/// What is asked of reports.
///
/// @param queue only its chats; null for all
/// @param tier only its chats; null for all
/// @param agent only chats that this one answered first, and only this one's work; null for all
public record ReportQuery(
    Period period,
    Grouping by,
    @Nullable String queue,
    @Nullable String tier,
    @Nullable String agent) {

  /// Whether what agents were can be said: an agent's time is not divided among queues and tiers.
  public boolean knowsWork() {
    return queue == null && tier == null;
  }
}
