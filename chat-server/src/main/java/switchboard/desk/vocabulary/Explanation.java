package switchboard.desk.vocabulary;

import java.util.List;

/// Why this chat went to this agent: the inputs of one routing decision, from which its sentences are made.
///
/// @param tier of the chat
/// @param waitedMs since it entered the queue
/// @param choices waiting chats that the agent could have taken, this one included; `CHOICES_COUNTED_MAX` stands for that many or more
/// @param load conversations that the agent held before
/// @param reason why this agent among those who could take it
/// @param rivals other agents that could have taken it, best first, at most `LISTED_MAX`
/// @param passed chats earlier in order that this agent could not take, at most `LISTED_MAX`
public record Explanation(
    String tier,
    long waitedMs,
    int choices,
    int load,
    int capacity,
    Reason reason,
    List<Rival> rivals,
    List<Passed> passed) {
  public static final int LISTED_MAX = 5;
  public static final int CHOICES_COUNTED_MAX = 1_000;

  public Explanation {
    rivals = List.copyOf(rivals);
    passed = List.copyOf(passed);
  }

  /// The first comparison that told the chosen agent from the next best.
  public enum Reason {
    ONLY_ONE,
    LAST_AGENT,
    LOWEST_LOAD,
    FEWEST_SPARE_SKILLS,
    LONGEST_IDLE,
    TIE
  }

  public record Rival(String agent, String name, int load, int capacity) {}

  /// A chat earlier in order that was passed over.
  ///
  /// @param needs the mandatory skills that the agent lacks; empty when the agent was excluded after a decline, a miss or passing on
  public record Passed(long conversation, List<String> needs) {
    public Passed {
      needs = List.copyOf(needs);
    }
  }
}
