package switchboard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import switchboard.desk.vocabulary.Skills;
import switchboard.simulation.Change;
import switchboard.simulation.ChatClass;
import switchboard.simulation.Knob;
import switchboard.simulation.StaffMember;
import switchboard.simulation.Workload;

/// What `simulate` changes.
final class ChangeOptions {
  @Option(names = "--add-agents", paramLabel = "N", description = "More agents, like most who are there, at the same hours.")
  private @Nullable String addAgents;

  @Option(names = "--remove-agents", paramLabel = "N", description = "Fewer agents, the last ones.")
  private @Nullable String removeAgents;

  @Option(names = "--set-capacity", paramLabel = "N", description = "Chats that each agent has at once.")
  private @Nullable String setCapacity;

  @Option(
      names = "--teach",
      paramLabel = "SKILL=N,…",
      description = "So many more agents have a skill, such as dns=3.")
  private @Nullable String teach;

  @Option(
      names = "--head-start",
      paramLabel = "TIER=TIME,…",
      description = "Other head starts, such as Elite=20m,Business=5m.")
  private @Nullable String headStart;

  @Option(
      names = "--deflect",
      paramLabel = "P%",
      description = "Customers who take a ticket when one is suggested.")
  private @Nullable String deflect;

  @Option(
      names = "--demand",
      paramLabel = "X or TIER=X,…",
      description = "Chats that come beside now, such as 1.2 for a fifth more, or Elite=2.")
  private @Nullable String demand;

  Change change(Workload workload) {
    List<Knob> knobs = new ArrayList<>();
    if (addAgents != null) {
      int count = Texts.whole("--add-agents", addAgents, 0, Workload.STAFF_MAX);
      knobs.add(Knob.AddAgents.likeMost(workload, count));
    }
    if (removeAgents != null) {
      int staff = workload.staff().size();
      int count = Texts.whole("--remove-agents", removeAgents, 0, staff);
      knobs.add(
          new Knob.RemoveAgents(
              workload.staff().subList(staff - count, staff).stream()
                  .map(StaffMember::id)
                  .toList()));
    }
    if (setCapacity != null) {
      knobs.add(
          new Knob.SetCapacity(
              List.of(),
              Texts.whole("--set-capacity", setCapacity, 1, StaffMember.CAPACITY_MAX)));
    }
    Texts.pairs("--teach", teach, "dns=3", text -> Texts.whole("--teach", text, 0, Workload.STAFF_MAX))
        .forEach((skill, count) -> addTeaching(knobs, workload, skill, count));
    Texts.pairs("--head-start", headStart, "Elite=20m", text -> Texts.duration("--head-start", text))
        .forEach(
            (tier, head) ->
                knobs.add(
                    Texts.playable(
                        "--head-start", () -> new Knob.HeadStart(tier, head.toMillis()))));
    if (deflect != null) {
      knobs.add(new Knob.Deflection(Texts.share("--deflect", deflect)));
    }
    if (demand != null) {
      addDemand(knobs, demand);
    }
    return checked(new Change(knobs), workload);
  }

  private static void addDemand(List<Knob> knobs, String text) {
    if (text.contains("=")) {
      Texts.pairs("--demand", text, "Elite=2", ChangeOptions::factor)
          .forEach((tier, factor) -> knobs.add(new Knob.Demand(tier, factor)));
    } else {
      knobs.add(new Knob.Demand("", factor(text)));
    }
  }

  private static double factor(String text) {
    return Texts.number("--demand", text, 0, ChatClass.DEMAND_MAX);
  }

  /// Each option by itself, so that the one is named that does not fit.
  private static Change checked(Change change, Workload workload) {
    for (Knob knob : change.knobs()) {
      String option =
          switch (knob) {
            case Knob.AddAgents _ -> "--add-agents";
            case Knob.RemoveAgents _ -> "--remove-agents";
            case Knob.SetCapacity _, Knob.AddCapacity _ -> "--set-capacity";
            case Knob.Teach _ -> "--teach";
            case Knob.HeadStart _ -> "--head-start";
            case Knob.Deflection _ -> "--deflect";
            case Knob.Demand _ -> "--demand";
          };
      Texts.playable(option, () -> knob.turn(workload));
    }
    return change;
  }

  private static void addTeaching(
      List<Knob> knobs, Workload workload, String skill, int count) {
    Skills lesson = new Skills(List.of(SyntheticOptions.skill("--teach", skill)));
    List<String> learners =
        workload.staff().stream()
            .filter(member -> !member.profile().skills().cover(lesson))
            .map(StaffMember::id)
            .toList();
    if (count > learners.size()) {
      throw Texts.fault(
          "--teach",
          skill + "=" + count,
          "at most the %d agents who do not have it yet".formatted(learners.size()));
    }
    if (count > 0) {
      knobs.add(new Knob.Teach(learners.subList(0, count), lesson));
    }
  }
}
