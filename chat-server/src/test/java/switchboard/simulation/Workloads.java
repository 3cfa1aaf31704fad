package switchboard.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.simulation.Arrivals.Rates;
import switchboard.simulation.StaffMember.Shift;

/// Workloads to play in tests.
final class Workloads {
  static final long START_MS = 1_800_000_000_000L;
  static final long MINUTE_MS = 60_000;
  static final long HOUR_MS = 60 * MINUTE_MS;

  static final Standing ELITE = new Standing("Elite", 3, 15 * MINUTE_MS, MINUTE_MS, false, List.of());
  static final Standing BUSINESS =
      new Standing("Business", 2, 10 * MINUTE_MS, 3 * MINUTE_MS, false, List.of());
  static final Standing BASIC = new Standing("Basic", 1, 0, 8 * MINUTE_MS, false, List.of());

  private static final double HANDLE_MS = 10 * MINUTE_MS;
  private static final double PATIENCE_MS = 15 * MINUTE_MS;

  private Workloads() {}

  /// Three tiers, agents of capacity 3 who accept at once. The first hour warms up.
  ///
  /// @param load arrivals beside what the slots can serve
  static Workload ofTiers(double load, int agents, int hours) {
    double perQuarter = load * agents * 3 / HANDLE_MS * Arrivals.QUARTER_MS;
    List<ChatClass> classes =
        List.of(
            chats(ELITE, 0.1 * perQuarter, hours),
            chats(BUSINESS, 0.3 * perQuarter, hours),
            chats(BASIC, 0.6 * perQuarter, hours));
    return workload(
        classes, staff(agents, 3, hours), new Times.Lognormal(HANDLE_MS, 0.9), hours, HOUR_MS);
  }

  /// M/M/n+M: one class, first come, first served, agents of capacity 1.
  static Workload markovian(double load, int agents, int hours) {
    double perQuarter = load * agents / HANDLE_MS * Arrivals.QUARTER_MS;
    return workload(
        List.of(chats(BASIC, perQuarter, hours)),
        staff(agents, 1, hours),
        new Times.Exponential(HANDLE_MS),
        hours,
        2 * HOUR_MS);
  }

  static Workload workload(
      List<ChatClass> classes, List<StaffMember> staff, Times handle, int hours, long warmUpMs) {
    TreeMap<String, Times> handleTimes = new TreeMap<>();
    TreeMap<String, Times> patience = new TreeMap<>();
    for (ChatClass chats : classes) {
      handleTimes.put(chats.standing().tier(), handle);
      patience.put(chats.standing().tier(), new Times.Exponential(PATIENCE_MS));
    }
    return new Workload(
        START_MS, hours * HOUR_MS, warmUpMs, classes, handleTimes, patience, 0, Answering.AT_ONCE,
        0, staff, DeskRules.DEFAULT);
  }

  static ChatClass chats(Standing standing, double perQuarter, int hours) {
    return new ChatClass(
        standing,
        Line.GENERAL,
        Skills.NONE,
        new Rates(Collections.nCopies(4 * hours, perQuarter)));
  }

  static List<StaffMember> staff(int agents, int capacity, int hours) {
    List<StaffMember> staff = new ArrayList<>();
    for (int i = 1; i <= agents; i++) {
      staff.add(
          member("agent-" + i, capacity, Skills.NONE, START_MS, START_MS + hours * HOUR_MS));
    }
    return staff;
  }

  static StaffMember member(String id, int capacity, Skills skills, long fromMs, long toMs) {
    return new StaffMember(
        id,
        new AgentProfile(id, false, capacity, skills, List.of()),
        List.of(new Shift(fromMs, toMs)));
  }
}
