package switchboard.desk.reporting;

/// By what a report's rows are.
public enum Grouping {
  /// No rows, only the total.
  NOTHING,
  DAY,
  HOUR,
  /// The hours of the day, whatever day.
  HOUR_OF_DAY,
  QUEUE,
  TIER,
  /// Chats by who answered them first, beside what each agent did in the period.
  AGENT;

  public boolean isByTime() {
    return this == DAY || this == HOUR || this == HOUR_OF_DAY;
  }
}
