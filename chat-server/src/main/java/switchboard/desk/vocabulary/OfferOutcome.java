package switchboard.desk.vocabulary;

/// How an offer ended without being accepted.
public enum OfferOutcome {
  DECLINED,
  EXPIRED,
  WITHDRAWN
}
