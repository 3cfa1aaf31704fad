package switchboard.runtime;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lead of a desk, for which its nodes contend on the database's clock. It makes failover quick; that two leaders do no harm is the
/// journal's doing. Calls block and are made from one thread at a time.
public interface Lease extends AutoCloseable {
  /// Renews the lead where this node has it, takes it where nobody does, and says in any case that this node lives. To be called about twice a
  /// second.
  ///
  /// @param reachable whether the other nodes can reach this one; one that they cannot reach does not lead while another can be reached
  Held contend(boolean reachable) throws Journal.Unavailable;

  /// Gives the lead up, so that another node need not wait until it lapses.
  ///
  /// @param heir the node that should take it, to which the others leave it for a moment; null for any
  void release(@Nullable String heir) throws Journal.Unavailable;

  /// This node takes leave: it no longer counts among those that live, and closes.
  @Override
  void close();

  /// How things stand.
  ///
  /// @param leader null for nobody
  /// @param term grows with each change of the leader
  /// @param living all nodes that live, this one included
  record Held(@Nullable String leader, long term, Set<String> living) {
    public Held {
      living = Set.copyOf(living);
    }
  }
}
