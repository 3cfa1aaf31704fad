package switchboard.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.AgentState;
import switchboard.protocol.AgentView;
import switchboard.protocol.BoardView;
import switchboard.protocol.ConversationView;

/// The board as it was, and what it is made of. Blocks; throws `Refusal` for times of which nothing is known, and as unavailable while storage is away or a
/// day is still being read.
public interface PastBoards {

  /// A day in numbers.
  ///
  /// @param date `2026-11-30`, where the desk is
  /// @param firstMs when the desk's first entry was written
  /// @param minutes that each point spans
  /// @param tiers highest rank first
  /// @param points oldest first, those that are over
  record DayView(
      String date,
      String zone,
      long fromMs,
      long toMs,
      long firstMs,
      int minutes,
      List<TierName> tiers,
      List<Point> points) {}

  record TierName(String tier, int tierRank) {}

  /// Some minutes: what happened in them, and how things stood at their end.
  ///
  /// @param atMs their end
  /// @param depths chats that waited, in the order of the day's tiers
  /// @param longestWaitMs the longest at the end of any of their minutes
  /// @param occupancy in these minutes; absent while nobody was at work
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Point(
      long atMs,
      List<Integer> depths,
      long longestWaitMs,
      int open,
      int launched,
      int answered,
      int answeredInTarget,
      int abandoned,
      int abandonedInTarget,
      int ticketed,
      int available,
      int wrappingUp,
      int draining,
      int away,
      @Nullable Double occupancy) {}

  /// Chats that wait, first in order first.
  ///
  /// @param count all of the queue
  /// @param from how many of them come before these
  record WaitingPage(long atMs, int count, int from, List<BoardView.Waiting> waiting) {}

  /// An agent's day up to a moment.
  ///
  /// @param states oldest first
  /// @param given chats that a supervisor gave them
  record AgentDay(
      long atMs,
      AgentView agent,
      List<String> skills,
      List<String> queues,
      List<StateSpan> states,
      long handlingMs,
      long idleMs,
      int offers,
      int accepted,
      int declined,
      int missed,
      int given) {}

  /// @param untilMs the moment itself for the last one
  record StateSpan(AgentState state, long sinceMs, long untilMs) {}

  BoardView at(long atMs);

  /// @param date null for today
  /// @param minutes that each point is to span; null for one while the desk knows less than three hours of the day, else five
  DayView day(@Nullable LocalDate date, @Nullable Integer minutes);

  /// @param queue null for all
  /// @param atMs null for now, here and below
  WaitingPage waiting(@Nullable String queue, int from, @Nullable Long atMs);

  AgentDay agent(String id, @Nullable Long atMs);

  /// A conversation as staff saw it then, with its last 200 events.
  ConversationView conversation(long number, @Nullable Long atMs);
}
