package switchboard.desk.reporting;

import java.util.List;
import switchboard.desk.vocabulary.AgentState;

/// An agent as known now.
///
/// @param sessions connections that are heard
public record AgentRow(String agent, String name, AgentState chosen, List<String> sessions) {
  public AgentRow {
    sessions = List.copyOf(sessions);
  }
}
