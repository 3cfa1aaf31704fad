package switchboard.runtime;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.tracing.Tracing;

/// Takes the commands that other nodes send to one leadership, each node's in its order. It is over when the leadership is.
final class Serving implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private static final byte[] NOT_TAKEN =
      CommandCodec.write(
          new Reply.Unavailable(Submission.RETRY_AFTER_MS), CommandCodec.NOT_TAKEN);

  private final Leadership leadership;
  private final Replica replica;
  private final Tracing tracing;
  private final LoopMetrics metrics;
  private final Threads threads;
  private final Rounds rounds = new Rounds();
  private final Bus.Subscription subscription;

  Serving(
      Leadership leadership,
      Bus bus,
      String subject,
      Replica replica,
      Tracing tracing,
      LoopMetrics metrics,
      Threads threads) {
    this.leadership = leadership;
    this.replica = replica;
    this.tracing = tracing;
    this.metrics = metrics;
    this.threads = threads;
    subscription = bus.serve(subject, this::take);
  }

  private void take(byte[] message, Consumer<byte[]> answer) {
    CommandCodec.Sent sent;
    try {
      sent = CommandCodec.read(message);
    } catch (RuntimeException e) {
      LOG.error("a command of another node cannot be read: {}", e.toString());
      answer.accept(NOT_TAKEN);
      return;
    }
    if (!rounds.takes(sent.place())) {
      answer.accept(NOT_TAKEN);
      return;
    }
    metrics.submitted.increment();
    leadership.submit(
        new Submission(
            sent.by(),
            sent.request(),
            sent.command(),
            tracing.continued(sent.trace()),
            new There(replica, answer),
            threads.nanoTime()));
  }

  /// The node that sent it sends it again to the next leader.
  private record There(Replica replica, Consumer<byte[]> answer) implements Submission.Origin {
    @Override
    public void answer(Reply reply) {
      answer.accept(CommandCodec.write(reply, replica.sequence()));
    }

    @Override
    public void left(Submission submission) {
      if (submission.claim()) {
        answer.accept(NOT_TAKEN);
      }
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
