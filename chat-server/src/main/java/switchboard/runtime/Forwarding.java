package switchboard.runtime;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes commands to the node that leads. While nobody does, they wait a little, in their order; who waits too long is turned away. A reply is
/// handed on once this node has applied what it tells of.
final class Forwarding {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);

  private final Bus bus;
  private final LongFunction<String> subjectOfTerm;
  private final Replica replica;
  private final LoopMetrics metrics;
  private final int max;
  private final long patienceNanos;

  private final Queue<Submission> waiting = new ConcurrentLinkedQueue<>();
  /// Those whose reply tells of what this node has not applied yet.
  private final Queue<Submission> ahead = new ConcurrentLinkedQueue<>();
  /// Commands that wait, are on their way, or whose replies wait.
  private final AtomicInteger open = new AtomicInteger();
  /// Of the newest lead heard of; 0 for none, or for one that nobody answers for.
  private volatile long term;

  Forwarding(
      Bus bus,
      LongFunction<String> subjectOfTerm,
      Replica replica,
      LoopMetrics metrics,
      LoopLimits limits) {
    this.bus = bus;
    this.subjectOfTerm = subjectOfTerm;
    this.replica = replica;
    this.metrics = metrics;
    max = limits.inboxMax();
    patienceNanos = TimeUnit.MILLISECONDS.toNanos(limits.patienceMs());
  }

  /// Never blocks.
  void submit(Submission submission) {
    if (open.incrementAndGet() > max) {
      open.decrementAndGet();
      submission.turnAway(metrics);
      return;
    }
    waiting.add(submission);
    send();
  }

  /// Somebody leads now.
  void leaderKnown(long newTerm) {
    if (term < newTerm) {
      term = newTerm;
      send();
    }
  }

  boolean knowsLeader() {
    return term > 0 && bus.connected();
  }

  /// Commands that have no reply yet.
  int depth() {
    return open.get();
  }

  /// This node leads: what waits is its own to decide.
  void handOver(Leadership leadership) {
    for (Submission next = waiting.poll(); next != null; next = waiting.poll()) {
      open.decrementAndGet();
      leadership.submit(next);
    }
  }

  /// Now and then: tries again, and turns away who has waited too long.
  void sweep() {
    long now = System.nanoTime();
    for (Submission oldest = waiting.peek();
        oldest != null && now - oldest.submittedNanos > patienceNanos;
        oldest = waiting.peek()) {
      if (waiting.remove(oldest)) {
        open.decrementAndGet();
        oldest.turnAway(metrics);
      }
    }
    for (Submission oldest = ahead.peek();
        oldest != null
            && (oldest.answered() || now - oldest.submittedNanos > 2 * patienceNanos);
        oldest = ahead.peek()) {
      ahead.remove(oldest);
      oldest.turnAway(metrics);
    }
    send();
  }

  void turnAwayAll() {
    for (Submission next = waiting.poll(); next != null; next = waiting.poll()) {
      open.decrementAndGet();
      next.turnAway(metrics);
    }
  }

  /// One thread at a time, so that commands leave in the order in which they came.
  private synchronized void send() {
    while (knowsLeader()) {
      Submission next = waiting.poll();
      if (next == null) {
        return;
      }
      send(next, term);
    }
  }

  private void send(Submission submission, long toTerm) {
    metrics.forwarded.increment();
    long left = patienceNanos - (System.nanoTime() - submission.submittedNanos);
    bus.request(
        subjectOfTerm.apply(toTerm),
        CommandCodec.write(submission.by, submission.request, submission.command),
        Duration.ofNanos(Math.max(left, 1)),
        new Bus.Receiver() {
          @Override
          public void answered(byte[] message) {
            replica.run(() -> reply(submission, message));
          }

          @Override
          public void nobody() {
            nobodyLeads(submission, toTerm);
          }

          @Override
          public void silent() {
            replica.run(() -> end(submission, new Reply.Unavailable(Submission.RETRY_AFTER_MS)));
          }
        });
  }

  private void nobodyLeads(Submission submission, long inTerm) {
    if (term == inTerm) {
      term = 0;
    }
    waiting.add(submission);
  }

  /// A step of the replica.
  private void reply(Submission submission, byte[] message) {
    try {
      CommandCodec.Answered answered = CommandCodec.readReply(message);
      if (answered.sequence() > replica.sequence()) {
        ahead.add(submission);
      }
      replica.whenApplied(answered.sequence(), () -> end(submission, answered.reply()));
    } catch (IllegalStateException e) {
      LOG.error("cannot read the leader's reply", e);
      end(submission, new Reply.Unavailable(Submission.RETRY_AFTER_MS));
    }
  }

  private void end(Submission submission, Reply reply) {
    open.decrementAndGet();
    if (reply instanceof Reply.Unavailable) {
      submission.turnAway(metrics);
    } else {
      submission.answer(reply);
    }
  }
}
