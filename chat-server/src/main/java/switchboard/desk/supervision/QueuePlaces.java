package switchboard.desk.supervision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;
import switchboard.desk.supervision.WaitEstimate.Overtakers;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Line;

/// Where everybody who waits stands, by the same order that routing uses.
public final class QueuePlaces {
  /// A ticket is worth offering when the 80th percentile of the wait exceeds this many targets.
  private static final int TARGETS_UNTIL_TICKET = 2;

  private QueuePlaces() {}

  /// @param ahead chats of the same line first in order
  /// @param estimate null while no agent who could take it is on duty
  /// @param reason the order in one sentence for the customer
  public record Place(
      Conversation conversation,
      int ahead,
      @Nullable WaitEstimate estimate,
      String reason,
      boolean ticketSuggested) {}

  /// Hands the place of each waiting chat to the reader, first in order first. Costs O(waiting).
  public static void each(DeskView desk, DeskPace pace, long nowMs, Consumer<Place> reader) {
    Map<Line, LineState> lines = new LinkedHashMap<>();
    Map<Long, List<Overtakers>> overtakers = new LinkedHashMap<>();
    Map<Long, String> reasons = new LinkedHashMap<>();
    Map<String, Long> headStarts = pace.headStarts();
    Map<Long, Double> arrivals = pace.arrivalsPerMsByHeadStart(nowMs);
    for (Conversation chat : desk.waiting()) {
      LineState line =
          lines.computeIfAbsent(chat.line(), _ -> LineState.of(desk, chat, pace.handleMs()));
      int ahead = line.ahead++;
      long headStartMs = chat.standing().headStartMs();
      WaitEstimate estimate =
          line.servedPerMs == 0
              ? null
              : WaitEstimate.of(
                  ahead,
                  line.servedPerMs,
                  pace.givenUpPerMs(),
                  overtakers.computeIfAbsent(headStartMs, h -> overtaking(arrivals, h)));
      boolean ticket =
          estimate == null
              || estimate.p80Ms() > TARGETS_UNTIL_TICKET * chat.standing().targetMs();
      String reason =
          reasons.computeIfAbsent(headStartMs, mine -> reason(headStarts, mine));
      reader.accept(new Place(chat, ahead, estimate, reason, ticket));
    }
  }

  /// The agents of a line and how many of its chats came so far.
  private static final class LineState {
    private final double servedPerMs;
    private int ahead;

    private LineState(double servedPerMs) {
      this.servedPerMs = servedPerMs;
    }

    static LineState of(DeskView desk, Conversation chat, double handleMs) {
      int slots = 0;
      for (Agent agent : desk.agents()) {
        if (agent.connected()
            && agent.state() == AgentState.AVAILABLE
            && agent.serves(chat.line())) {
          slots += agent.capacity();
        }
      }
      return new LineState(slots / Math.max(1, handleMs));
    }
  }

  private static List<Overtakers> overtaking(Map<Long, Double> arrivals, long headStartMs) {
    List<Overtakers> groups = new ArrayList<>();
    arrivals.forEach(
        (theirs, perMs) -> {
          if (theirs > headStartMs) {
            groups.add(new Overtakers(perMs, theirs - headStartMs));
          }
        });
    return groups;
  }

  private static String reason(Map<String, Long> headStarts, long mine) {
    List<Map.Entry<String, Long>> ahead =
        headStarts.entrySet().stream()
            .filter(tier -> tier.getValue() > mine)
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
    if (ahead.isEmpty()) {
      return "First come, first served: nobody who joins after you is offered an agent first.";
    }
    StringBuilder reason = new StringBuilder();
    for (Map.Entry<String, Long> tier : ahead) {
      reason
          .append(reason.isEmpty() ? "" : ", ")
          .append(tier.getKey())
          .append(reason.isEmpty() ? " chats start " : " ")
          .append(minutes(tier.getValue() - mine))
          .append(" ahead");
    }
    return reason
        + "; nobody who joins more than "
        + minutes(ahead.getFirst().getValue() - mine)
        + " after you is offered an agent first.";
  }

  private static String minutes(long ms) {
    long minutes = Math.round(ms / 60_000.0);
    return ms < 60_000 ? ms / 1000 + " s" : minutes + (minutes == 1 ? " minute" : " minutes");
  }
}
