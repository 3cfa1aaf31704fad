package switchboard.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Skills;
import switchboard.simulation.StaffMember.Shift;

/// One thing that could be different.
public sealed interface Knob {
  /// @throws Unplayable it cannot be changed so, or names something that the workload does not have
  Workload turn(Workload before);

  /// More agents, alike, available in the same shifts.
  ///
  /// @param profile whose name is followed by a number
  record AddAgents(int count, AgentProfile profile, List<Shift> shifts) implements Knob {
    /// Like most who are there, at the same hours.
    public static AddAgents likeMost(Workload workload, int count) {
      return like(Kinds.models(workload).getFirst(), count);
    }

    /// Each is available when the model is.
    public static AddAgents like(StaffMember model, int count) {
      AgentProfile like = model.profile();
      return new AddAgents(
          count,
          new AgentProfile(
              "like " + like.name(), false, like.capacity(), like.skills(), like.queues()),
          model.shifts());
    }

    public AddAgents {
      Unplayable.requireWithin("agents added", count, 0, Workload.STAFF_MAX);
      shifts = List.copyOf(shifts);
    }

    @Override
    public Workload turn(Workload before) {
      List<StaffMember> staff = new ArrayList<>(before.staff());
      TreeSet<String> ids = new TreeSet<>();
      staff.forEach(member -> ids.add(member.id()));
      for (int i = 1; staff.size() < before.staff().size() + count; i++) {
        String id = "added-" + i;
        if (ids.add(id)) {
          staff.add(new StaffMember(id, named(profile.name() + " " + i), shifts));
        }
      }
      return before.withStaff(staff);
    }

    private AgentProfile named(String name) {
      return new AgentProfile(
          name, profile.supervisor(), profile.capacity(), profile.skills(), profile.queues());
    }
  }

  /// @param agents by id
  record RemoveAgents(List<String> agents) implements Knob {
    public RemoveAgents {
      agents = List.copyOf(agents);
    }

    @Override
    public Workload turn(Workload before) {
      requireKnown(before, agents);
      return before.withStaff(
          before.staff().stream().filter(member -> !agents.contains(member.id())).toList());
    }
  }

  /// @param agents by id; none for all
  record SetCapacity(List<String> agents, int capacity) implements Knob {
    public SetCapacity {
      agents = List.copyOf(agents);
      Unplayable.requireWithin("capacity", capacity, 1, StaffMember.CAPACITY_MAX);
    }

    @Override
    public Workload turn(Workload before) {
      return each(before, agents, member -> member.withCapacity(capacity));
    }
  }

  /// @param agents by id; none for all
  /// @param by how many chats more at once; fewer when negative, but never less than one
  record AddCapacity(List<String> agents, int by) implements Knob {
    public AddCapacity {
      agents = List.copyOf(agents);
      Unplayable.requireWithin(
          "capacity added", by, -StaffMember.CAPACITY_MAX, StaffMember.CAPACITY_MAX);
    }

    @Override
    public Workload turn(Workload before) {
      return each(
          before,
          agents,
          member -> member.withCapacity(Math.max(1, member.profile().capacity() + by)));
    }
  }

  /// @param agents by id; none for all
  record Teach(List<String> agents, Skills skills) implements Knob {
    public Teach {
      agents = List.copyOf(agents);
    }

    @Override
    public Workload turn(Workload before) {
      return each(before, agents, member -> member.taught(skills));
    }
  }

  /// How much earlier than their arrival a tier's chats count as having come.
  record HeadStart(String tier, long ms) implements Knob {
    private static final long MS_MAX = 10 * 365 * 24 * 3_600_000L;

    public HeadStart {
      Unplayable.requireWithin("head start (ms)", ms, 0, MS_MAX);
    }

    @Override
    public Workload turn(Workload before) {
      before.requireTier(tier);
      return before.withClasses(
          before.classes().stream()
              .map(
                  chats ->
                      chats.standing().tier().equals(tier)
                          ? chats.withStanding(chats.standing().withHeadStart(ms))
                          : chats)
              .toList());
    }
  }

  /// @param share of customers who take the ticket that is suggested to them, from 0 to 1
  record Deflection(double share) implements Knob {
    public Deflection {
      Unplayable.requireWithin("deflection", share, 0, 1);
    }

    @Override
    public Workload turn(Workload before) {
      return before.withDeflection(share);
    }
  }

  /// @param tier whose chats become more or fewer; empty for all
  /// @param factor of what comes now: 1.2 for a fifth more
  record Demand(String tier, double factor) implements Knob {
    public Demand {
      Unplayable.requireWithin("demand", factor, 0, ChatClass.DEMAND_MAX);
    }

    @Override
    public Workload turn(Workload before) {
      if (!tier.isEmpty()) {
        before.requireTier(tier);
      }
      return before.withClasses(
          before.classes().stream()
              .map(
                  chats ->
                      tier.isEmpty() || chats.standing().tier().equals(tier)
                          ? chats.withDemand(chats.demand() * factor)
                          : chats)
              .toList());
    }
  }

  private static Workload each(
      Workload before, List<String> agents, UnaryOperator<StaffMember> change) {
    requireKnown(before, agents);
    return before.withStaff(
        before.staff().stream()
            .map(
                member ->
                    agents.isEmpty() || agents.contains(member.id())
                        ? change.apply(member)
                        : member)
            .toList());
  }

  private static void requireKnown(Workload workload, List<String> agents) {
    for (String agent : agents) {
      if (workload.staff().stream().noneMatch(member -> member.id().equals(agent))) {
        throw new Unplayable("agents", agent + ", expected one who works in this time");
      }
    }
  }
}
