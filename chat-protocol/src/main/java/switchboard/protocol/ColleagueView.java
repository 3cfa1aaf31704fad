package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent to whom a chat may be passed on.
///
/// @param load slots taken, by offers too
/// @param skills with levels: "dns:3"
/// @param queues that the agent serves; none means all of them
/// @param unheard set while nothing is heard of the agent: they cannot be given a chat
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColleagueView(
    String id,
    String name,
    AgentState state,
    int load,
    int capacity,
    List<String> skills,
    List<String> queues,
    @Nullable Boolean unheard) {
  public ColleagueView {
    skills = List.copyOf(skills);
    queues = List.copyOf(queues);
  }
}
