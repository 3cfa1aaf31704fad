package switchboard.protocol;

/// A team's queue.
///
/// @param name empty where the desk has but one
/// @param waiting chats in it
/// @param longestWaitMs 0 when nobody waits
/// @param agents who serve it and take chats now
/// @param paused whether nobody is offered its chats for now
public record QueueView(
    String name, int waiting, long longestWaitMs, int agents, boolean paused) {}
