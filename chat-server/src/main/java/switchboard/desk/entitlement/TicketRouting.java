package switchboard.desk.entitlement;

/// Where tickets go; a later constant is better.
public enum TicketRouting {
  /// No tickets.
  NONE,
  STANDARD,
  /// Ahead of the standard ones.
  AHEAD
}
