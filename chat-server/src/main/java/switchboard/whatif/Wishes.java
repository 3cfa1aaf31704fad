package switchboard.whatif;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Skills;
import switchboard.simulation.Change;
import switchboard.simulation.Knob;
import switchboard.simulation.StaffMember;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;

/// What somebody wishes to be different, in the words in which people wish it: two agents more, whoever they are.
///
/// @param agents more of them, or fewer when negative
/// @param capacity chats more, or fewer, that each agent takes at once
/// @param demand chats that come, by those that came: 1.2 for a fifth more
/// @param deflection share of customers who take a ticket that is suggested; null as it was
/// @param headStartsMs by tier, of those that change
/// @param learners agents by id who learn `lesson`; none for all
public record Wishes(
    int agents,
    int capacity,
    double demand,
    @Nullable Double deflection,
    SortedMap<String, Long> headStartsMs,
    List<String> learners,
    Skills lesson) {
  public static final int AGENTS_MAX = 200;
  public static final int CAPACITY_MAX = 20;

  public static final Wishes NONE =
      new Wishes(0, 0, 1, null, Collections.emptySortedMap(), List.of(), Skills.NONE);

  public Wishes {
    headStartsMs = Collections.unmodifiableSortedMap(new TreeMap<>(headStartsMs));
    learners = List.copyOf(learners);
  }

  /// Of those who worked in the period. One who is added works as one of them does, the longest at work first; those who are removed are taken in the same
  /// order, so that adding two and removing two are each other's reverse.
  ///
  /// @throws Unplayable it does not fit them
  public Change change(Workload workload) {
    requireKnown(workload);
    List<Knob> knobs = new ArrayList<>();
    if (agents < 0) {
      knobs.add(new Knob.RemoveAgents(removed(workload)));
    }
    if (!lesson.isEmpty()) {
      knobs.add(new Knob.Teach(learners, lesson));
    }
    if (capacity != 0) {
      knobs.add(new Knob.AddCapacity(List.of(), capacity));
    }
    headStartsMs.forEach((tier, ms) -> knobs.add(new Knob.HeadStart(tier, ms)));
    if (deflection != null) {
      knobs.add(new Knob.Deflection(deflection));
    }
    if (demand != 1) {
      knobs.add(new Knob.Demand("", demand));
    }
    if (agents > 0) {
      addTo(knobs, workload);
    }
    return new Change(knobs);
  }

  private void requireKnown(Workload workload) {
    List<String> staff = workload.staff().stream().map(StaffMember::id).toList();
    for (String learner : learners) {
      if (!staff.contains(learner)) {
        throw new Unplayable(
            "changes.teach.agents", learner + ", expected agents who took chats in the period");
      }
    }
    for (String tier : headStartsMs.keySet()) {
      if (!workload.tiers().contains(tier)) {
        throw new Unplayable("changes.headStartMinutes", tier + ", expected " + tiers(workload));
      }
    }
  }

  static String tiers(Workload workload) {
    return "a tier that came in the period: " + String.join(", ", workload.tiers());
  }

  private List<String> removed(Workload workload) {
    int all = workload.staff().size();
    if (-agents >= all) {
      throw new Unplayable(
          "changes.agents",
          agents + ", expected at least " + (1 - all) + ": " + all + " agents took chats then");
    }
    return longestAtWork(workload).subList(0, -agents).stream().map(StaffMember::id).toList();
  }

  /// A new agent has what all have who are like them, so these come after what else changes of everybody.
  private void addTo(List<Knob> knobs, Workload workload) {
    List<StaffMember> models = longestAtWork(new Change(knobs).applyTo(workload));
    if (models.isEmpty()) {
      throw new Unplayable("changes.agents", agents + ", expected 0: nobody took chats then");
    }
    for (int i = 0; i < Math.min(agents, models.size()); i++) {
      StaffMember model = models.get(i);
      int count = agents / models.size() + (i < agents % models.size() ? 1 : 0);
      knobs.add(Knob.AddAgents.like(model, count));
    }
  }

  private static List<StaffMember> longestAtWork(Workload workload) {
    return workload.staff().stream()
        .sorted(
            Comparator.comparingLong(StaffMember::atWorkMs)
                .reversed()
                .thenComparing(StaffMember::id))
        .toList();
  }
}
