package switchboard.whatif;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.simulation.Change;
import switchboard.simulation.Knob;
import switchboard.simulation.Workload;

/// One thing that was different, to be told in words. Which of its parts are there depends on the type.
///
/// @param type "agents_added", "agents_removed", "capacity", "teach", "head_start", "deflection" or "demand"
/// @param count agents added; chats that each agent takes more, or fewer
/// @param name of the agents added: whom they are like
/// @param agents by name: who is removed, or learns; absent for everybody
/// @param capacity of the agents added, or that all have from now on
/// @param skills of the agents added, or that are learned
/// @param minutes of head start
/// @param percent of customers who take a ticket; of the chats that came
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Turned(
    String type,
    @Nullable Integer count,
    @Nullable String name,
    @Nullable List<String> agents,
    @Nullable Integer capacity,
    @Nullable List<String> skills,
    @Nullable String tier,
    @Nullable Double minutes,
    @Nullable Double percent) {
  private static final double MINUTE_MS = 60_000;

  static List<Turned> of(Change change, Workload before) {
    List<Turned> all = new ArrayList<>();
    for (Knob knob : change.knobs()) {
      all.add(of(knob, before));
    }
    return all;
  }

  private static Turned of(Knob knob, Workload before) {
    return switch (knob) {
      case Knob.AddAgents add ->
          new Turned(
              "agents_added",
              add.count(),
              add.profile().name(),
              null,
              add.profile().capacity(),
              add.profile().skills().texts(),
              null,
              null,
              null);
      case Knob.RemoveAgents remove ->
          new Turned(
              "agents_removed", remove.agents().size(), null, names(remove.agents(), before), null,
              null, null, null, null);
      case Knob.SetCapacity set ->
          new Turned(
              "capacity", null, null, names(set.agents(), before), set.capacity(), null, null,
              null, null);
      case Knob.AddCapacity more ->
          new Turned(
              "capacity", more.by(), null, names(more.agents(), before), null, null, null, null,
              null);
      case Knob.Teach teach ->
          new Turned(
              "teach", null, null, names(teach.agents(), before), null, teach.skills().texts(),
              null, null, null);
      case Knob.HeadStart(String tier, long ms) ->
          new Turned("head_start", null, null, null, null, null, tier, ms / MINUTE_MS, null);
      case Knob.Deflection(double share) ->
          new Turned("deflection", null, null, null, null, null, null, null, 100 * share);
      case Knob.Demand(String tier, double factor) ->
          new Turned(
              "demand", null, null, null, null, null, tier.isEmpty() ? null : tier, null,
              100 * factor);
    };
  }

  private static @Nullable List<String> names(List<String> ids, Workload before) {
    return ids.isEmpty()
        ? null
        : ids.stream()
            .map(
                id ->
                    before.staff().stream()
                        .filter(member -> member.id().equals(id))
                        .map(member -> member.profile().name())
                        .findFirst()
                        .orElse(id))
            .toList();
  }
}
