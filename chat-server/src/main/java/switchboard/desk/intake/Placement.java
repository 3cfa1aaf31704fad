package switchboard.desk.intake;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import switchboard.desk.calendar.Hours;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

/// The desk's queues, and what chats need.
///
/// @param queues the teams; a chat that no rule sends elsewhere goes to the first. None where there is but one team
/// @param rules each that fits adds what it needs; the first that names a queue decides on it
public record Placement(List<Queue> queues, List<PlacementRule> rules) {
  public Placement {
    queues = List.copyOf(queues);
    rules = List.copyOf(rules);
  }

  /// What a chat wants.
  ///
  /// @param tier the customer's
  /// @param locale as the host names it, "en-GB"; empty when it does not
  /// @param platform what the site is made with; empty when the host does not say
  public Wanted of(Intake intake, String tier, String locale, String platform) {
    return rules.isEmpty()
        ? new Wanted(new Line(firstQueue(), Skills.NONE), Skills.NONE)
        : of(new Told(intake, tier, locale, platform));
  }

  private Wanted of(Told told) {
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
    return new Wanted(
        new Line(queue == null ? firstQueue() : queue, needs), needs.missing(prefers));
  }

  private String firstQueue() {
    return queues.isEmpty() ? "" : queues.getFirst().name();
  }

  /// The hours of a queue; null for always.
  public @Nullable Hours hoursOf(String queue) {
    return queues.stream()
        .filter(one -> one.name().equals(queue))
        .map(Queue::hours)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
