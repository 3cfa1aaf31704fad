package switchboard.desk.supervision;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.vocabulary.Line;

/// Where everybody who waits stands, by the same order that routing uses.
public final class QueuePlaces {
  /// A ticket is worth offering when the 80th percentile of the wait exceeds this many targets.
  private static final int TARGETS_UNTIL_TICKET = 2;

  private static final String VIPS = "A few";

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
  public static void each(
      DeskView desk, Forecast forecast, long nowMs, Consumer<Place> reader) {
    each(desk, forecast, nowMs, _ -> true, reader);
  }

  /// The same of some of them: what costs time is the estimate of each.
  public static void each(
      DeskView desk,
      Forecast forecast,
      long nowMs,
      Predicate<Conversation> wanted,
      Consumer<Place> reader) {
    DeskPace pace = forecast.pace();
    Staffing staffing = Staffing.of(desk.agents());
    Map<Line, Map<Long, Double>> arrivals = new LinkedHashMap<>();
    Map<Long, String> reasons = new LinkedHashMap<>();
    Map<String, Long> headStarts = headStarts(pace);
    for (Conversation chat : desk.waiting()) {
      Line line = chat.line();
      if (!wanted.test(chat)) {
        staffing.ahead(line, 1);
        continue;
      }
      int ahead = staffing.ahead(line);
      long headStartMs = headStartMs(chat);
      WaitEstimate estimate =
          staffing.slots(line) == 0 || desk.isPaused(line.queue())
              ? null
              : forecast.corrected(
                  chat.standing().tier(),
                  staffing,
                  line,
                  Forecast.overtaking(
                      arrivals.computeIfAbsent(line, _ -> pace.arrivalsPerMs(line, nowMs)),
                      headStartMs,
                      Math.max(0, nowMs - chat.launchedAtMs())));
      staffing.ahead(line, 1);
      boolean ticket =
          estimate == null
              || estimate.p80Ms() > TARGETS_UNTIL_TICKET * chat.standing().targetMs();
      String reason =
          reasons.computeIfAbsent(headStartMs, mine -> reason(headStarts, mine));
      reader.accept(new Place(chat, ahead, estimate, reason, ticket));
    }
  }

  /// That by which it is ordered now: its tier's, or more.
  private static long headStartMs(Conversation chat) {
    return chat.stage() instanceof Stage.Waiting waiting
        ? chat.launchedAtMs() - waiting.key().countsFromMs()
        : chat.standing().headStartMs();
  }

  /// By whose they are: tiers by their names, and VIPs where no tier has as much. Who a VIP is nobody is told.
  private static Map<String, Long> headStarts(DeskPace pace) {
    Map<String, Long> headStarts = pace.headStarts();
    long most = headStarts.values().stream().reduce(0L, Math::max);
    if (pace.vipHeadStartMs() > most) {
      headStarts.put(VIPS, pace.vipHeadStartMs());
    }
    return headStarts;
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
          .append(reason.isEmpty() ? tier.getKey() + " chats start " : ", " + tier.getKey() + " ")
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
