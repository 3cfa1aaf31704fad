package switchboard.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.tracing.Key;
import switchboard.tracing.Span;
import switchboard.tracing.Step;

/// Takes commands to the node that leads, in the order in which they came. While nobody leads they wait, and what a leader left unanswered goes
/// to the next one: repeating a command is harmless. What is lost on the way is sent again with all that has no reply, in another round (`Rounds`),
/// and so nobody's messages change their order. Who waits too long is turned away. A reply is handed on once this node has applied what it tells of.
final class Forwarding {
  /// Longer than a leader's own patience, by what it takes to replace a leader that died.
  private static final long REPLACEMENT_MS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);

  private final String node;
  private final Bus bus;
  private final LongFunction<String> subjectOfTerm;
  private final Replica replica;
  private final LoopMetrics metrics;
  private final Threads threads;
  private final int max;
  private final long patienceNanos;

  /// All that has no reply yet, by the order in which it came. Guarded by this.
  private final TreeMap<Long, Open> open = new TreeMap<>();

  /// Those whose reply tells of what this node has not applied yet. Guarded by this.
  private final Deque<Submission> ahead = new ArrayDeque<>();

  private boolean held; // guarded by this
  private long round = 1; // guarded by this
  private int sentInRound; // guarded by this
  private volatile boolean idle = true;
  /// Of the newest lead heard of.
  private volatile long term;
  /// Nobody answered for this lead.
  private volatile long deadTerm;

  /// A command without a reply.
  private static final class Open {
    final Submission submission;
    /// The round in which it was sent; 0 while it waits to be sent.
    long sentIn;

    Open(Submission submission) {
      this.submission = submission;
    }
  }

  Forwarding(
      String node,
      Bus bus,
      LongFunction<String> subjectOfTerm,
      Replica replica,
      LoopMetrics metrics,
      Threads threads,
      LoopLimits limits) {
    this.node = node;
    this.bus = bus;
    this.subjectOfTerm = subjectOfTerm;
    this.replica = replica;
    this.metrics = metrics;
    this.threads = threads;
    max = limits.inboxMax();
    patienceNanos = TimeUnit.MILLISECONDS.toNanos(limits.patienceMs() + REPLACEMENT_MS);
  }

  /// Never blocks.
  void submit(Submission submission) {
    synchronized (this) {
      if (open.size() < max) {
        open.put(submission.number, new Open(submission));
        idle = false;
        send();
        return;
      }
    }
    submission.turnAway(metrics);
  }

  /// The leader has shown that it is there, which it does once it takes commands. What was sent to another lead is sent again. A lead that nobody
  /// answered for gives way to any other.
  synchronized void leaderHeard(long itsTerm) {
    if (itsTerm == deadTerm) {
      deadTerm = 0;
    }
    if (term < itsTerm || (term == deadTerm && term != itsTerm)) {
      term = itsTerm;
      beginRound();
    }
    if (!open.isEmpty()) {
      send();
    }
  }

  /// What was on its way over the bus may be lost.
  synchronized void sendAgain() {
    beginRound();
    send();
  }

  private synchronized void beginRound() {
    round++;
    sentInRound = 0;
    open.values().forEach(one -> one.sentIn = 0);
  }

  boolean knowsLeader() {
    return term > 0 && term != deadTerm && bus.connected();
  }

  /// Commands that have no reply yet.
  synchronized int depth() {
    return open.size();
  }

  /// Whether nothing is here that came before what comes now.
  boolean isIdle() {
    return idle;
  }

  /// This node leads: what waits is its own to decide, and it is not idle before all of that was handed over.
  synchronized void handOver(Leadership leadership) {
    List<Open> waiting = List.copyOf(open.values());
    open.clear();
    waiting.forEach(one -> leadership.submit(one.submission));
    idle = open.isEmpty(); // a leader that ends gives back what it is handed
  }

  /// Sends nothing until `resume`: something that came before is on its way here.
  synchronized void hold() {
    held = true;
  }

  synchronized void resume() {
    held = false;
    send();
  }

  /// Now and then: tries again, and turns away who has waited too long.
  void sweep() {
    List<Submission> late = new ArrayList<>();
    synchronized (this) {
      long now = threads.nanoTime();
      if (!open.isEmpty() && isLate(open.firstEntry().getValue(), now)) {
        Overdue overdue = new Overdue();
        open.values().stream()
            .filter(one -> overdue.includes(one.submission, isLate(one, now)))
            .forEach(one -> late.add(one.submission));
        late.forEach(submission -> open.remove(submission.number));
      }
      idle = open.isEmpty();
      while (!ahead.isEmpty()
          && (ahead.getFirst().answered()
              || now - ahead.getFirst().submittedNanos > 2 * patienceNanos)) {
        late.add(ahead.removeFirst());
      }
      send();
    }
    late.forEach(submission -> submission.turnAway(metrics));
  }

  private boolean isLate(Open one, long nowNanos) {
    return nowNanos - one.submission.submittedNanos > patienceNanos;
  }

  void turnAwayAll() {
    List<Open> waiting;
    synchronized (this) {
      waiting = List.copyOf(open.values());
      open.clear();
      idle = true;
    }
    waiting.forEach(one -> one.submission.turnAway(metrics));
  }

  private synchronized void send() {
    for (Open one : waiting()) {
      if (!knowsLeader()) {
        return;
      }
      if (one.sentIn == 0) {
        send(one);
      }
    }
  }

  /// Those that wait to be sent are the last ones.
  private List<Open> waiting() {
    if (held || !knowsLeader()) {
      return List.of();
    }
    List<Open> waiting = new ArrayList<>();
    for (Open last : open.descendingMap().values()) {
      if (last.sentIn != 0) {
        break;
      }
      waiting.add(last);
    }
    return waiting.reversed();
  }

  private void send(Open one) {
    long inRound = round;
    long toTerm = term;
    one.sentIn = inRound;
    metrics.forwarded.increment();
    Submission submission = one.submission;
    Span forwarding = Span.under(submission.trace, Step.FORWARD);
    bus.request(
        subjectOfTerm.apply(toTerm),
        CommandCodec.write(
            submission.by,
            submission.request,
            submission.command,
            new CommandCodec.Place(node, inRound, sentInRound++),
            forwarding == null ? null : forwarding.context()),
        Duration.ofNanos(patienceNanos),
        new Bus.Receiver() {
          @Override
          public void answered(byte[] message) {
            CommandCodec.Answered answered = CommandCodec.readReply(message);
            end(forwarding, toTerm, answered.reply().outcome());
            take(answered, inRound, submission);
          }

          @Override
          public void nobody() {
            end(forwarding, toTerm, "nobody leads");
            notTaken(inRound, submission);
          }

          @Override
          public void silent() {
            end(forwarding, toTerm, "no answer");
            notTaken(inRound, submission);
          }
        });
  }

  private static void end(@Nullable Span forwarding, long term, String outcome) {
    if (forwarding != null) {
      forwarding.set(Key.TERM, term).set(Key.OUTCOME, outcome).end();
    }
  }

  private void take(CommandCodec.Answered answered, long inRound, Submission submission) {
    if (answered.sequence() == CommandCodec.NOT_TAKEN) {
      notTaken(inRound, submission);
    } else if (endIfSentIn(inRound, submission.number)) {
      if (answered.isTurnedAway()) {
        // What came after it may be carried out, so to send it again unasked would change its place.
        submission.turnAway(metrics);
      } else {
        replica.run(() -> answer(submission, answered));
      }
    }
  }

  private synchronized boolean endIfSentIn(long inRound, long number) {
    Open one = open.get(number);
    if (one == null || one.sentIn != inRound) {
      return false; // it was or will be sent again, and that answer counts
    }
    open.remove(number);
    idle = open.isEmpty();
    return true;
  }

  /// What was sent after it was not taken either, so all of it waits, in order, until a leader shows that it is there.
  private synchronized void notTaken(long inRound, Submission submission) {
    if (round != inRound) {
      return;
    }
    deadTerm = term;
    submission
        .about(LOG.atDebug())
        .addKeyValue("term", term)
        .log("nobody took it in this lead; it waits, with all that has no reply");
    beginRound();
  }

  /// A step of the replica.
  private void answer(Submission submission, CommandCodec.Answered answered) {
    if (answered.sequence() > replica.sequence() && !mayWait(submission)) {
      submission.turnAway(metrics);
    } else {
      replica.whenApplied(answered.sequence(), () -> submission.answer(answered.reply()));
    }
  }

  private synchronized boolean mayWait(Submission submission) {
    return ahead.size() < max && ahead.add(submission);
  }
}
