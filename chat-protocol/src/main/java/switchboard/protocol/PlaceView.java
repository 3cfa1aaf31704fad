package switchboard.protocol;

/// A place in the queue and an honest range for the wait, both for a customer's eyes.
///
/// @param ahead chats that would be offered before this one if nobody else came
/// @param waitP50Seconds half of such chats wait no longer from now on; -1 while nobody who could take it is on duty
/// @param waitP90Seconds nine in ten wait no longer from now on; -1 likewise
/// @param reason the order explained in one sentence
/// @param ticketSuggested the wait is long for this plan: a ticket is worth offering
public record PlaceView(
    int ahead, int waitP50Seconds, int waitP90Seconds, String reason, boolean ticketSuggested) {}
