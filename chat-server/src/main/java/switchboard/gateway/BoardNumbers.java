package switchboard.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.protocol.AgentState;
import switchboard.protocol.AgentView;
import switchboard.protocol.BoardView.ServiceView;
import switchboard.protocol.BoardView.TierDepth;
import switchboard.protocol.QueueView;

/// The numbers of a board that alerts watch.
record BoardNumbers(
    List<TierDepth> tiers,
    List<QueueView> queues,
    List<AgentView> agents,
    ServiceView last30Minutes) {
  /// Null while there is none.
  @Nullable Long of(AlertRule rule) {
    return switch (rule.measure()) {
      case LONGEST_WAIT -> largest(rule, TierDepth::longestWaitMs, QueueView::longestWaitMs);
      case WAITING -> sum(rule, TierDepth::depth, QueueView::waiting);
      case BREACHES -> sum(rule, tier -> tier.late() + tier.breaches(), _ -> 0);
      case SERVICE_LEVEL -> serviceLevel();
      case AGENTS -> rule.of() == null ? available() : sum(rule, _ -> 0, QueueView::agents);
    };
  }

  private long largest(
      AlertRule rule, ToLongFunction<TierDepth> ofTier, ToLongFunction<QueueView> ofQueue) {
    return Stream.concat(
            tiers(rule).map(ofTier::applyAsLong), queues(rule).map(ofQueue::applyAsLong))
        .reduce(0L, Math::max);
  }

  private long sum(
      AlertRule rule, ToLongFunction<TierDepth> ofTier, ToLongFunction<QueueView> ofQueue) {
    return tiers(rule).mapToLong(ofTier).sum() + queues(rule).mapToLong(ofQueue).sum();
  }

  /// The whole desk is all tiers.
  private Stream<TierDepth> tiers(AlertRule rule) {
    return tiers.stream()
        .filter(tier -> rule.of() == null || tier.tier().equals(rule.of()));
  }

  private Stream<QueueView> queues(AlertRule rule) {
    return queues.stream()
        .filter(queue -> rule.of() != null && queue.name().equals(rule.of()));
  }

  private long available() {
    return agents.stream()
        .filter(agent -> takesChats(agent.state()))
        .filter(agent -> agent.graceUntilMs() == null && agent.unheard() == null)
        .count();
  }

  /// Who wraps up takes the next chat after it.
  private static boolean takesChats(AgentState state) {
    return switch (state) {
      case AVAILABLE, WRAP_UP -> true;
      case DRAINING, AWAY, OFFLINE -> false;
    };
  }

  private @Nullable Long serviceLevel() {
    Double level = last30Minutes.serviceLevel();
    return level == null ? null : Math.round(100 * level);
  }

  /// "Elite: the longest wait is 1:12."
  static String sentence(AlertRule rule, long number) {
    String whose = rule.of() == null ? "" : rule.of() + ": ";
    return whose
        + switch (rule.measure()) {
          case LONGEST_WAIT ->
              "the longest wait is %d:%02d."
                  .formatted(number / 60_000, number / 1_000 % 60);
          case WAITING -> counted(number, "chat waits.", "chats wait.");
          case BREACHES ->
              counted(number, "chat misses its target.", "chats miss their targets.");
          case SERVICE_LEVEL ->
              String.format(Locale.ROOT, "the service level is %d %%.", number);
          case AGENTS -> counted(number, "agent takes chats.", "agents take chats.");
        };
  }

  private static String counted(long number, String one, String many) {
    return Objects.toString(number) + " " + (number == 1 ? one : many);
  }
}
