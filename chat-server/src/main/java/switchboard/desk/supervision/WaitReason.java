package switchboard.desk.supervision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

/// Why a chat still waits, in one sentence for the supervisor.
public final class WaitReason {
  private WaitReason() {}

  /// What the reason depends on, beside the desk.
  ///
  /// @param prefers skills for which the chat waits a while; none when it waits for nobody in particular
  private record Wanted(Line line, Skills prefers) {}

  /// @param chat one that waits; for any other the sentence is empty
  public static String of(DeskView desk, Conversation chat) {
    return reasons(desk).apply(chat);
  }

  /// The reasons of many chats, while the desk stays as it is: for chats that want the same the agents are looked through once.
  public static Function<Conversation, String> reasons(DeskView desk) {
    Map<Wanted, String> known = new LinkedHashMap<>();
    return chat -> {
      if (!(chat.stage() instanceof Stage.Waiting waiting)) {
        return "";
      }
      if (waiting.offer() != null) {
        return "Rings at " + waiting.offer().agentName() + ".";
      }
      Skills prefers = waiting.prefersUntilMs() > 0 ? chat.prefers() : Skills.NONE;
      return known.computeIfAbsent(
          new Wanted(chat.line(), prefers), wanted -> of(desk, wanted));
    };
  }

  private static String of(DeskView desk, Wanted wanted) {
    Line line = wanted.line();
    if (desk.isPaused(line.queue())) {
      return "Its queue is paused.";
    }
    int taking = 0;
    int skilled = 0;
    int full = 0;
    int limited = 0;
    int lacking = 0;
    for (Agent agent : desk.agents()) {
      if (!agent.takesChats()) {
        continue;
      }
      taking++;
      if (agent.profile().serves(line)) {
        skilled++;
        if (!agent.available()) {
          full++;
        } else if (!desk.hasRoom(agent, line.queue())) {
          limited++;
        } else if (!agent.skills().cover(wanted.prefers())) {
          lacking++;
        }
      }
    }
    if (taking == 0) {
      return "Nobody is available.";
    }
    if (skilled == 0) {
      return "None of the available agents " + wanting(line) + ".";
    }
    if (lacking > 0 && lacking + full + limited == skilled) {
      return "Waits for somebody with "
          + wanted.prefers()
          + " until half of its target has passed.";
    }
    if (full + limited == skilled) {
      return taken(full, limited, line.queue());
    }
    return excluded(skilled - full - limited - lacking)
        + (lacking == 0
            ? "."
            : "; for somebody with "
                + wanted.prefers()
                + " it waits until half of its target has passed.");
  }

  private static String taken(int full, int limited, String queue) {
    int all = full + limited;
    String who = all == 1 ? "The only agent for it " : "All " + all + " agents for it ";
    String are = full == 0 ? "" : all == 1 ? "is full" : "are full";
    String have = (all == 1 ? "has" : "have") + " as many chats of " + queue + " as one may";
    return who + are + (limited == 0 ? "" : full == 0 ? have : " or " + have) + ".";
  }

  private static String excluded(int agents) {
    return agents
        + (agents == 1 ? " agent" : " agents")
        + " with a free slot declined, missed or passed on a chat of its line just now";
  }

  private static String wanting(Line line) {
    String queue = line.queue().isEmpty() ? "" : "serves " + line.queue();
    String skills = line.skills().isEmpty() ? "" : "has " + line.skills();
    return queue.isEmpty() || skills.isEmpty() ? queue + skills : queue + " and " + skills;
  }
}
