package switchboard.desk.reporting;

import java.util.List;

/// What an agent was in a period.
///
/// @param upToMs what happened until then is in it
/// @param statuses in order, those that reach into the period; whole
/// @param cutOff whether there are more than the most that there may be
public record AgentHistory(
    Period period,
    String agent,
    String name,
    long upToMs,
    List<StatusRow> statuses,
    boolean cutOff,
    Work work) {}
