package switchboard.simulation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import switchboard.desk.DeskRules;

/// What a simulated desk is fed with: who comes, how long they take and wait, who answers. Recorded, fitted, or made up; a change makes another of it.
///
/// @param startMs since 1970
/// @param spanMs how long chats come
/// @param warmUpMs how much of that, at its beginning, is played and not counted: a desk that begins empty is not yet as it will be
/// @param classes of chats; a change keeps their order, by which each chat has its own chance
/// @param handleTimes from acceptance to end of wrap-up, by tier
/// @param patience until a customer who still waits gives up, by tier
/// @param slowdown how much longer each other chat that its agent holds makes a chat take: 0.1 for a tenth
/// @param deflection share of customers who leave the queue for a ticket when one is suggested (S9)
/// @param rules of the desk; its wrap-up is part of the handle times
public record Workload(
    long startMs,
    long spanMs,
    long warmUpMs,
    List<ChatClass> classes,
    SortedMap<String, Times> handleTimes,
    SortedMap<String, Times> patience,
    double slowdown,
    Answering answering,
    double deflection,
    List<StaffMember> staff,
    DeskRules rules) {
  /// Most chats expected in one replication, so that its memory and time have a bound.
  public static final int CHATS_MAX = 500_000;

  public static final int STAFF_MAX = 2_000;
  public static final int CLASSES_MAX = 1_000;
  public static final long SPAN_MS_MAX = 62 * 24 * 3_600_000L;

  public Workload {
    classes = List.copyOf(classes);
    staff = List.copyOf(staff);
    handleTimes = Collections.unmodifiableSortedMap(new TreeMap<>(handleTimes));
    patience = Collections.unmodifiableSortedMap(new TreeMap<>(patience));
    Unplayable.requireWithin("start (ms since 1970)", startMs, 1, Long.MAX_VALUE / 4.0);
    Unplayable.requireWithin("span (ms)", spanMs, 1, SPAN_MS_MAX);
    Unplayable.requireWithin("warm-up (ms)", warmUpMs, 0, spanMs - 1);
    Unplayable.requireWithin("slowdown", slowdown, 0, 10);
    Unplayable.requireWithin("deflection", deflection, 0, 1);
    Unplayable.requireWithin("classes of chats", classes.size(), 0, CLASSES_MAX);
    Unplayable.requireWithin("agents", staff.size(), 0, STAFF_MAX);
    requireDifferent(staff);
    Unplayable.requireWithin("chats expected", expected(classes), 0, CHATS_MAX);
    for (ChatClass chats : classes) {
      requireKnown("handle times", handleTimes, chats);
      requireKnown("patience", patience, chats);
    }
  }

  private static void requireDifferent(List<StaffMember> staff) {
    TreeSet<String> ids = new TreeSet<>();
    for (StaffMember member : staff) {
      if (!ids.add(member.id())) {
        throw new Unplayable("agents", member.id() + " twice, expected each once");
      }
    }
  }

  private static void requireKnown(String part, Map<String, Times> byTier, ChatClass chats) {
    if (!byTier.containsKey(chats.standing().tier())) {
      throw new Unplayable(part, "none of " + chats.standing().tier() + ", expected some");
    }
  }

  private static double expected(List<ChatClass> classes) {
    return classes.stream().mapToDouble(one -> one.demand() * one.arrivals().expected()).sum();
  }

  public long endMs() {
    return startMs + spanMs;
  }

  /// Chats that one replication is expected to have.
  public double expectedChats() {
    return expected(classes);
  }

  /// By name, each once.
  public List<String> tiers() {
    return classes.stream().map(chats -> chats.standing().tier()).distinct().sorted().toList();
  }

  void requireTier(String tier) {
    if (!tiers().contains(tier)) {
      throw new Unplayable("tier", tier + ", expected one of " + String.join(", ", tiers()));
    }
  }

  Workload withClasses(List<ChatClass> next) {
    return new Workload(
        startMs, spanMs, warmUpMs, next, handleTimes, patience, slowdown, answering, deflection,
        staff, rules);
  }

  Workload withStaff(List<StaffMember> next) {
    return new Workload(
        startMs, spanMs, warmUpMs, classes, handleTimes, patience, slowdown, answering, deflection,
        next, rules);
  }

  Workload withDeflection(double next) {
    return new Workload(
        startMs, spanMs, warmUpMs, classes, handleTimes, patience, slowdown, answering, next, staff,
        rules);
  }
}
