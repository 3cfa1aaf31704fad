package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a supervisor watches.
///
/// @param tiers highest rank first
/// @param waiting first in order first, at most 200
/// @param decisions newest first, at most 50
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BoardView(
    long atMs,
    int waitingCount,
    long longestWaitMs,
    int openConversations,
    int openTickets,
    List<TierDepth> tiers,
    List<Waiting> waiting,
    List<AgentView> agents,
    ServiceView last30Minutes,
    ServiceView today,
    List<DecisionView> decisions) {

  /// @param longestWaitMs 0 when nobody waits
  public record TierDepth(
      String tier, int tierRank, int targetSeconds, int depth, long longestWaitMs) {}

  /// @param explanation why it still waits, in one sentence
  public record Waiting(
      long conversation,
      String customer,
      String organization,
      String tier,
      int tierRank,
      long waitingSinceMs,
      int targetSeconds,
      boolean offered,
      String explanation) {}

  /// @param serviceLevel answered within target / (all - abandoned within target - turned into tickets), null when nothing was answered
  /// @param speedOfAnswerMs mean time from launch to acceptance
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ServiceView(
      int launched,
      int answered,
      int answeredInTarget,
      int abandoned,
      int ticketed,
      @Nullable Double serviceLevel,
      @Nullable Long speedOfAnswerMs) {}

  /// One routing decision and its explanation.
  public record DecisionView(long atMs, long conversation, String tier, String explanation) {}
}
