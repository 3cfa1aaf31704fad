package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a supervisor watches.
///
/// @param tiers highest rank first
/// @param queues of the desk, or its only one
/// @param waiting first in order first, at most 200
/// @param occupancy of all agents together today; absent while nobody was at work
/// @param decisions newest first, at most 50
/// @param alerts that have begun and are not over
/// @param calibration whether the waits told came true, highest rank first; no tier without any
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BoardView(
    long atMs,
    int waitingCount,
    long longestWaitMs,
    int openConversations,
    int openTickets,
    List<TierDepth> tiers,
    List<QueueView> queues,
    List<Waiting> waiting,
    List<AgentView> agents,
    ServiceView last30Minutes,
    ServiceView today,
    @Nullable Double occupancy,
    List<DecisionView> decisions,
    List<AlertView> alerts,
    List<CalibrationView> calibration) {

  /// @param longestWaitMs 0 when nobody waits
  /// @param late chats that wait beyond their target
  /// @param breaches chats that will within 15 minutes, by the estimate
  public record TierDepth(
      String tier,
      int tierRank,
      int targetSeconds,
      int depth,
      long longestWaitMs,
      int late,
      int breaches) {}

  /// @param queue empty where the desk has but one
  /// @param boosted whether a supervisor, or a lost agent, gave it the largest head start
  /// @param explanation why it still waits, in one sentence
  public record Waiting(
      long conversation,
      String customer,
      String organization,
      String tier,
      int tierRank,
      long waitingSinceMs,
      int targetSeconds,
      String queue,
      boolean boosted,
      boolean offered,
      String explanation) {}

  /// Shares are from 0 to 1, and null when nothing counts for them.
  ///
  /// @param serviceLevel answered within target / (all - abandoned within target - turned into tickets)
  /// @param abandonment abandoned / all, without those who left within 5 s
  /// @param deflection turned into tickets / all
  /// @param speedOfAnswerMs mean time from launch to acceptance
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ServiceView(
      int launched,
      int answered,
      int answeredInTarget,
      int abandoned,
      int ticketed,
      @Nullable Double serviceLevel,
      @Nullable Double abandonment,
      @Nullable Double deflection,
      @Nullable Long speedOfAnswerMs) {}

  /// A threshold that is passed.
  public record AlertView(String name, long sinceMs, String sentence) {}

  /// One routing decision and its explanation.
  public record DecisionView(long atMs, long conversation, String tier, String explanation) {}

  /// Whether the waits told to a tier came true. Shares and errors are of the last 500; null while there is none.
  ///
  /// @param told waits told that ended
  /// @param coveredP80 share of waits within the P80 told; a customer who left before it passed does not count
  /// @param meanErrorMs mean absolute difference between the P50 told and the wait of who was answered
  /// @param naiveErrorMs the same if chats ahead x mean handle time / slots had been told
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CalibrationView(
      String tier,
      long told,
      @Nullable Double coveredP80,
      @Nullable Double coveredP90,
      @Nullable Long meanErrorMs,
      @Nullable Long naiveErrorMs) {}
}
