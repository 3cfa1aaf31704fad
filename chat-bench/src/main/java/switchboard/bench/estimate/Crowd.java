package switchboard.bench.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.simulation.Answering;
import switchboard.simulation.Arrivals;
import switchboard.simulation.ChatClass;
import switchboard.simulation.StaffMember;
import switchboard.simulation.StaffMember.Shift;
import switchboard.simulation.Times;
import switchboard.simulation.Workload;

/// Who comes to a desk whose agents accept at once, while the load swings.
///
/// @param load arrivals beside what the agents' slots can serve, 1 for as many
/// @param swing how much the load rises and falls, as a part of it
/// @param swingMs how long until it has risen and fallen
/// @param lines each chat needs the skill of one of so many, and each agent has two of them; 1 for none
record Crowd(double load, double swing, long swingMs, int agents, int capacity, int lines) {
  static final long START_MS = 1_800_000_000_000L;

  private static final double MINUTE_MS = 60_000;
  private static final double HANDLE_MS = 10 * MINUTE_MS;
  private static final double HANDLE_VARIATION = 0.9;
  private static final double PATIENCE_MS = 15 * MINUTE_MS;

  private static final Standing ELITE = new Standing("Elite", 3, 900_000, 60_000, false, List.of());
  private static final Standing BUSINESS =
      new Standing("Business", 2, 600_000, 180_000, false, List.of());
  private static final Standing BASIC = new Standing("Basic", 1, 0, 480_000, false, List.of());

  /// Of ten chats in a row, whose they are.
  private static final List<Standing> MIX =
      List.of(ELITE, BUSINESS, BUSINESS, BUSINESS, BASIC, BASIC, BASIC, BASIC, BASIC, BASIC);

  static Crowd of(double load) {
    return new Crowd(load, 0.3, 5 * 3_600_000, 12, 3, 1);
  }

  Crowd withLines(int count) {
    return new Crowd(load, swing, swingMs, agents, capacity, count);
  }

  Workload workload(long spanMs) {
    List<ChatClass> classes = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      for (Standing standing : List.of(ELITE, BUSINESS, BASIC)) {
        double share = (double) Collections.frequency(MIX, standing) / MIX.size() / lines;
        classes.add(chats(standing, line, new Arrivals.Rates(perQuarter(share, spanMs))));
      }
    }
    return workload(
        classes,
        new Times.Lognormal(HANDLE_MS, HANDLE_VARIATION),
        new Times.Exponential(PATIENCE_MS),
        spanMs);
  }

  /// So many come evenly in a span that those wait whom the slots leave; nobody leaves, and no chat ends.
  Workload filling(int waiting, long spanMs, long seed) {
    int comes = waiting + agents * capacity;
    Random random = new Random(seed);
    TreeMap<Integer, List<Long>> byClass = new TreeMap<>();
    for (int i = 0; i < comes; i++) {
      int kind = random.nextInt(lines) * MIX.size() + random.nextInt(MIX.size());
      byClass.computeIfAbsent(kind, _ -> new ArrayList<>()).add(START_MS + spanMs * i / comes);
    }
    List<ChatClass> classes = new ArrayList<>();
    byClass.forEach(
        (kind, times) ->
            classes.add(
                chats(
                    MIX.get(kind % MIX.size()),
                    kind / MIX.size(),
                    new Arrivals.Instants(times))));
    Times never = Times.fixed(Times.NEVER);
    return workload(classes, never, never, spanMs);
  }

  private ChatClass chats(Standing standing, int line, Arrivals arrivals) {
    Skills needs = lines == 1 ? Skills.NONE : Skills.of("skill-" + line);
    return new ChatClass(standing, new Line("", needs), Skills.NONE, arrivals);
  }

  private List<Double> perQuarter(double share, long spanMs) {
    List<Double> rates = new ArrayList<>();
    for (long atMs = 0; atMs < spanMs; atMs += Arrivals.QUARTER_MS) {
      double phase = 2 * Math.PI * (atMs + Arrivals.QUARTER_MS / 2.0) / swingMs;
      double perMs = load * agents * capacity / HANDLE_MS * (1 + swing * Math.sin(phase));
      rates.add(share * perMs * Arrivals.QUARTER_MS);
    }
    return rates;
  }

  private Workload workload(
      List<ChatClass> classes, Times handle, Times patience, long spanMs) {
    TreeMap<String, Times> handleTimes = new TreeMap<>();
    TreeMap<String, Times> patiences = new TreeMap<>();
    for (ChatClass chats : classes) {
      handleTimes.put(chats.standing().tier(), handle);
      patiences.put(chats.standing().tier(), patience);
    }
    return new Workload(
        START_MS, spanMs, 0, classes, handleTimes, patiences, 0, Answering.AT_ONCE, 0,
        staff(spanMs), DeskRules.DEFAULT);
  }

  private List<StaffMember> staff(long spanMs) {
    List<StaffMember> staff = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      String id = "agent-" + i;
      staff.add(
          new StaffMember(
              id,
              new AgentProfile(id, false, capacity, skills(i), List.of()),
              List.of(new Shift(START_MS, START_MS + spanMs))));
    }
    return staff;
  }

  private Skills skills(int agent) {
    return lines == 1
        ? Skills.NONE
        : Skills.of("skill-" + agent % lines, "skill-" + (agent + 1) % lines);
  }
}
