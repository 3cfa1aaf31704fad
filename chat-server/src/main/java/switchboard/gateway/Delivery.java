package switchboard.gateway;

import org.jspecify.annotations.Nullable;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;
import switchboard.tracing.Span;

/// What a socket is handed, in order.
sealed interface Delivery {

  /// A message as the bytes of its frame: made once, written to any number of sockets.
  ///
  /// @param text JSON as UTF-8; not to be changed
  /// @param ephemeral may be lost: dropped when the socket is behind
  @SuppressWarnings("ArrayRecordComponent") // shared, never compared
  record Frame(byte[] text, boolean ephemeral) implements Delivery {
    static Frame of(ServerMessage message) {
      return new Frame(Codec.encode(message), false);
    }

    static Frame ephemeral(ServerMessage message) {
      return new Frame(Codec.encode(message), true);
    }
  }

  /// Keeps the place of a message that is still being made; what comes after waits behind it.
  final class Place implements Delivery {
    private @Nullable Frame frame;

    /// Called on the socket's event loop.
    void fill(Frame made) {
      frame = made;
    }

    @Nullable Frame frame() {
      return frame;
    }
  }

  /// Ends when what went before is handed to the network.
  record Written(Span span) implements Delivery {}

  /// From here on the socket is shown the conversation, or no longer.
  record Shown(long conversation, boolean now) implements Delivery {}

  /// Ends the socket.
  record Close(CloseCode code) implements Delivery {}
}
