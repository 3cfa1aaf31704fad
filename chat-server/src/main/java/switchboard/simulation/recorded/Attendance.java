package switchboard.simulation.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.StateReason;
import switchboard.simulation.StaffMember;
import switchboard.simulation.StaffMember.Shift;
import switchboard.simulation.Unplayable;

/// Who took chats when, and how long those stayed away whom missed offers had set away. That they were away so is no end of a shift: a simulated agent misses
/// offers too.
final class Attendance {
  /// Most shifts in a period: with these, a desk of 500 has as many in a month as can be.
  private static final int SHIFTS_MAX = 100_000;

  private final TreeMap<String, Presence> presences = new TreeMap<>();
  private final List<Long> awayMs = new ArrayList<>();
  private int shiftCount;

  private static final class Presence {
    private AgentProfile profile;
    private final List<Shift> shifts = new ArrayList<>();
    private long sinceMs;
    private long missedAtMs;

    private Presence(AgentProfile profile) {
      this.profile = profile;
    }
  }

  /// The agent as it is from now on.
  ///
  /// @param reason of the change of state, if it is one
  void saw(Agent agent, @Nullable StateReason reason, long nowMs) {
    Presence presence = presences.computeIfAbsent(agent.id(), _ -> new Presence(agent.profile()));
    presence.profile = agent.profile();
    if (reason == StateReason.MISSED_OFFERS) {
      presence.missedAtMs = nowMs;
    } else if (presence.missedAtMs > 0 && agent.state() == AgentState.AVAILABLE) {
      awayMs.add(nowMs - presence.missedAtMs);
      presence.missedAtMs = 0;
    } else if (agent.state() != AgentState.AWAY || !agent.connected()) {
      presence.missedAtMs = 0;
    }
    boolean takes = agent.takesChats() || presence.missedAtMs > 0;
    if (takes && presence.sinceMs == 0) {
      presence.sinceMs = nowMs;
    } else if (!takes) {
      end(presence, nowMs);
    }
  }

  private void end(Presence presence, long nowMs) {
    if (presence.sinceMs > 0 && presence.sinceMs < nowMs) {
      if (++shiftCount > SHIFTS_MAX) {
        throw new Unplayable(
            "to", "more than " + SHIFTS_MAX + " shifts of agents in the period, expected a shorter one");
      }
      presence.shifts.add(new Shift(presence.sinceMs, nowMs));
    }
    presence.sinceMs = 0;
  }

  /// Those who took chats at any time.
  List<StaffMember> staff(long endMs) {
    List<StaffMember> staff = new ArrayList<>();
    for (Map.Entry<String, Presence> one : presences.entrySet()) {
      Presence presence = one.getValue();
      end(presence, endMs);
      if (!presence.shifts.isEmpty()) {
        staff.add(new StaffMember(one.getKey(), presence.profile, presence.shifts));
      }
    }
    return staff;
  }

  /// How long those stayed away whom misses had set away, and who came back.
  List<Long> awayMs() {
    return awayMs;
  }
}
