package switchboard.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

/// Takes what other nodes send in the order in which each sent it. Nodes do not wait for one reply before they send the next command; when one is
/// lost on the way, what came after it is not taken either, and comes again in another round (go-back-N, RFC 3366, section 2.3).
final class Rounds {
  /// Who sent nothing for long begins another round.
  private static final int NODES_MAX = 1_000;

  private final Map<String, Due> nodes =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Due> eldest) {
          return size() > NODES_MAX;
        }
      };

  private record Due(long round, int number) {}

  /// @return whether it is the next of its node
  synchronized boolean takes(CommandCodec.Place place) {
    Due due = nodes.get(place.node());
    boolean next =
        due != null && place.round() == due.round()
            ? place.number() == due.number()
            : place.number() == 0 && (due == null || place.round() > due.round());
    if (next) {
      nodes.put(place.node(), new Due(place.round(), place.number() + 1));
    }
    return next;
  }
}
