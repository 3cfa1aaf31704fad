package switchboard.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.supervision.Breaches;
import switchboard.protocol.BoardView;
import switchboard.protocol.QueueView;

/// How many wait in each tier and in each queue, and the longest.
final class Depths {
  /// How many wait, and since when the first of them.
  private record Depth(int waiting, long sinceMs) {
    private static final Depth NONE = new Depth(0, Long.MAX_VALUE);

    Depth plus(Depth other) {
      return new Depth(waiting + other.waiting, Math.min(sinceMs, other.sinceMs));
    }

    long waitMs(long nowMs) {
      return Math.max(0, nowMs - sinceMs);
    }
  }

  private final Map<String, Depth> ofTier = new HashMap<>();
  private final Map<String, Depth> ofQueue = new HashMap<>();
  private final long nowMs;

  Depths(long nowMs) {
    this.nowMs = nowMs;
  }

  void count(Conversation chat) {
    if (chat.stage() instanceof Stage.Waiting waiting) {
      Depth one = new Depth(1, waiting.enteredAtMs());
      ofTier.merge(chat.standing().tier(), one, Depth::plus);
      ofQueue.merge(chat.line().queue(), one, Depth::plus);
    }
  }

  static Depths of(DeskView desk, long nowMs) {
    Depths depths = new Depths(nowMs);
    desk.conversations().forEach(depths::count);
    return depths;
  }

  BoardView.TierDepth of(Tier tier, Breaches breaches) {
    Depth depth = ofTier.getOrDefault(tier.name(), Depth.NONE);
    return new BoardView.TierDepth(
        tier.name(),
        tier.rank(),
        (int) tier.chatTarget().toSeconds(),
        depth.waiting(),
        depth.waitMs(nowMs),
        breaches.late(tier.name()),
        breaches.soon(tier.name()));
  }

  QueueView of(String queue, int agents, boolean paused) {
    Depth depth = ofQueue.getOrDefault(queue, Depth.NONE);
    return new QueueView(queue, depth.waiting(), depth.waitMs(nowMs), agents, paused);
  }

  long longestWaitMs() {
    return all().waitMs(nowMs);
  }

  Supervision.Queue queue() {
    return ofTier.isEmpty()
        ? Supervision.Queue.EMPTY
        : new Supervision.Queue(
            ofTier.entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, tier -> tier.getValue().waiting())),
            all().sinceMs());
  }

  private Depth all() {
    return ofTier.values().stream().reduce(Depth.NONE, Depth::plus);
  }
}
