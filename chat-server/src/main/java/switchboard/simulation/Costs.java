package switchboard.simulation;

import switchboard.desk.vocabulary.Skills;
import switchboard.simulation.StaffMember.Shift;

/// What changes cost beside each other; only their ratios matter. Those of demand and deflection, which nobody can buy, are none.
///
/// @param agent one more agent in one shift
/// @param capacity one agent who takes one chat more at once
/// @param skill one agent who learns one skill
/// @param headStart five minutes more of one tier
public record Costs(double agent, double capacity, double skill, double headStart) {
  public static final Costs DEFAULT = new Costs(100, 10, 20, 1);

  private static final double STEP_MS = 5 * 60_000;

  public Costs {
    Unplayable.requireWithin("cost of an agent", agent, 0, 1e9);
    Unplayable.requireWithin("cost of capacity", capacity, 0, 1e9);
    Unplayable.requireWithin("cost of a skill", skill, 0, 1e9);
    Unplayable.requireWithin("cost of a head start", headStart, 0, 1e9);
  }

  /// What less of something saves is not counted.
  double of(Change change, Workload before) {
    double cost = 0;
    Workload workload = before;
    for (Knob knob : change.knobs()) {
      cost += of(knob, workload);
      workload = knob.turn(workload);
    }
    return cost;
  }

  private double of(Knob knob, Workload before) {
    return switch (knob) {
      case Knob.AddAgents add -> add.count() * Shift.count(add.shifts()) * agent;
      case Knob.RemoveAgents _, Knob.Deflection _, Knob.Demand _ -> 0;
      case Knob.SetCapacity _, Knob.AddCapacity _ -> capacity * slotsAdded(before, knob.turn(before));
      case Knob.Teach _ -> skill * skillsAdded(before, knob.turn(before));
      case Knob.HeadStart(String tier, long ms) ->
          headStart * Math.max(0, ms - headStartMs(before, tier)) / STEP_MS;
    };
  }

  private static int slotsAdded(Workload before, Workload after) {
    int added = 0;
    for (int i = 0; i < before.staff().size(); i++) {
      int was = before.staff().get(i).profile().capacity();
      added += Math.max(0, after.staff().get(i).profile().capacity() - was);
    }
    return added;
  }

  private static int skillsAdded(Workload before, Workload after) {
    int added = 0;
    for (int i = 0; i < before.staff().size(); i++) {
      Skills was = before.staff().get(i).profile().skills();
      added += was.missing(after.staff().get(i).profile().skills()).size();
    }
    return added;
  }

  static long headStartMs(Workload workload, String tier) {
    return workload.classes().stream()
        .filter(chats -> chats.standing().tier().equals(tier))
        .mapToLong(chats -> chats.standing().headStartMs())
        .max()
        .orElse(0);
  }
}
