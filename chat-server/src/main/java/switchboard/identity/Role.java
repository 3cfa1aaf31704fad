package switchboard.identity;

/// What somebody is, and so may do. Each member of the staff may do what the one before may.
public enum Role {
  CUSTOMER,
  AGENT,
  SUPERVISOR,
  ADMIN;

  /// Is one of the staff: signs in with an account.
  public boolean isStaff() {
    return this != CUSTOMER;
  }

  /// May be offered conversations, hold them, write notes and work on tickets.
  public boolean mayServe() {
    return isStaff();
  }

  /// May watch the board and read every conversation.
  public boolean maySupervise() {
    return this == SUPERVISOR || this == ADMIN;
  }

  /// May change accounts, canned replies and settings.
  public boolean mayAdminister() {
    return this == ADMIN;
  }

  /// May do what only somebody of that role may: a supervisor may act as an agent.
  public boolean mayActAs(Role other) {
    return other == CUSTOMER ? this == CUSTOMER : isStaff() && compareTo(other) >= 0;
  }
}
