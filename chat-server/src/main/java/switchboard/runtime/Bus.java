package switchboard.runtime;

import java.time.Duration;
import java.util.function.Consumer;

/// Carries messages between the nodes of one installation: quick, and allowed to lose them. The truth is in the journal, so whoever hears of a
/// gap reads that. Nothing here blocks, and a node does not hear what it sends itself.
public interface Bus extends AutoCloseable {
  /// Of a lone node: nobody is there.
  Bus NONE = new LoneBus();

  /// The longest message, in bytes; a longer one is a fault of the caller.
  int MESSAGE_BYTES_MAX = 900_000;

  /// Sends to all other nodes that listen to the subject now. What cannot be sent is lost.
  void publish(String subject, byte[] message);

  /// From now on hands the listener what other nodes send, one message at a time, in each sender's order, on a thread of the bus; it must not
  /// block. What waits for it is bounded: beyond that messages are lost, and `onGap` is told.
  Subscription listen(String subject, Consumer<byte[]> listener);

  /// As `listen`, for requests: each is to be answered once, on any thread.
  Subscription serve(String subject, Server server);

  /// Asks the node that serves a subject. Exactly one of the receiver's methods is called, once, on a thread of the bus or, at once, on the
  /// caller's; it must not block.
  void request(String subject, byte[] message, Duration patience, Receiver receiver);

  /// Whether the other nodes can be reached now.
  boolean connected();

  /// Calls the listener whenever messages may have been missed: after each time without a connection, and when too many waited.
  void onGap(Runnable listener);

  @Override
  void close();

  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  interface Server {
    void asked(byte[] message, Consumer<byte[]> answer);
  }

  interface Receiver {
    void answered(byte[] message);

    /// Nobody serves the subject: the request was not carried out.
    void nobody();

    /// No answer came in time, or the connection broke: the request may have been carried out.
    void silent();
  }
}
