package switchboard.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the desks spread evenly over the nodes. Each node looks for itself, comes to what all others come to, and hands over what it leads
/// beyond its share, one desk after the other. It only makes things even: that a desk has one leader is the lease's and the journal's doing.
public final class Rebalancing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rebalancing.class);

  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// From one desk to the next.
  private static final long MOVE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

  /// A desk that its heir did not take is not handed to the same again before.
  private static final long MOVE_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String node;
  private final Standings standings;
  private final Threads threads;
  private final SortedMap<Integer, Served> desks = new ConcurrentSkipListMap<>();
  /// Of desks that no other node was seen to lead since; of this thread.
  private final SortedMap<Integer, Move> moves = new TreeMap<>();
  private final Thread thread;
  private volatile @Nullable Standing latest;
  private volatile boolean closing;

  private record Served(String name, DeskNode node) {}

  private record Move(String heir, long atNanos) {}

  /// @param node names this start of the server
  public Rebalancing(String node, Standings standings, Threads threads) {
    this.node = node;
    this.standings = standings;
    this.threads = threads;
    thread = threads.unstarted("rebalancing", this::run);
  }

  /// A desk that this node serves.
  ///
  /// @param name how operators call it
  public void add(int desk, String name, DeskNode served) {
    desks.put(desk, new Served(name, served));
  }

  public void remove(int desk) {
    desks.remove(desk);
  }

  /// Whether another node should take the desk, now that its leader has gone.
  public boolean holdsBack(int desk) {
    Standing seen = latest;
    if (seen == null) {
      return false;
    }
    Optional<String> leader = seen.leaders().getOrDefault(desk, Optional.empty());
    Standing left = leader.map(seen::without).orElse(seen);
    String next = left.plan().get(desk);
    return next != null && !next.equals(node);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    long moved = threads.nanoTime();
    while (!closing) {
      Standing seen = look();
      if (seen != null
          && seen.nodes().containsKey(node)
          && threads.nanoTime() - moved > MOVE_EVERY_NANOS
          && handOverOne(seen.plan())) {
        moved = threads.nanoTime();
      }
      threads.parkNanos(this, LOOK_EVERY_NANOS);
    }
  }

  private @Nullable Standing look() {
    try {
      Standing seen = standings.now();
      latest = seen;
      moves
          .keySet()
          .removeIf(
              desk ->
                  seen.leaders()
                      .getOrDefault(desk, Optional.empty())
                      .filter(leader -> !leader.equals(node))
                      .isPresent());
      return seen;
    } catch (Journal.Unavailable e) {
      LOG.debug("nothing is moved now", e);
      return null;
    }
  }

  private boolean handOverOne(SortedMap<Integer, String> plan) {
    for (Map.Entry<Integer, Served> desk : desks.entrySet()) {
      Served served = desk.getValue();
      String heir = plan.get(desk.getKey());
      if (heir != null
          && !heir.equals(node)
          && served.node().leads()
          && mayMove(desk.getKey(), heir)) {
        LOG.info("handing desk {} over to node {}, which leads fewer", served.name(), heir);
        moves.put(desk.getKey(), new Move(heir, threads.nanoTime()));
        served.node().handOver(heir);
        return true;
      }
    }
    return false;
  }

  private boolean mayMove(int desk, String heir) {
    Move before = moves.get(desk);
    return before == null
        || !before.heir().equals(heir)
        || threads.nanoTime() - before.atNanos() > MOVE_AGAIN_NANOS;
  }

  /// This node is about to go: moves nothing more, and hands over all that it leads, each to the node that should have it.
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    Standing seen = latest;
    if (seen != null) {
      SortedMap<Integer, String> plan = seen.without(node).plan();
      desks.forEach((desk, served) -> served.node().leave(plan.get(desk)));
    }
  }
}
