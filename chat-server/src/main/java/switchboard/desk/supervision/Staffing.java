package switchboard.desk.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

/// The slots of the available agents, and how much of them a chat of one line may count on. Agents who serve several lines are shared: of a crew's slots a line
/// has the part that its chats are of all chats ahead which the crew may take, each chat counted as spread over all slots that may take it.
final class Staffing {
  private final List<Crew> crews;
  private final Map<Line, Served> lines = new LinkedHashMap<>();

  /// Agents who serve the same lines.
  private static final class Crew {
    /// Of the first of them.
    private final AgentProfile profile;

    private int slots;

    /// Chats ahead, each spread over the slots of its line: parts of a chat for each slot.
    private double ahead;

    private Crew(AgentProfile profile) {
      this.profile = profile;
    }
  }

  private record Likeness(Skills skills, List<String> queues) {}

  /// A line's crews and how many of its chats were counted ahead.
  private static final class Served {
    private final List<Crew> crews;
    private final int slots;
    private int ahead;

    private Served(List<Crew> crews) {
      this.crews = crews;
      this.slots = crews.stream().mapToInt(crew -> crew.slots).sum();
    }
  }

  private Staffing(List<Crew> crews) {
    this.crews = crews;
  }

  static Staffing of(Collection<Agent> agents) {
    Map<Likeness, Crew> crews = new LinkedHashMap<>();
    for (Agent agent : agents) {
      if (agent.takesChats()) {
        crews.computeIfAbsent(
                    new Likeness(agent.skills(), agent.profile().queues()),
                    _ -> new Crew(agent.profile()))
                .slots +=
            agent.capacity();
      }
    }
    return new Staffing(new ArrayList<>(crews.values()));
  }

  /// Slots of all agents who serve the line, shared or not.
  int slots(Line line) {
    return served(line).slots;
  }

  /// Counts chats of a line as ahead of those asked about from now on.
  void ahead(Line line, int chats) {
    Served served = served(line);
    served.ahead += chats;
    for (Crew crew : served.crews) {
      crew.ahead += (double) chats / served.slots;
    }
  }

  /// Chats of the line that were counted as ahead.
  int ahead(Line line) {
    return served(line).ahead;
  }

  /// Nobody is ahead any more.
  void forgetAhead() {
    crews.forEach(crew -> crew.ahead = 0);
    lines.values().forEach(line -> line.ahead = 0);
  }

  /// Slots that the next chat of the line and those of its line ahead of it may count on; none when nobody who serves the line is available.
  double shareOf(Line line) {
    Served served = served(line);
    double one = 1.0 / Math.max(1, served.slots);
    double mine = (served.ahead + 1) * one;
    double share = 0;
    for (Crew crew : served.crews) {
      share += crew.slots * Math.min(1, mine / (crew.ahead + one));
    }
    return share;
  }

  private Served served(Line line) {
    return lines.computeIfAbsent(
        line,
        wanted ->
            new Served(crews.stream().filter(crew -> crew.profile.serves(wanted)).toList()));
  }
}
