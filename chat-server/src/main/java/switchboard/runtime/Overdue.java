package switchboard.runtime;

import java.util.HashSet;
import java.util.Set;
import switchboard.desk.vocabulary.Actor;

/// One look over commands that wait, oldest first, for those to be turned away: who has waited too long, and whatever the same person sent after
/// that. It would be carried out before what was turned away comes again, and a person's lines keep their order.
final class Overdue {
  private final Set<Actor> people = new HashSet<>();

  boolean includes(Submission submission, boolean waitedTooLong) {
    boolean overdue = waitedTooLong || people.contains(submission.by);
    if (overdue && !submission.answered()) {
      people.add(submission.by);
    }
    return overdue;
  }
}
