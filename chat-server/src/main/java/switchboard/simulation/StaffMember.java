package switchboard.simulation;

import java.util.ArrayList;
import java.util.List;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Skills;

/// An agent and when they take chats.
///
/// @param id the account's
/// @param shifts earliest first, none overlapping the one before
public record StaffMember(String id, AgentProfile profile, List<Shift> shifts) {
  public static final int CAPACITY_MAX = 100;

  private static final long HOUR_MS = 3_600_000;

  /// Who was away for less was in the same shift, as people count them: a break ends none, nor does a connection that was lost.
  private static final long BREAK_MS_MAX = 4 * HOUR_MS;

  /// Available from one time until another, then draining what is held. One that lasts until the workload's end goes on until its chats are answered.
  public record Shift(long fromMs, long toMs) {
    public Shift {
      if (toMs <= fromMs) {
        throw new Unplayable("shift", "from " + fromMs + " to " + toMs + ", expected a later end");
      }
    }

    long lengthMs() {
      return toMs - fromMs;
    }

    /// With their breaks, to the hour: those of people who were at work at the same times are the same.
    ///
    /// @param shifts earliest first
    static List<Long> hours(List<Shift> shifts) {
      List<Long> hours = new ArrayList<>();
      for (int i = 0; i < shifts.size(); i++) {
        if (i == 0 || shifts.get(i).fromMs() - shifts.get(i - 1).toMs() >= BREAK_MS_MAX) {
          hours.add(hour(shifts.get(i).fromMs()));
        } else {
          hours.removeLast();
        }
        hours.add(hour(shifts.get(i).toMs()));
      }
      return hours;
    }

    private static long hour(long ms) {
      return Math.round((double) ms / HOUR_MS);
    }

    /// How many they are without their breaks.
    static int count(List<Shift> shifts) {
      return hours(shifts).size() / 2;
    }
  }

  public StaffMember {
    shifts = List.copyOf(shifts);
    Unplayable.requireWithin("capacity of " + id, profile.capacity(), 1, CAPACITY_MAX);
    for (int i = 1; i < shifts.size(); i++) {
      if (shifts.get(i).fromMs() < shifts.get(i - 1).toMs()) {
        throw new Unplayable("shifts of " + id, "two overlap, expected one after the other");
      }
    }
  }

  /// All shifts together.
  public long atWorkMs() {
    return shifts.stream().mapToLong(Shift::lengthMs).sum();
  }

  StaffMember withCapacity(int next) {
    return new StaffMember(
        id,
        new AgentProfile(
            profile.name(), profile.supervisor(), next, profile.skills(), profile.queues()),
        shifts);
  }

  StaffMember taught(Skills more) {
    return new StaffMember(
        id,
        new AgentProfile(
            profile.name(),
            profile.supervisor(),
            profile.capacity(),
            profile.skills().with(more),
            profile.queues()),
        shifts);
  }
}
