package switchboard.runtime;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The leases of nodes in one process. A lead never lapses by itself here: a test says who loses it.
public final class MemoryLease implements Lease {
  /// What the nodes of a desk share.
  public static final class Desk {
    private final Set<String> living = new LinkedHashSet<>();
    private @Nullable String leader;
    private long term;

    /// Gives the lead to a node, from whoever has it.
    public synchronized void give(String heir) {
      leader = heir;
      term++;
    }
  }

  private final Desk desk;
  private final String node;
  private final Journal journal;

  /// @param journal whose storage the lease shares: both are away at the same time
  public MemoryLease(Desk desk, String node, Journal journal) {
    this.desk = desk;
    this.node = node;
    this.journal = journal;
  }

  /// For a node that is alone.
  public static MemoryLease alone(Journal journal) {
    return new MemoryLease(new Desk(), "alone", journal);
  }

  @Override
  public Held contend(boolean reachable) throws Journal.Unavailable {
    journal.epoch();
    synchronized (desk) {
      desk.living.add(node);
      if (desk.leader == null) {
        desk.leader = node;
        desk.term++;
      }
      return new Held(desk.leader, desk.term, desk.living);
    }
  }

  @Override
  public void release(@Nullable String heir) {
    synchronized (desk) {
      if (node.equals(desk.leader)) {
        desk.leader = null;
      }
    }
  }

  @Override
  public void close() {
    synchronized (desk) {
      desk.living.remove(node);
    }
  }
}
