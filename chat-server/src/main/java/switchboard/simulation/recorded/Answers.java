package switchboard.simulation.recorded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.simulation.Answering;
import switchboard.simulation.Times;

/// How agents answered what rang at them: after how long, and how many they declined or missed. Offers that were taken back, and those that nobody is asked
/// about, say nothing of it.
final class Answers {
  private final Map<Long, Long> ringing = new LinkedHashMap<>();
  private final List<Long> delaysMs = new ArrayList<>();
  private int declined;
  private int missed;

  void apply(Entry entry) {
    switch (entry.event()) {
      case Event.Offered e -> ringing.put(e.offer(), entry.atMs());
      case Event.Assigned e -> {
        Long since = ringing.remove(e.offer());
        if (since != null && !entry.by().isDesk()) {
          delaysMs.add(entry.atMs() - since);
        }
      }
      case Event.OfferEnded e -> {
        Long since = ringing.remove(e.offer());
        if (since != null) {
          ended(e, entry.atMs() - since);
        }
      }
      default -> {}
    }
  }

  private void ended(Event.OfferEnded offer, long afterMs) {
    switch (offer.outcome()) {
      case DECLINED -> {
        declined++;
        delaysMs.add(afterMs);
      }
      case EXPIRED -> missed++;
      case WITHDRAWN -> {}
    }
  }

  /// Offers that say something.
  int count() {
    return delaysMs.size() + missed;
  }

  /// @param awayMs how long those stayed away whom misses had set away
  Answering answering(List<Long> awayMs) {
    int count = count();
    if (count == 0) {
      return Answering.AT_ONCE;
    }
    return new Answering(
        delaysMs.isEmpty() ? Answering.AT_ONCE.delay() : new Times.Sampled(delaysMs),
        (double) declined / count,
        (double) missed / count,
        awayMs.isEmpty() ? Answering.AT_ONCE.back() : new Times.Sampled(awayMs));
  }
}
