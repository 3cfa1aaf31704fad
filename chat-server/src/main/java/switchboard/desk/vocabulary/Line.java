package switchboard.desk.vocabulary;

import java.util.Objects;

/// The waiting chats of one queue that need the same skills. Within a line the order of offers has a proven bound.
///
/// @param queue the team's name in the catalogue; empty where the desk has but one, and then anybody serves it
/// @param skills without which nobody is offered them; none means that anybody of the queue will do
public record Line(String queue, Skills skills) implements Comparable<Line> {
  public static final Line GENERAL = new Line("", Skills.NONE);

  public Line {
    queue = Objects.requireNonNullElse(queue, ""); // the first journals had no queues
  }

  @Override
  public int compareTo(Line other) {
    int byQueue = queue.compareTo(other.queue);
    return byQueue != 0 ? byQueue : skills.compareTo(other.skills);
  }
}
