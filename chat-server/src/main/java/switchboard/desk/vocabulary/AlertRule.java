package switchboard.desk.vocabulary;

import org.jspecify.annotations.Nullable;

/// A threshold at which supervisors are called.
///
/// @param name as people read it: "Elite waits too long"
/// @param of the tier or queue whose number counts; null for the whole desk
/// @param begins the number from which on it counts as bad: at least that, or for numbers that are bad when low, at most
/// @param ends the number from which on it counts as good again; between the two nothing changes, so that a number which wavers calls once
/// @param forMs how long it must be bad without a break before it calls
public record AlertRule(
    String name, Measure measure, @Nullable String of, long begins, long ends, long forMs) {

  /// What is watched.
  public enum Measure {
    /// Of the chat that waits longest, in milliseconds.
    LONGEST_WAIT(false),
    /// Chats that wait.
    WAITING(false),
    /// Waiting chats that will miss their target within 15 minutes, or have.
    BREACHES(false),
    /// Of the last 30 minutes, in percent.
    SERVICE_LEVEL(true),
    /// Who take chats now.
    AGENTS(true);

    private final boolean badWhenLow;

    Measure(boolean badWhenLow) {
      this.badWhenLow = badWhenLow;
    }

    public boolean isBadWhenLow() {
      return badWhenLow;
    }
  }

  public AlertRule {
    boolean apart = measure.isBadWhenLow() ? ends > begins : ends < begins;
    if (!apart) {
      throw new IllegalArgumentException(
          "alert %s: begins at %d and ends at %d, expected an end on the good side"
              .formatted(name, begins, ends));
    }
  }

  public boolean isBad(long number) {
    return measure.isBadWhenLow() ? number <= begins : number >= begins;
  }

  public boolean isGood(long number) {
    return measure.isBadWhenLow() ? number >= ends : number <= ends;
  }
}
