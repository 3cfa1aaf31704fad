package switchboard.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Skills;
import switchboard.simulation.StaffMember.Shift;

/// Kinds of agents: those who are alike in all that matters to a simulation.
final class Kinds {
  private static final int CAPACITY_USUAL = 3;

  private static final Comparator<StaffMember> LONGEST_AT_WORK =
      Comparator.comparingLong(StaffMember::atWorkMs).reversed();

  private Kinds() {}

  /// @param hours at which they are at work
  private record Kind(int capacity, Skills skills, List<String> queues, List<Long> hours) {
    static Kind of(StaffMember member) {
      AgentProfile profile = member.profile();
      return new Kind(
          profile.capacity(), profile.skills(), profile.queues(), Shift.hours(member.shifts()));
    }
  }

  /// One of each kind, who is longest at work, the most common kind first. Where nobody works, somebody who can do everything all the time.
  static List<StaffMember> models(Workload workload) {
    Map<Kind, List<StaffMember>> kinds = new LinkedHashMap<>();
    for (StaffMember member : workload.staff()) {
      if (!member.shifts().isEmpty()) {
        kinds.computeIfAbsent(Kind.of(member), _ -> new ArrayList<>()).add(member);
      }
    }
    if (kinds.isEmpty()) {
      return List.of(anybody(workload));
    }
    kinds.values().forEach(kind -> kind.sort(LONGEST_AT_WORK));
    return kinds.values().stream()
        .sorted(
            Comparator.comparingInt((List<StaffMember> kind) -> kind.size())
                .reversed()
                .thenComparing(List::getFirst, LONGEST_AT_WORK))
        .map(List::getFirst)
        .toList();
  }

  private static StaffMember anybody(Workload workload) {
    Skills all = Skills.NONE;
    for (ChatClass chats : workload.classes()) {
      all = all.with(chats.line().skills());
    }
    return new StaffMember(
        "anybody",
        new AgentProfile("anybody", false, CAPACITY_USUAL, all, List.of()),
        List.of(new Shift(workload.startMs(), workload.endMs())));
  }
}
