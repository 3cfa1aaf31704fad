package switchboard.desk.intake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import switchboard.desk.calendar.Hours;

/// A team's queue, as the catalogue has it.
///
/// @param ring how long an offer rings; null for the desk's own time, likewise `wrapUp`
/// @param autoAccept whether an agent takes the chat without being asked
/// @param perAgentMax most chats of it that routing gives one agent at once; null for no other limit than the agent's
/// @param hours in which its chats may be launched; null for always
public record Queue(
    String name,
    @Nullable Duration ring,
    boolean autoAccept,
    @Nullable Duration wrapUp,
    @Nullable Integer perAgentMax,
    @Nullable Hours hours) {}
