package switchboard.desk.reporting;

/// A chat in the hands of one agent, from assignment to the end of wrap-up.
///
/// @param sequence of the entry with which it began
/// @param wrapUpFromMs 0 when there was no wrap-up yet
/// @param toMs 0 while it goes on
/// @param passedOn whether it ended by going to another agent or a queue, by hand
public record HandlingRow(
    long sequence,
    long chat,
    String agent,
    long fromMs,
    long wrapUpFromMs,
    long toMs,
    boolean passedOn) {

  HandlingRow wrappingUp(long atMs) {
    return new HandlingRow(sequence, chat, agent, fromMs, atMs, toMs, passedOn);
  }

  HandlingRow passingOn() {
    return new HandlingRow(sequence, chat, agent, fromMs, wrapUpFromMs, toMs, true);
  }

  HandlingRow ended(long atMs) {
    return new HandlingRow(sequence, chat, agent, fromMs, wrapUpFromMs, atMs, passedOn);
  }
}
