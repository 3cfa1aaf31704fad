package switchboard.runtime;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How the desks lie on the nodes at one moment, and how they should: a pure function of that, so that all nodes come to the same.
///
/// @param leaders of all desks; empty for one that nobody leads
/// @param nodes that live and can be reached by the others, with the desks that they serve
public record Standing(
    SortedMap<Integer, Optional<String>> leaders, SortedMap<String, SortedSet<Integer>> nodes) {

  /// Who should lead each desk that any of the nodes serves. Whoever leads goes on, but that a node which leads two more than another hands one
  /// over to that; what nobody leads goes to who leads the fewest. So where all nodes serve all desks, none leads more than one more than any
  /// other, a node that comes takes its share and nothing else moves, and of one that goes only its own desks move.
  public SortedMap<Integer, String> plan() {
    SortedMap<Integer, String> plan = new TreeMap<>();
    leaders.forEach(
        (desk, leader) ->
            leader.filter(node -> serves(node, desk)).ifPresent(node -> plan.put(desk, node)));
    for (int desk : leaders.keySet()) {
      if (!plan.containsKey(desk)) {
        String node = idlest(desk, plan);
        if (node != null) {
          plan.put(desk, node);
        }
      }
    }
    for (Map.Entry<Integer, String> move = move(plan); move != null; move = move(plan)) {
      plan.put(move.getKey(), move.getValue());
    }
    return plan;
  }

  /// The same, were a node not there.
  public Standing without(String node) {
    SortedMap<String, SortedSet<Integer>> others = new TreeMap<>(nodes);
    others.remove(node);
    return new Standing(leaders, others);
  }

  private boolean serves(String node, int desk) {
    SortedSet<Integer> served = nodes.get(node);
    return served != null && served.contains(desk);
  }

  /// Of those that serve the desk.
  private @Nullable String idlest(int desk, Map<Integer, String> plan) {
    return nodes.keySet().stream()
        .filter(node -> serves(node, desk))
        .min(Comparator.<String>comparingLong(node -> load(node, plan)).thenComparing(node -> node))
        .orElse(null);
  }

  private static long load(String node, Map<Integer, String> plan) {
    return plan.values().stream().filter(node::equals).count();
  }

  /// The move that evens out the most; null when none does. Each lessens the sum of the loads' squares, so there is an end.
  private Map.@Nullable Entry<Integer, String> move(SortedMap<Integer, String> plan) {
    Map.Entry<Integer, String> best = null;
    long most = 1;
    for (Map.Entry<Integer, String> lead : plan.entrySet()) {
      String to = idlest(lead.getKey(), plan);
      long difference = to == null ? 0 : load(lead.getValue(), plan) - load(to, plan);
      if (to != null && difference > most) {
        best = Map.entry(lead.getKey(), to);
        most = difference;
      }
    }
    return best;
  }
}
