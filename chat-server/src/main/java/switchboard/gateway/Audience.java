package switchboard.gateway;

/// The two ways in which a conversation is seen.
enum Audience {
  /// Its customer: no notes, no offers, nothing of the desk's inner life.
  CUSTOMER,
  STAFF
}
