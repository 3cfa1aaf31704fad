package switchboard.desk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import switchboard.desk.vocabulary.Entry;

/// What the desk of a random scenario decided.
@NullUnmarked
public final class RandomJournal {
  private static final RoutingProperties.Property NOTHING = new RoutingProperties.Property() {};

  private static final List<String> TIERS = List.of("Elite", "Business", "Basic", "Sandbox");

  private RandomJournal() {}

  public static List<Entry> of(long seed, int steps) {
    return List.copyOf(RoutingProperties.run(RandomScenario.steps(seed, steps), NOTHING).journal());
  }

  /// A desk where `agents` hold three chats each and `waiting` more wait, of all tiers and of both queues.
  public static List<Entry> full(int agents, int waiting) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      steps.add("agent A%d capacity 3%s".formatted(i, i % 3 == 0 ? " queues Support" : ""));
    }
    for (int i = 0; i < 3 * agents; i++) {
      steps.add("launch H%d %s queue Support".formatted(i, TIERS.get(i % TIERS.size())));
    }
    for (int i = 0; i < 3 * agents; i++) {
      steps.add("accept A%d".formatted(i / 3));
    }
    for (int i = 0; i < waiting; i++) {
      String queue = i % 4 == 0 ? "Billing" : "Support";
      steps.add("launch W%d %s queue %s".formatted(i, TIERS.get(i % TIERS.size()), queue));
      if (i % 100 == 0) {
        steps.add("after 1s");
      }
    }
    return List.copyOf(RoutingProperties.run(steps, NOTHING).journal());
  }

  public static DeskRules rules() {
    return Play.RULES;
  }
}
