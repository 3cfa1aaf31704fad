package switchboard.desk.reporting;

import switchboard.desk.vocabulary.OfferOutcome;

/// An offer that an agent declined or let expire.
///
/// @param sequence of the entry that ended it
public record OfferRow(long sequence, long chat, String agent, long atMs, OfferOutcome outcome) {}
