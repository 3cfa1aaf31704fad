package switchboard.desk.vocabulary;

import org.jspecify.annotations.Nullable;

/// One line of the journal: an event with its place, time and cause.
///
/// @param sequence place in the desk's journal: 1, 2, 3 … without gaps
/// @param atMs the desk's time, milliseconds since 1970; never less than the entry's before
/// @param request the client-made id of the command, where a client sent it
/// @param conversation the conversation that the event belongs to, 0 for none
/// @param position the event's place in its conversation: 1, 2, 3 … without gaps; 0 without conversation
public record Entry(
    long sequence,
    long atMs,
    Actor by,
    @Nullable String request,
    long conversation,
    int position,
    Event event) {}
