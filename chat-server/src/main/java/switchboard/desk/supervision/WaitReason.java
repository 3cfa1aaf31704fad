package switchboard.desk.supervision;

import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Line;

/// Why a chat still waits, in one sentence for the supervisor.
public final class WaitReason {
  private WaitReason() {}

  /// @param chat one that waits; for any other the sentence is empty
  public static String of(DeskView desk, Conversation chat) {
    if (!(chat.stage() instanceof Stage.Waiting waiting)) {
      return "";
    }
    if (waiting.offer() != null) {
      return "Rings at " + waiting.offer().agentName() + ".";
    }
    int onDuty = 0;
    int skilled = 0;
    int full = 0;
    int lacking = 0;
    for (Agent agent : desk.agents()) {
      if (agent.state() != AgentState.AVAILABLE || !agent.connected()) {
        continue;
      }
      onDuty++;
      if (agent.serves(chat.line())) {
        skilled++;
        if (!agent.available()) {
          full++;
        } else if (waiting.prefersUntilMs() > 0 && !agent.skills().cover(chat.prefers())) {
          lacking++;
        }
      }
    }
    if (onDuty == 0) {
      return "Nobody is available.";
    }
    if (skilled == 0) {
      return "None of the available agents " + wanting(chat.line()) + ".";
    }
    if (lacking > 0 && lacking + full == skilled) {
      return "Waits for somebody with " + chat.prefers() + " until half of its target has passed.";
    }
    return full == skilled
        ? (full == 1 ? "The only agent for it is full." : "All " + full + " agents for it are full.")
        : "Declined or missed just now by the "
            + (skilled - full)
            + (skilled - full == 1 ? " agent" : " agents")
            + " with a free slot.";
  }

  private static String wanting(Line line) {
    String queue = line.queue().isEmpty() ? "" : "serves " + line.queue();
    String skills = line.skills().isEmpty() ? "" : "has " + line.skills();
    return queue.isEmpty() || skills.isEmpty() ? queue + skills : queue + " and " + skills;
  }
}
