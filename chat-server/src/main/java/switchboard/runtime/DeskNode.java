package switchboard.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskRules;
import switchboard.desk.DeskView;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Sessions;
import switchboard.tracing.Span;
import switchboard.tracing.Traced;
import switchboard.tracing.Tracing;

/// A desk on this node. One node leads it and decides; the others follow, and keep its committed state by applying the same events. Which one
/// this is changes as the lease does, and whoever uses the desk here never learns of it.
///
/// Two threads see to it: one contends for the lease, twice a second, whatever else is going on; the other turns what that led to into leading or
/// following.
public final class DeskNode implements DeskPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskNode.class);

  private static final long CONTEND_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /// How long after it was asked for a lease holds for certain: less than another node waits before it takes it.
  private static final long CERTAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1_400);

  /// A leader from whom nothing was heard for so long may still be there, but the bus between is not.
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  private static final long BLINK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long SWEEP_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// The first command waits longer than any other: it may have much to do, with everything still cold.
  private static final Duration FIRST_COMMAND = Duration.ofSeconds(30);

  /// How long a lead that nobody renews is waited for.
  private static final Duration LAPSE = Duration.ofSeconds(5);

  private static final Duration END_OF_COMMITS = Duration.ofSeconds(10);

  private static final byte[] NOT_TAKEN =
      CommandCodec.write(
          new Reply.Unavailable(Submission.RETRY_AFTER_MS), CommandCodec.NOT_TAKEN);

  private final String node;
  private final Journal journal;
  private final Lease lease;
  private final Bus bus;
  private final Threads threads;
  private final DeskRules rules;
  private final LoopLimits limits;
  private final LongSupplier wallMs;
  private final Consumer<Exception> onFailure;
  private final String epoch;
  private final Tracing tracing;
  private final String subject;
  private final LoopMetrics metrics = new LoopMetrics();
  private final RecentEntries recent;
  private final Snapshots snapshots;
  private final Replica replica;
  private final CatchUp catchUp;
  private final Forwarding forwarding;
  private final Thread contending;
  private final Thread changing;
  private final AtomicBoolean failed = new AtomicBoolean();

  private volatile Lease.Held held = new Lease.Held(null, 0, Set.of());
  private volatile long heldNanos; // when that was asked for
  private volatile long certainUntilNanos;
  private volatile long heardNanos;
  private volatile long newest;
  private volatile long heardTerm; // the highest that a leader's news named
  private long connectedNanos; // of who contends
  private volatile @Nullable Leadership leadership;
  /// To whom the lead is to be handed.
  private volatile @Nullable String heir;
  private @Nullable Leadership previous; // of the changing thread
  private Bus.@Nullable Subscription serving; // of the changing thread
  private long endedNanos; // of the changing thread
  private long endedTerm; // of the changing thread
  private volatile boolean contendNow;
  private volatile boolean leaving;
  private volatile boolean closing;

  /// What a desk is bound to: where it stores, how its nodes agree on who leads, how they reach each other, and what runs them.
  ///
  /// @param tracing of all desks here
  public record Ports(Journal journal, Lease lease, Bus bus, Tracing tracing, Threads threads) {
    public Ports(Journal journal, Lease lease, Bus bus, Tracing tracing) {
      this(journal, lease, bus, tracing, Threads.MACHINE);
    }

    /// Without traces.
    public Ports(Journal journal, Lease lease, Bus bus) {
      this(journal, lease, bus, Tracing.NONE);
    }
  }

  /// Recovers the desk from its journal, and leads it if nobody else does. Blocks until this node can serve it.
  ///
  /// @param node names this start of the server; the sessions here are named after it
  /// @param wallMs the wall clock, milliseconds since 1970
  /// @param onFailure called once, should the desk have to stop for good by a fault of ours. From then on every command is answered `Unavailable`
  public static DeskNode start(
      String node,
      Ports ports,
      DeskRules rules,
      LoopLimits limits,
      LongSupplier wallMs,
      Consumer<Exception> onFailure)
      throws Journal.Unavailable {
    DeskNode desk =
        new DeskNode(
            node,
            ports,
            rules,
            limits,
            wallMs,
            onFailure,
            Recovery.from(ports.journal(), rules));
    try {
      desk.begin();
      return desk;
    } catch (Journal.Unavailable | RuntimeException e) {
      desk.close();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      desk.close();
      throw new Journal.Unavailable("interrupted while the desk was being started", e);
    }
  }

  private DeskNode(
      String node,
      Ports ports,
      DeskRules rules,
      LoopLimits limits,
      LongSupplier wallMs,
      Consumer<Exception> onFailure,
      Recovery recovery)
      throws Journal.Unavailable {
    this.node = node;
    journal = ports.journal();
    lease = ports.lease();
    bus = ports.bus();
    threads = ports.threads();
    this.rules = rules;
    this.limits = limits;
    this.wallMs = wallMs;
    this.onFailure = onFailure;
    epoch = journal.epoch();
    tracing = ports.tracing().of(epoch);
    // Installations that share a bus are told apart by their databases.
    subject = "switchboard." + epoch + ".";
    recent = new RecentEntries(limits.recentWeightMax());
    snapshots = new Snapshots(journal, limits.snapshotEvery(), recovery.replayed(), metrics, threads);
    replica = new Replica(recovery.desk(), recent, snapshots, metrics, threads, this::fail);
    catchUp = new CatchUp(journal, replica, metrics, threads, this::fail);
    forwarding = new Forwarding(node, bus, this::subjectOfTerm, replica, metrics, threads, limits);
    contending = threads.unstarted("desk-lease", this::contend);
    changing = threads.unstarted("desk-role", this::change);
    long now = threads.nanoTime();
    certainUntilNanos = now;
    heardNanos = now;
    connectedNanos = now - BLINK_NANOS;
    endedNanos = now;
  }

  private void begin() throws Journal.Unavailable, InterruptedException {
    replica.start();
    replica.listen(new Publishing());
    bus.listen(subject + "news", this::heard);
    bus.listen(subject + "free", _ -> contendSoon());
    bus.onGap(
        () -> {
          forwarding.sendAgain();
          catchUp.want();
        });
    tryToContend();
    waitForLapse();
    contending.start();
    if (leads(held)) {
      lead(held.term());
    } else {
      catchUp.now();
    }
    changing.start();
  }

  /// A lone node serves nobody before it leads, so it waits until the lead of the one before has lapsed.
  private void waitForLapse() throws Journal.Unavailable, InterruptedException {
    long deadline = threads.nanoTime() + LAPSE.toNanos();
    while (!leads(held) && !bus.connected() && threads.nanoTime() - deadline < 0) {
      threads.sleepMs(TimeUnit.NANOSECONDS.toMillis(SWEEP_EVERY_NANOS));
      tryToContend();
    }
    if (!leads(held) && !bus.connected()) {
      LOG.warn(
          "node {} leads the desk and cannot be reached; this one takes over when that one ends",
          held.leader());
    }
  }

  private String subjectOfTerm(long term) {
    return subject + "term." + term;
  }

  // --- the port ---

  @Override
  public void submit(
      Actor by,
      @Nullable String request,
      Command command,
      @Nullable Span trace,
      Consumer<Reply> onReply) {
    metrics.submitted.increment();
    Submission submission =
        new Submission(by, request, command, trace, new Here(this, onReply), threads.nanoTime());
    Leadership leading = leadership;
    if (isOver()) {
      submission.turnAway(metrics);
    } else if (leading != null && forwarding.isIdle()) {
      leading.submit(submission);
    } else {
      forwarding.submit(submission);
      handOver();
    }
  }

  @Override
  public Tracing tracing() {
    return tracing;
  }

  @Override
  public void read(Consumer<DeskView> task) {
    replica.read(task);
  }

  @Override
  public void listen(Listener listener) {
    replica.listen(listener);
  }

  @Override
  public List<Entry> history(long conversation, int after, int upTo) throws Journal.Unavailable {
    List<Entry> here = recent.between(conversation, after, upTo);
    return here != null ? here : journal.conversation(conversation, after, upTo);
  }

  @Override
  public void catchUp() throws Journal.Unavailable, InterruptedException {
    if (isOver()) {
      throw new Journal.Unavailable("the desk is over on this node", null);
    }
    if (!leads()) { // a leader is behind nobody
      catchUp.now();
    }
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public boolean isOver() {
    return closing || failed.get();
  }

  @Override
  public boolean ready() {
    if (isOver() || threads.nanoTime() - heldNanos > patienceNanos()) {
      return false;
    }
    Leadership leading = leadership;
    return leading == null ? forwarding.knowsLeader() : leading.isTaking();
  }

  private long patienceNanos() {
    return TimeUnit.MILLISECONDS.toNanos(limits.patienceMs());
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public Set<String> living() {
    return held.living();
  }

  @Override
  public boolean leads() {
    return leadership != null;
  }

  @Override
  public void signal(String kind, byte[] message) {
    bus.publish(subject + kind, message);
  }

  @Override
  public void onSignal(String kind, Consumer<byte[]> listener) {
    bus.listen(subject + kind, listener);
  }

  public LoopMetrics metrics() {
    return metrics;
  }

  /// Has the lead, if this node has it, handed to another node: what was taken is stored, what comes is sent there. Returns at once.
  ///
  /// @param to the node that should lead
  public void handOver(String to) {
    heir = to;
    LockSupport.unpark(changing);
  }

  /// This node is about to close: it leads no more while another can, and has the lead, if it has it, handed over. Returns at once.
  ///
  /// @param to the node that should lead; null for any
  public void leave(@Nullable String to) {
    leaving = true;
    contendSoon();
    if (to != null) {
      handOver(to);
    }
  }

  /// Commands that wait to be decided, here or where the desk is led.
  public int inboxDepth() {
    Leadership leading = leadership;
    return leading == null ? forwarding.depth() : leading.inboxDepth();
  }

  /// Of the lead that was last heard of.
  public long term() {
    return held.term();
  }

  /// Entries that are committed as far as was heard, and not applied here.
  public long behind() {
    return leads() ? 0 : Math.max(0, newest - replica.sequence());
  }

  // --- the lease ---

  private void contend() {
    long next = threads.nanoTime();
    while (!closing) {
      next = Math.max(next + CONTEND_EVERY_NANOS, threads.nanoTime());
      while (!closing && !contendNow && next - threads.nanoTime() > 0) {
        threads.parkNanos(this, Math.min(SWEEP_EVERY_NANOS, next - threads.nanoTime()));
        handOver();
        forwarding.sweep();
      }
      contendNow = false;
      tryToContendOrFail();
      keepInTouch();
    }
  }

  /// What came while nobody led here.
  private void handOver() {
    Leadership leading = leadership;
    if (leading != null) {
      forwarding.handOver(leading);
    }
  }

  private void contendSoon() {
    contendNow = true;
    LockSupport.unpark(contending);
  }

  private void tryToContendOrFail() {
    try {
      if (!closing && !failed.get()) {
        tryToContend();
      }
    } catch (Journal.Unavailable e) {
      LOG.debug("cannot contend for the lead", e);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void tryToContend() throws Journal.Unavailable {
    long asked = threads.nanoTime();
    Lease.Held now = lease.contend(isReachable(asked));
    held = now;
    heldNanos = asked;
    if (leads(now)) {
      certainUntilNanos = asked + CERTAIN_NANOS;
    }
    LockSupport.unpark(changing);
  }

  /// A bus that only blinks changes nothing.
  private boolean isReachable(long nowNanos) {
    if (leaving) {
      return false;
    }
    if (bus.connected()) {
      connectedNanos = nowNanos;
      return true;
    }
    return nowNanos - connectedNanos < BLINK_NANOS;
  }

  private boolean leads(Lease.Held now) {
    return node.equals(now.leader());
  }

  /// A leader shows that it is there; a follower who hears nothing looks into the journal.
  private void keepInTouch() {
    Leadership leading = leadership;
    if (leading != null) {
      tell(leading, List.of(), List.of());
      endSessionsOfTheGone(leading);
    } else if (!bus.connected() || threads.nanoTime() - heardNanos > QUIET_NANOS) {
      catchUp.want();
    }
  }

  // --- leading and following ---

  private void change() {
    try {
      while (!closing) {
        long askedNanos = heldNanos; // first, so that what is held is not older
        Lease.Held now = held;
        Leadership leading = leadership;
        if (leading != null && (isReplaced(leading, now) || leading.failure() != null)) {
          stepDown(leading);
        } else if (leading != null && heir != null) {
          giveTo(leading, heir);
        } else if (leading == null
            && leads(now)
            && now.term() >= heardTerm
            && askedNanos - endedNanos > 0
            && !failed.get()) {
          tryToLead(now.term());
        } else {
          threads.parkNanos(this, CONTEND_EVERY_NANOS);
        }
      }
    } catch (InterruptedException e) {
      // closing
    }
  }

  /// By what the lease says, or by the news of a later leader: who cannot ask for the lease may well hear that another one has it.
  private boolean isReplaced(Leadership leading, Lease.Held now) {
    return leading.term() != now.term() || !leads(now) || leading.term() < heardTerm;
  }

  private void tryToLead(long term) throws InterruptedException {
    try {
      if (term == endedTerm) {
        askForAnotherTerm();
      } else {
        lead(term);
      }
    } catch (Journal.Unavailable e) {
      LOG.warn("cannot lead the desk yet: {}", e.getMessage());
      threads.parkNanos(this, SWEEP_EVERY_NANOS);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /// What is on its way to a leadership that ended must not reach the next one, or it comes among what was sent to that.
  private void askForAnotherTerm() throws Journal.Unavailable {
    lease.release(node);
    endedNanos = threads.nanoTime();
    contendSoon();
  }

  private void lead(long term) throws Journal.Unavailable, InterruptedException {
    if (previous != null) {
      previous.awaitEnd(END_OF_COMMITS);
      previous = null;
    }
    long began = threads.nanoTime();
    catchUp.now();
    requireSameJournal();
    journal.claimFormat();
    Leadership next =
        new Leadership(
            term,
            journal,
            replica,
            rules,
            limits,
            wallMs,
            metrics,
            threads,
            () -> threads.nanoTime() - certainUntilNanos < 0 && held.term() == term,
            forwarding::hold,
            () -> LockSupport.unpark(changing));
    if (!commitFirst(next)) {
      stepDown(next);
      Exception cause = next.failure();
      throw new Journal.Unavailable(
          "the desk cannot be led: " + (cause == null ? "storage is away" : cause.getMessage()), cause);
    }
    heir = null; // it was meant for a lead before
    leadership = next;
    metrics.leadsTaken.increment();
    Rounds rounds = new Rounds();
    serving =
        bus.serve(subjectOfTerm(term), (message, answer) -> serve(next, rounds, message, answer));
    forwarding.handOver(next);
    tell(next, List.of(), List.of());
    LOG.info(
        "leading the desk, term {}, after {} ms",
        term,
        TimeUnit.NANOSECONDS.toMillis(threads.nanoTime() - began));
  }

  private void requireSameJournal() throws Journal.Unavailable {
    long applied = replica.sequence(); // first: another leader's entries may be applied while storage answers
    long stored = journal.newestSequence();
    if (stored < applied || !journal.epoch().equals(epoch)) {
      throw new IllegalStateException(
          "the journal was put back: it ends with entry %d, and entry %d was applied here"
              .formatted(stored, applied));
    }
  }

  /// Stores that the sessions of nodes that are gone have ended.
  private boolean commitFirst(Leadership next) throws InterruptedException {
    long deadline = threads.nanoTime() + FIRST_COMMAND.toNanos();
    while (!closing
        && threads.nanoTime() - deadline < 0
        && next.failure() == null
        && held.term() == next.term()) {
      if (next.submit(new Command.KeepSessions(List.copyOf(held.living()))).join() instanceof Reply.Done) {
        return true;
      }
      threads.sleepMs(TimeUnit.NANOSECONDS.toMillis(SWEEP_EVERY_NANOS));
    }
    return false;
  }

  private void stepDown(Leadership ended) {
    Exception cause = ended.failure();
    ended.end();
    leave(ended);
    // Whether the lease still holds is asked anew before leading again.
    endedNanos = threads.nanoTime();
    contendSoon();
    if (cause instanceof RuntimeException fault) {
      fail(fault);
    } else {
      LOG.warn(
          "no longer leading the desk, term {}: {}",
          ended.term(),
          cause == null ? "another node does" : cause.getMessage());
      heardNanos = threads.nanoTime();
      catchUp.want();
    }
  }

  private void giveTo(Leadership ended, String to) throws InterruptedException {
    long began = threads.nanoTime();
    heir = null;
    ended.close();
    leave(ended);
    try {
      lease.release(to);
    } catch (Journal.Unavailable e) {
      LOG.warn("the lead lapses by itself: {}", e.getMessage());
    }
    endedNanos = threads.nanoTime();
    heardNanos = endedNanos;
    bus.publish(subject + "free", new byte[0]);
    catchUp.want();
    LOG.info(
        "handed the desk over to node {}, term {}, in {} ms",
        to,
        ended.term(),
        TimeUnit.NANOSECONDS.toMillis(endedNanos - began));
  }

  /// It has ended. What it left unanswered goes to the next leader, before what comes now.
  private void leave(Leadership ended) {
    leadership = null;
    if (serving != null) {
      serving.close();
      serving = null;
    }
    replica.run(forwarding::resume);
    previous = ended;
    endedTerm = ended.term();
  }

  /// Handed in on this node, which sees to it that the next leader gets it.
  private record Here(DeskNode node, Consumer<Reply> onReply) implements Submission.Origin {
    @Override
    public void answer(Reply reply) {
      onReply.accept(reply);
    }

    @Override
    public void left(Submission submission) {
      if (node.isOver()) {
        submission.turnAway(node.metrics);
      } else {
        node.forwarding.submit(submission);
      }
    }
  }

  /// Sent by another node, which sends it again to the next leader.
  private record There(DeskNode node, Consumer<byte[]> answer) implements Submission.Origin {
    @Override
    public void answer(Reply reply) {
      answer.accept(CommandCodec.write(reply, node.replica.sequence()));
    }

    @Override
    public void left(Submission submission) {
      if (submission.claim()) {
        answer.accept(NOT_TAKEN);
      }
    }
  }

  private void serve(
      Leadership leading, Rounds rounds, byte[] message, Consumer<byte[]> answer) {
    CommandCodec.Sent sent;
    try {
      sent = CommandCodec.read(message);
    } catch (RuntimeException e) {
      LOG.error("a command of another node cannot be read", e);
      answer.accept(NOT_TAKEN);
      return;
    }
    if (!rounds.takes(sent.place())) {
      answer.accept(NOT_TAKEN);
      return;
    }
    metrics.submitted.increment();
    leading.submit(
        new Submission(
            sent.by(),
            sent.request(),
            sent.command(),
            tracing.continued(sent.trace()),
            new There(this, answer),
            threads.nanoTime()));
  }

  private void endSessionsOfTheGone(Leadership leading) {
    Set<String> living = held.living();
    replica.read(
        view -> {
          for (Agent agent : view.agents()) {
            if (agent.sessions().stream().anyMatch(session -> !living.contains(Sessions.nodeOf(session)))) {
              leading.submit(new Command.KeepSessions(List.copyOf(living)));
              return;
            }
          }
        });
  }

  // --- news ---

  /// Tells the followers what is committed here.
  private final class Publishing implements Listener {
    @Override
    public void committed(List<Entry> entries, DeskView view) {
      committed(entries, List.of(), view);
    }

    @Override
    public void committed(List<Entry> entries, List<Traced> traced, DeskView view) {
      Leadership leading = leadership;
      if (leading != null) {
        tell(leading, entries, traced);
      }
    }
  }

  private void tell(Leadership leading, List<Entry> entries, List<Traced> traced) {
    if (bus.connected()) {
      EntryCodec.write(
          node,
          leading.term(),
          replica.sequence(),
          entries,
          traced,
          message -> bus.publish(subject + "news", message));
    }
  }

  /// On the bus's thread.
  private void heard(byte[] message) {
    News news;
    try {
      news = EntryCodec.read(message);
    } catch (RuntimeException e) {
      // Whatever it was: what is committed stands in the journal.
      LOG.warn("news on the bus cannot be read", e);
      catchUp.want();
      return;
    }
    heardNanos = threads.nanoTime();
    newest = Math.max(newest, news.newest());
    forwarding.leaderHeard(news.term());
    if (news.term() > heardTerm) {
      heardTerm = news.term();
      LockSupport.unpark(changing);
    }
    List<Traced> followed = followed(news);
    replica.run(
        () -> {
          if (!replica.follow(news, followed)) {
            metrics.gaps.increment();
            catchUp.want();
          }
        });
  }

  private List<Traced> followed(News news) {
    if (news.followed().isEmpty()) {
      return List.of();
    }
    List<Traced> followed = new ArrayList<>();
    for (News.Followed one : news.followed()) {
      Span cause = tracing.continued(one.trace());
      if (cause != null) {
        followed.add(new Traced(one.first(), one.last(), cause));
      }
    }
    return followed;
  }

  // --- the end ---

  private void fail(RuntimeException cause) {
    if (failed.compareAndSet(false, true)) {
      if (cause instanceof NewerJournal) {
        LOG.error("this node leaves the desk: {}", cause.getMessage());
      } else {
        LOG.error("the desk stops for a fault", cause);
      }
      Leadership leading = leadership;
      if (leading != null) {
        leading.end();
      }
      forwarding.turnAwayAll();
      onFailure.accept(cause);
    }
  }

  /// Takes no more commands, commits those taken, stores a snapshot, and leaves the lead to another node. When storage is away it gives up after
  /// the commands' patience. The journal and the bus stay open.
  @Override
  public void close() {
    closing = true;
    try {
      end(contending);
      end(changing);
      Leadership leading = leadership;
      boolean whole = leading != null && leading.close();
      if (serving != null) {
        serving.close();
      }
      forwarding.turnAwayAll();
      if (leading != null || leads(held)) {
        lease.release(heir);
        bus.publish(subject + "free", new byte[0]);
      }
      replica.close();
      if (whole && !failed.get()) {
        snapshots.close(replica.desk());
      }
    } catch (Journal.Unavailable e) {
      LOG.warn("the lead lapses by itself: {}", e.getMessage());
    } catch (InterruptedException e) {
      replica.stop();
      Thread.currentThread().interrupt();
    } finally {
      lease.close();
    }
  }

  private static void end(Thread thread) throws InterruptedException {
    LockSupport.unpark(thread);
    if (thread.getState() != Thread.State.NEW) {
      thread.join();
    }
  }
}
