package switchboard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import switchboard.desk.vocabulary.Skill;
import switchboard.desk.vocabulary.Skills;

/// Ways to do ever more of one thing, each step dearer and better than the one before.
record Ladder(List<Knob> steps) {
  private static final int AGENTS_MAX = 64;
  private static final int CAPACITY_STEPS = 3;
  private static final long MINUTE_MS = 60_000;
  private static final long[] HEAD_START_MINUTES = {5, 10, 15, 20, 30, 45, 60};

  /// Beyond this a tier is strictly ahead already.
  private static final long STRICT_MS = 24 * 60 * MINUTE_MS;

  /// Kinds of agents that are tried, the most common first.
  private static final int KINDS_MAX = 4;

  /// More agents: one ladder for each kind that the desk has. None when it may have no more.
  static List<Ladder> agents(Workload workload) {
    int most = Math.min(AGENTS_MAX, Workload.STAFF_MAX - workload.staff().size());
    if (most == 0) {
      return List.of();
    }
    return Kinds.models(workload).stream()
        .limit(KINDS_MAX)
        .map(
            model ->
                new Ladder(
                    IntStream.rangeClosed(1, most)
                        .<Knob>mapToObj(count -> Knob.AddAgents.like(model, count))
                        .toList()))
        .toList();
  }

  /// What may be done without more people.
  static List<Ladder> others(Workload workload, Goal goal) {
    List<Ladder> ladders = new ArrayList<>();
    String tier = goal.tier();
    if (tier != null && workload.tiers().size() > 1) {
      ladders.add(headStarts(workload, tier));
    }
    TreeSet<Skill> wanted = new TreeSet<>();
    workload.classes().forEach(chats -> wanted.addAll(chats.line().skills().all()));
    wanted.forEach(skill -> ladders.add(teaching(workload, skill)));
    ladders.add(capacities(workload));
    ladders.removeIf(ladder -> ladder.steps().isEmpty());
    return ladders;
  }

  private static Ladder headStarts(Workload workload, String tier) {
    long nowMs = Costs.headStartMs(workload, tier);
    List<Knob> steps = new ArrayList<>();
    for (long minutes : HEAD_START_MINUTES) {
      if (nowMs < STRICT_MS) {
        steps.add(new Knob.HeadStart(tier, nowMs + minutes * MINUTE_MS));
      }
    }
    return new Ladder(steps);
  }

  private static Ladder teaching(Workload workload, Skill skill) {
    Skills lesson = new Skills(List.of(skill));
    List<String> learners = new ArrayList<>();
    List<Knob> steps = new ArrayList<>();
    for (StaffMember member : workload.staff()) {
      if (!member.profile().skills().cover(lesson)) {
        learners.add(member.id());
        steps.add(new Knob.Teach(learners, lesson));
      }
    }
    return new Ladder(steps);
  }

  private static Ladder capacities(Workload workload) {
    List<Knob> steps = new ArrayList<>();
    int most = workload.staff().stream().mapToInt(m -> m.profile().capacity()).max().orElse(0);
    for (int by = 1; most > 0 && by <= CAPACITY_STEPS; by++) {
      if (most + by <= StaffMember.CAPACITY_MAX) {
        steps.add(new Knob.AddCapacity(List.of(), by));
      }
    }
    return new Ladder(steps);
  }
}
