package switchboard.desk.vocabulary;

/// Where a ticket is in its life.
public enum TicketState {
  OPEN,
  ASSIGNED,
  ANSWERED,
  RESOLVED
}
