package switchboard.desk.reporting;

import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Outcome;

/// A chat as reports count it. Times are milliseconds since 1970; 0 for what has not happened.
///
/// @param queue in which it was answered, or left unanswered; while it waits, where it waits
/// @param answeredAtMs the first time
/// @param repliedAtMs of the first message by staff to its customer, before it was over
/// @param endedAtMs of the exchange; wrap-up follows
/// @param handledMs sum of its handlings that are over
/// @param firstAgent who answered it first; empty for nobody
/// @param lastAgent whose it was last; empty for nobody
/// @param outcome null while it is open
/// @param ticket whether a ticket was opened in it
/// @param transfers times that it was passed on to another agent or a queue, by hand
/// @param rating 1 to 5; 0 for none
/// @param held whether the desk still holds it, so that it may change
public record ChatRow(
    long number,
    String queue,
    String tier,
    long targetMs,
    long launchedAtMs,
    long answeredAtMs,
    long repliedAtMs,
    long endedAtMs,
    long closedAtMs,
    long handledMs,
    String firstAgent,
    String lastAgent,
    @Nullable Outcome outcome,
    boolean ticket,
    int transfers,
    int rating,
    boolean held) {}
