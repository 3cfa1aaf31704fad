package switchboard.past;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.Desk;
import switchboard.desk.DeskImage;
import switchboard.desk.supervision.Folds;

/// A day's states at some of its entries, from which any other is reached by few entries more. What they hold is bounded: of too many, every second one is
/// forgotten, and from then on they are twice as far apart.
final class Keyframes {
  private final int weightMax;
  private final TreeMap<Long, Keyframe> bySequence = new TreeMap<>();
  private int apart;
  private int weight;

  /// @param folds never changed any more
  record Keyframe(DeskImage image, Folds folds) {
    long sequence() {
      return image.sequence();
    }

    private int weight() {
      return image.conversations().size() + image.agents().size();
    }
  }

  Keyframes(PastLimits limits) {
    weightMax = limits.weightMax();
    apart = limits.apartEntries();
  }

  /// Takes one when the last one is long enough ago.
  synchronized void offer(Desk desk, Folds folds) {
    long sequence = desk.view().sequence();
    if (!bySequence.isEmpty() && sequence - bySequence.lastKey() < apart) {
      return;
    }
    Keyframe keyframe = new Keyframe(withoutRequests(desk.image()), folds.copy());
    bySequence.put(sequence, keyframe);
    weight += keyframe.weight();
    while (weight > weightMax && bySequence.size() > 2) {
      thinOut();
    }
  }

  private void thinOut() {
    apart *= 2;
    int[] place = {0};
    bySequence.values().removeIf(_ -> place[0]++ % 2 == 1);
    weight = bySequence.values().stream().mapToInt(Keyframe::weight).sum();
  }

  /// What requests led to is for who decides; nobody does in the past.
  private static DeskImage withoutRequests(DeskImage image) {
    return new DeskImage(
        image.sequence(),
        image.atMs(),
        image.conversationCount(),
        image.ticketCount(),
        image.offerCount(),
        image.conversations(),
        image.agents(),
        image.lastAgents(),
        image.pausedQueues(),
        image.vips(),
        List.of());
  }

  /// The last one at an entry or before it.
  synchronized @Nullable Keyframe upTo(long sequence) {
    Map.Entry<Long, Keyframe> floor = bySequence.floorEntry(sequence);
    return floor == null ? null : floor.getValue();
  }
}
