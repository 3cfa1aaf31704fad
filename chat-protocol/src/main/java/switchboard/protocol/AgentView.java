package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent's state and load.
///
/// @param reserved slots that offers hold
/// @param graceUntilMs set while the agent's connection is lost and the chats wait for its return
/// @param unheard set while nothing is heard of the agent though connected: treated as away, and lost if that goes on
/// @param occupancy share of today's time at work that chats took; on the board only, and absent before any
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentView(
    String id,
    String name,
    AgentState state,
    long stateSinceMs,
    int capacity,
    int load,
    int reserved,
    List<Long> conversations,
    @Nullable Long graceUntilMs,
    @Nullable Boolean unheard,
    @Nullable Double occupancy) {}
