package switchboard.desk.intake;

import java.util.List;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

/// The desk's queues, and what chats need.
///
/// @param queues names of the teams; a chat that no rule sends elsewhere goes to the first. None where there is but one team
/// @param rules each that fits adds what it needs; the first that names a queue decides on it
public record Placement(List<String> queues, List<PlacementRule> rules) {
  public static final Placement NONE = new Placement(List.of(), List.of());

  public Placement {
    queues = List.copyOf(queues);
    rules = List.copyOf(rules);
  }

  public Wanted of(Told told) {
    String queue = null;
    Skills needs = Skills.NONE;
    Skills prefers = Skills.NONE;
    for (PlacementRule rule : rules) {
      if (rule.fits(told)) {
        queue = queue == null ? rule.queue() : queue;
        needs = needs.with(rule.needs());
        prefers = prefers.with(rule.prefers());
      }
    }
    if (queue == null) {
      queue = queues.isEmpty() ? "" : queues.getFirst();
    }
    return new Wanted(new Line(queue, needs), needs.missing(prefers));
  }
}
