package switchboard.desk.supervision;

import java.util.Map;
import java.util.TreeMap;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentState;

/// A desk's minute in numbers: what happened in it, and how things stood at its end.
///
/// @param depthByTier chats that waited at its end; no tier without any
/// @param longestWaitMs at its end; 0 when nobody waited
/// @param wrappingUp available agents all of whose chats are after-contact work
/// @param away and who is not heard, whatever they chose
/// @param worked of the day until its end
public record Minute(
    long fromMs,
    Map<String, Integer> depthByTier,
    long longestWaitMs,
    int open,
    BoardCounts.Service service,
    int available,
    int wrappingUp,
    int draining,
    int away,
    Worked worked) {
  public static final long MS = 60_000;

  /// To be asked of the desk as it was when the minute ended. Costs O(chats + agents).
  public static Minute of(DeskView desk, Folds folds, long fromMs) {
    Map<String, Integer> depths = new TreeMap<>();
    long since = Long.MAX_VALUE;
    int open = 0;
    for (Conversation chat : desk.conversations()) {
      open += chat.isClosed() ? 0 : 1;
      if (chat.stage() instanceof Stage.Waiting waiting) {
        depths.merge(chat.standing().tier(), 1, Integer::sum);
        since = Math.min(since, waiting.enteredAtMs());
      }
    }
    int available = 0;
    int wrappingUp = 0;
    int draining = 0;
    int away = 0;
    for (Agent agent : desk.agents()) {
      boolean awaited = agent.state() != AgentState.OFFLINE && !agent.responds();
      switch (awaited ? AgentState.AWAY : agent.state()) {
        case AVAILABLE -> {
          boolean wrapsUp = wrapsUp(agent, desk);
          wrappingUp += wrapsUp ? 1 : 0;
          available += wrapsUp ? 0 : 1;
        }
        case DRAINING -> draining++;
        case AWAY -> away++;
        case OFFLINE -> {}
      }
    }
    long endMs = fromMs + MS;
    return new Minute(
        fromMs,
        depths,
        depths.isEmpty() ? 0 : Math.max(0, endMs - since),
        open,
        folds.counts().inMinute(fromMs),
        available,
        wrappingUp,
        draining,
        away,
        folds.shifts().worked(fromMs, endMs));
  }

  /// Whether all that an agent does is after-contact work.
  public static boolean wrapsUp(Agent agent, DeskView desk) {
    if (agent.held().isEmpty() || !agent.reserved().isEmpty()) {
      return false;
    }
    for (long number : agent.held()) {
      Conversation held = desk.conversation(number);
      if (held == null || !(held.stage() instanceof Stage.WrapUp)) {
        return false;
      }
    }
    return true;
  }
}
