package switchboard.desk.vocabulary;

/// A waiting chat.
///
/// @param prefers skills beyond its line's without which it is offered to nobody yet; none once it has waited for them
/// @param enteredAtMs when it last entered the queue
public record QueueEntry(
    long conversation,
    String customer,
    String tier,
    Line line,
    Skills prefers,
    OrderKey key,
    long enteredAtMs) {}
