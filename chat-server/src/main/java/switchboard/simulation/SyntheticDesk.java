package switchboard.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import switchboard.desk.DeskRules;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skill;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.simulation.Arrivals.Rates;
import switchboard.simulation.StaffMember.Shift;

/// A desk that is made up: chats come at one rate, all agents are alike but for skills, and there is one queue.
///
/// @param perHour chats that come
/// @param mix parts of them by tier; only their ratios matter
/// @param needs part of them that needs a skill, by its name; a chat needs one at most
/// @param handle from acceptance to end of wrap-up
/// @param patience until a customer gives up
/// @param slowdown how much longer each other chat that its agent holds makes a chat take
/// @param skilled agents who have a skill, by its name
/// @param warmUpMs played before what is counted
public record SyntheticDesk(
    double perHour,
    SortedMap<String, Double> mix,
    SortedMap<String, Double> needs,
    Times handle,
    Times patience,
    double slowdown,
    Answering answering,
    int agents,
    int capacity,
    SortedMap<String, Integer> skilled,
    long spanMs,
    long warmUpMs) {
  private static final long HOUR_MS = 3_600_000;

  /// When it is played does not matter: no hours are closed.
  private static final long START_MS = 1_800_000_000_000L;

  public SyntheticDesk {
    mix = Collections.unmodifiableSortedMap(new TreeMap<>(mix));
    needs = Collections.unmodifiableSortedMap(new TreeMap<>(needs));
    skilled = Collections.unmodifiableSortedMap(new TreeMap<>(skilled));
  }

  public double expectedChats() {
    return perHour * (spanMs + warmUpMs) / HOUR_MS;
  }

  /// @param tiers where the mix finds its head starts and targets
  /// @throws Unplayable it names a tier that is not there, or is too large
  public Workload workload(List<Tier> tiers) {
    List<ChatClass> classes = new ArrayList<>();
    TreeMap<String, Times> handleTimes = new TreeMap<>();
    TreeMap<String, Times> patiences = new TreeMap<>();
    double parts = mix.values().stream().mapToDouble(part -> part).sum();
    if (!(parts > 0)) {
      throw new Unplayable("mix", mix + ", expected at least one tier with a part above 0");
    }
    for (Map.Entry<String, Double> part : mix.entrySet()) {
      Standing standing = standing(part.getKey(), tiers);
      addClasses(classes, standing, perHour * part.getValue() / parts);
      handleTimes.put(standing.tier(), handle);
      patiences.put(standing.tier(), patience);
    }
    return new Workload(
        START_MS, warmUpMs + spanMs, warmUpMs, classes, handleTimes, patiences, slowdown, answering,
        0, staff(), DeskRules.DEFAULT);
  }

  private void addClasses(List<ChatClass> classes, Standing standing, double perHour) {
    double general = 1;
    for (Map.Entry<String, Double> need : needs.entrySet()) {
      classes.add(chats(standing, Skills.of(need.getKey()), perHour * need.getValue()));
      general -= need.getValue();
    }
    Unplayable.requireWithin("parts that need a skill, together", 1 - general, 0, 1 + 1e-9);
    classes.add(chats(standing, Skills.NONE, perHour * Math.max(0, general)));
  }

  private ChatClass chats(Standing standing, Skills skills, double perHour) {
    double quarters = (double) (warmUpMs + spanMs) / Arrivals.QUARTER_MS;
    List<Double> rates =
        Collections.nCopies(
            (int) Math.ceil(quarters), perHour * Arrivals.QUARTER_MS / HOUR_MS);
    return new ChatClass(standing, new Line("", skills), Skills.NONE, new Rates(rates));
  }

  private static Standing standing(String name, List<Tier> tiers) {
    for (Tier tier : tiers) {
      if (tier.name().equals(name)) {
        return new Standing(
            name,
            tier.rank(),
            tier.headStart().toMillis(),
            tier.chatTarget().toMillis(),
            false,
            List.of());
      }
    }
    throw new Unplayable(
        "mix",
        name
            + ", expected tiers of the catalogue: "
            + String.join(", ", tiers.stream().map(Tier::name).toList()));
  }

  /// Skills go round, so that nobody has all of them before each has one.
  private List<StaffMember> staff() {
    List<List<Skill>> skills = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      skills.add(new ArrayList<>());
    }
    int next = 0;
    for (Map.Entry<String, Integer> skill : skilled.entrySet()) {
      Unplayable.requireWithin("agents with " + skill.getKey(), skill.getValue(), 0, agents);
      for (int i = 0; i < skill.getValue(); i++) {
        skills.get(next++ % agents).add(Skill.of(skill.getKey()));
      }
    }
    List<StaffMember> staff = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      String id = "agent-" + (i + 1);
      staff.add(
          new StaffMember(
              id,
              new AgentProfile(id, false, capacity, new Skills(skills.get(i)), List.of()),
              List.of(new Shift(START_MS, START_MS + warmUpMs + spanMs))));
    }
    return staff;
  }
}
