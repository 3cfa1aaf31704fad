package switchboard.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.tracing.Span;

/// A command on its way through the loop, answered exactly once: by its outcome or by running out of patience, whichever comes first.
final class Submission {
  /// When a command that was turned away is worth sending again.
  static final long RETRY_AFTER_MS = 1_000;

  private static final AtomicLong COUNT = new AtomicLong();

  private static final Reply UNAVAILABLE = new Reply.Unavailable(RETRY_AFTER_MS);

  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  /// Its place in the order in which commands came to this node.
  final long number = COUNT.incrementAndGet();

  final Actor by;
  final @Nullable String request;
  final Command command;
  final long submittedNanos;

  /// Null when it is not followed.
  final @Nullable Span trace;

  private final Origin origin;
  private final AtomicBoolean answered = new AtomicBoolean();

  /// Where it came from.
  interface Origin {
    void answer(Reply reply);

    /// A leader ends and has not answered it: nothing of it was carried out, or nobody knows yet. Whoever leads next may be asked.
    void left(Submission submission);
  }

  /// A command of the desk itself, which repeats those that matter.
  static Submission ofDesk(Command command, Consumer<Reply> onReply, long submittedNanos) {
    Origin origin =
        new Origin() {
          @Override
          public void answer(Reply reply) {
            onReply.accept(reply);
          }

          @Override
          public void left(Submission submission) {
            submission.answer(UNAVAILABLE);
          }
        };
    return new Submission(Actor.DESK, null, command, null, origin, submittedNanos);
  }

  Submission(
      Actor by,
      @Nullable String request,
      Command command,
      @Nullable Span trace,
      Origin origin,
      long submittedNanos) {
    this.by = by;
    this.request = request;
    this.command = command;
    this.trace = trace;
    this.origin = origin;
    this.submittedNanos = submittedNanos;
  }

  boolean answered() {
    return answered.get();
  }

  /// Nobody else answers it from here on.
  ///
  /// @return false when it was answered before
  boolean claim() {
    return answered.compareAndSet(false, true);
  }

  /// Answers, unless it was answered before.
  ///
  /// @return whether this was the answer
  boolean answer(Reply reply) {
    if (!claim()) {
      return false;
    }
    try {
      origin.answer(reply);
    } catch (RuntimeException e) {
      about(LOG.atError()).setCause(e).log("the receiver of a reply failed; the desk goes on");
    }
    return true;
  }

  /// Answers `Unavailable`, unless it was answered before.
  void turnAway(LoopMetrics metrics) {
    if (answer(UNAVAILABLE)) {
      metrics.unavailable.increment();
      about(LOG.atDebug()).log("a command was turned away");
    }
  }

  /// Hands it back to where it came from, unless it was answered.
  void leave() {
    if (!answered()) {
      origin.left(this);
    }
  }

  /// A line of the log that concerns it.
  LoggingEventBuilder about(LoggingEventBuilder line) {
    LoggingEventBuilder named = line.addKeyValue("command", command.getClass().getSimpleName());
    if (request != null) {
      named = named.addKeyValue("request", request);
    }
    return trace == null ? named : named.addKeyValue("trace", trace.trace());
  }
}
