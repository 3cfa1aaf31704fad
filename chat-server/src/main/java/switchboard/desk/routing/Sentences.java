package switchboard.desk.routing;

import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Explanation.Passed;

/// Explanations in words. A sentence is made from the stored inputs alone, so it can be made again, the same, at any time.
public final class Sentences {
  private Sentences() {}

  /// For supervisors and the agent: "Business, waited 3:10, offered to Dana: first in order of the 7 chats they can take; load 1 of 3,
  /// longest idle; #4790 passed over: needs dns."
  public static String ofOffer(String agentName, Explanation why) {
    StringBuilder sentence = new StringBuilder();
    sentence
        .append(why.tier())
        .append(", waited ")
        .append(minutes(why.waitedMs()))
        .append(", offered to ")
        .append(agentName)
        .append(": ")
        .append(order(why.choices()))
        .append("; load ")
        .append(why.load())
        .append(" of ")
        .append(why.capacity())
        .append(", ")
        .append(reason(why));
    for (Passed passed : why.passed()) {
      sentence.append("; #").append(passed.conversation()).append(" passed over: ");
      sentence.append(
          passed.needs().isEmpty()
              ? "they declined, missed or passed on one of its line just now"
              : "needs " + String.join(", ", passed.needs()));
    }
    return sentence.append('.').toString();
  }

  /// @param by who passes the chat on
  public static String ofTransfer(String by) {
    return "Passed on by " + by + ".";
  }

  private static String order(int choices) {
    if (choices <= 1) {
      return "the only chat they can take";
    }
    String counted =
        choices >= Explanation.CHOICES_COUNTED_MAX ? choices + " or more" : "" + choices;
    return "first in order of the " + counted + " chats they can take";
  }

  private static String reason(Explanation why) {
    return switch (why.reason()) {
      case ONLY_ONE -> "the only agent free for it";
      case LAST_AGENT -> "helped this customer last";
      case LOWEST_LOAD -> "lowest load";
      case FEWEST_SPARE_SKILLS -> "keeps rarer skills free";
      case LONGEST_IDLE -> "longest idle";
      case TIE -> "equal to the next, first by name";
    };
  }

  static String minutes(long ms) {
    long seconds = ms / 1000;
    long rest = seconds % 60;
    return seconds / 60 + (rest < 10 ? ":0" : ":") + rest;
  }
}
