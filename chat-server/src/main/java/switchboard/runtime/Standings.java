package switchboard.runtime;

/// Where it is seen how the desks lie on the nodes.
public interface Standings {
  /// Blocks.
  Standing now() throws Journal.Unavailable;
}
