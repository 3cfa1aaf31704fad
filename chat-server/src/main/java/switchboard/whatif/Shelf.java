package switchboard.whatif;

import java.time.Instant;
import java.util.Optional;

/// What all nodes of a desk know of its simulations: whichever runs one puts it there, any may be asked for it. Calls block. They throw when storage is away;
/// a simulation goes on without.
public interface Shelf {
  /// @param status as JSON
  /// @param cancelled whether nobody wants it any more
  record Kept(String status, boolean cancelled, Instant changedAt) {}

  /// Puts it there anew, and forgets those that were not changed since `forget`.
  ///
  /// @return whether it was cancelled
  boolean put(String id, String status, Instant now, Instant forget);

  Optional<Kept> find(String id);

  /// Whether there is one.
  boolean cancel(String id);
}
