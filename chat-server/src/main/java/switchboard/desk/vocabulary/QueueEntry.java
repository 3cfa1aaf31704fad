package switchboard.desk.vocabulary;

/// A waiting chat.
///
/// @param enteredAtMs when it last entered the queue
public record QueueEntry(
    long conversation, String customer, String tier, Line line, OrderKey key, long enteredAtMs) {}
