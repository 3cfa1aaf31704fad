package switchboard.protocol.codec;

import org.jspecify.annotations.Nullable;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Problem;

/// What a client's frame turned out to be.
public sealed interface Decoded {

  /// It keeps to the protocol.
  record Valid(ClientMessage message) implements Decoded {}

  /// It breaks the protocol.
  ///
  /// @param request the frame's request id, where the frame is one JSON object that has a valid one: the answer is `refused` then, else `problem`
  /// @param problem what the sender is told
  record Invalid(@Nullable String request, Problem problem) implements Decoded {}
}
