package switchboard.desk.supervision;

import java.util.Map;
import java.util.TreeMap;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.supervision.QueuePlaces.Place;

/// Waiting chats that have missed their target, or will within the next quarter of an hour if half of such chats wait no longer than estimated and those that ring
/// are accepted.
public final class Breaches {
  private static final long AHEAD_MS = 15 * 60_000;

  private final long nowMs;
  private final Map<String, Integer> late = new TreeMap<>();
  private final Map<String, Integer> soon = new TreeMap<>();

  public Breaches(long nowMs) {
    this.nowMs = nowMs;
  }

  public void count(Place place) {
    Conversation chat = place.conversation();
    long breachMs = chat.launchedAtMs() + chat.standing().targetMs();
    String tier = chat.standing().tier();
    if (breachMs < nowMs) {
      late.merge(tier, 1, Integer::sum);
    } else if (breachMs <= nowMs + AHEAD_MS
        && chat.offer() == null
        && answeredAfter(place, breachMs)) {
      soon.merge(tier, 1, Integer::sum);
    }
  }

  private boolean answeredAfter(Place place, long breachMs) {
    WaitEstimate estimate = place.estimate();
    return estimate == null || nowMs + estimate.p50Ms() > breachMs;
  }

  /// Chats of a tier that wait beyond their target.
  public int late(String tier) {
    return late.getOrDefault(tier, 0);
  }

  /// Chats of a tier that will.
  public int soon(String tier) {
    return soon.getOrDefault(tier, 0);
  }
}
