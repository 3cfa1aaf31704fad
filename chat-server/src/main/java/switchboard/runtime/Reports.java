package switchboard.runtime;

import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportQuery;

/// Reads what a projection of the journal has stored. Blocks: for virtual threads.
public interface Reports {
  /// Rows of a report.
  int ROWS_MAX = 1_000;

  /// Statuses of a history.
  int STATUSES_MAX = 20_000;

  /// @param nowMs the desk's time
  Report report(ReportQuery query, long nowMs) throws Journal.Unavailable, TooMuch;

  /// @return null when the desk never knew the agent
  @Nullable AgentHistory history(String agent, Period period, long nowMs)
      throws Journal.Unavailable, TooMuch;

  /// It takes too long, or others are being made: bounded, so that reports cost the desk little.
  final class TooMuch extends Exception {
    private final boolean busy;

    /// @param busy whether others are being made; otherwise this one takes too long
    public TooMuch(boolean busy) {
      super(busy ? "other reports are being made" : "the report takes too long");
      this.busy = busy;
    }

    public boolean busy() {
      return busy;
    }
  }
}
