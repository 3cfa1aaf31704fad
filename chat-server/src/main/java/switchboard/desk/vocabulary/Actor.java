package switchboard.desk.vocabulary;

/// Who asks or acts.
///
/// @param id of the customer or account; empty for the desk itself
/// @param name as shown to others at that time
public record Actor(Kind kind, String id, String name) {
  /// The desk itself: timers, routing.
  public static final Actor DESK = new Actor(Kind.DESK, "", "");

  public enum Kind {
    CUSTOMER,
    AGENT,
    SUPERVISOR,
    DESK;

    public boolean isStaff() {
      return this == AGENT || this == SUPERVISOR;
    }
  }

  public boolean isCustomer() {
    return kind == Kind.CUSTOMER;
  }

  public boolean isDesk() {
    return kind == Kind.DESK;
  }

  public boolean isStaff() {
    return kind.isStaff();
  }

  public boolean supervises() {
    return kind == Kind.SUPERVISOR;
  }
}
