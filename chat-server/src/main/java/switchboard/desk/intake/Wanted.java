package switchboard.desk.intake;

import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

/// What a chat wants of its agent.
///
/// @param line whose agents alone may take it
/// @param prefers skills beyond that, for which it waits a while
public record Wanted(Line line, Skills prefers) {
  public static final Wanted ANYBODY = new Wanted(Line.GENERAL, Skills.NONE);
}
