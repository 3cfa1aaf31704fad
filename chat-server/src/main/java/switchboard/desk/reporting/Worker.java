package switchboard.desk.reporting;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AgentState;

/// An agent, while entries are folded.
final class Worker {
  final String agent;
  String name;
  AgentState chosen;
  /// Those that are heard.
  final TreeSet<String> sessions;

  /// Those held, and whether each is in wrap-up.
  final Map<Long, Boolean> chats = new TreeMap<>();

  /// The row that goes on; null before the first.
  @Nullable StatusRow status;

  Worker(String agent) {
    this.agent = agent;
    name = agent;
    chosen = AgentState.OFFLINE;
    sessions = new TreeSet<>();
  }

  Worker(AgentRow row) {
    agent = row.agent();
    name = row.name();
    chosen = row.chosen();
    sessions = new TreeSet<>(row.sessions());
  }

  AgentStatus statusNow() {
    int wrappingUp = (int) chats.values().stream().filter(wrapping -> wrapping).count();
    return AgentStatus.of(chosen, !sessions.isEmpty(), chats.size(), wrappingUp);
  }

  AgentRow row() {
    return new AgentRow(agent, name, chosen, new ArrayList<>(sessions));
  }
}
