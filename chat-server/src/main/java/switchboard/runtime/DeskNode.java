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
/// Two threads see to it: one contends for the lease (`Contention`); the other turns what that led to into leading or following.
public final class DeskNode implements DeskPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeskNode.class);

  private static final long AGAIN_MS = 50;

  /// The first command waits longer than any other: it may have much to do, with everything still cold.
  private static final Duration FIRST_COMMAND = Duration.ofSeconds(30);

  /// How long a lead that nobody renews is waited for.
  private static final Duration LAPSE = Duration.ofSeconds(5);

  private static final Duration END_OF_COMMITS = Duration.ofSeconds(10);

  private final String node;
  private final Journal journal;
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
  private final Contention contention;
  private final Newscast newscast;
  private final Thread changing;
  private final AtomicBoolean failed = new AtomicBoolean();

  private volatile @Nullable Leadership leadership;
  /// To whom the lead is to be handed.
  private volatile @Nullable String heir;
  private @Nullable Leadership previous; // of the changing thread
  private @Nullable Serving serving; // of the changing thread
  private long endedNanos; // of the changing thread
  private long endedTerm; // of the changing thread
  private volatile boolean closing;

  /// What a desk is bound to: where it stores, how its nodes agree on who leads, how they reach each other, and what runs them.
  ///
  /// @param tracing of all desks here
  public record Ports(Journal journal, Lease lease, Bus bus, Tracing tracing, Threads threads) {
    /// Without traces, on the machine's threads.
    public Ports(Journal journal, Lease lease, Bus bus) {
      this(journal, lease, bus, Tracing.NONE, Threads.MACHINE);
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
    newscast =
        new Newscast(
            node,
            bus,
            subject + "news",
            replica,
            catchUp,
            tracing,
            metrics,
            threads,
            this::ledTerm,
            this::leaderHeard);
    contention = new Contention(node, ports.lease(), bus, threads, new Chores());
    changing = threads.unstarted("desk-role", this::change);
    endedNanos = threads.nanoTime();
  }

  private void begin() throws Journal.Unavailable, InterruptedException {
    replica.start();
    newscast.start();
    bus.listen(subject + "free", _ -> contention.soon());
    bus.onGap(
        () -> {
          forwarding.sendAgain();
          catchUp.want();
        });
    contention.bid();
    waitForLapse();
    contention.start();
    if (contention.leads()) {
      lead(contention.held().term());
    } else {
      catchUp.now();
    }
    changing.start();
  }

  /// A lone node serves nobody before it leads, so it waits until the lead of the one before has lapsed.
  private void waitForLapse() throws Journal.Unavailable, InterruptedException {
    long deadline = threads.nanoTime() + LAPSE.toNanos();
    while (!contention.leads() && !bus.connected() && threads.nanoTime() - deadline < 0) {
      threads.sleepMs(AGAIN_MS);
      contention.bid();
    }
    if (!contention.leads() && !bus.connected()) {
      LOG.warn(
          "node {} leads the desk and cannot be reached; this one takes over when that one ends",
          contention.held().leader());
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
    if (isOver() || threads.nanoTime() - contention.askedNanos() > patienceNanos()) {
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
    return contention.held().living();
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
    contention.leave();
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
    return contention.held().term();
  }

  /// Entries that are committed as far as was heard, and not applied here.
  public long behind() {
    return leads() ? 0 : Math.max(0, newscast.newest() - replica.sequence());
  }

  // --- beside the bids for the lead ---

  private final class Chores implements Contention.Chores {
    @Override
    public void sweep() {
      handOver();
      forwarding.sweep();
    }

    /// A leader shows that it is there; a follower who hears nothing looks into the journal.
    @Override
    public void bade() {
      LockSupport.unpark(changing);
      Leadership leading = leadership;
      if (leading != null) {
        newscast.tellOfLead();
        endSessionsOfTheGone(leading);
      } else if (newscast.isQuiet()) {
        catchUp.want();
      }
    }

    @Override
    public void failed(RuntimeException cause) {
      fail(cause);
    }
  }

  /// What came while nobody led here.
  private void handOver() {
    Leadership leading = leadership;
    if (leading != null) {
      forwarding.handOver(leading);
    }
  }

  private void endSessionsOfTheGone(Leadership leading) {
    Set<String> living = living();
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

  // --- the news ---

  private long ledTerm() {
    Leadership leading = leadership;
    return leading == null ? 0 : leading.term();
  }

  private void leaderHeard(long term, boolean isNew) {
    forwarding.leaderHeard(term);
    if (isNew) {
      LockSupport.unpark(changing);
    }
  }

  // --- leading and following ---

  private void change() {
    try {
      while (!closing) {
        long askedNanos = contention.askedNanos(); // first, so that what is held is not older
        Lease.Held now = contention.held();
        Leadership leading = leadership;
        if (leading != null && (isReplaced(leading, now, askedNanos) || leading.failure() != null)) {
          stepDown(leading);
        } else if (leading != null && heir != null) {
          giveTo(leading, heir);
        } else if (leading == null
            && contention.leads(now)
            && !newscast.tellOfLater(now.term(), askedNanos)
            && askedNanos - endedNanos > 0
            && !failed.get()) {
          tryToLead(now.term());
        } else {
          threads.parkNanos(this, Contention.EVERY_NANOS);
        }
      }
    } catch (InterruptedException e) {
      // closing
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /// By what the lease says, or by the news of a later leader: who cannot ask for the lease may well hear that another one has it.
  private boolean isReplaced(Leadership leading, Lease.Held now, long askedNanos) {
    return leading.term() != now.term()
        || !contention.leads(now)
        || newscast.tellOfLater(leading.term(), askedNanos);
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
      threads.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(AGAIN_MS));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /// What is on its way to a leadership that ended must not reach the next one, or it comes among what was sent to that.
  private void askForAnotherTerm() throws Journal.Unavailable {
    contention.release(node);
    endedNanos = threads.nanoTime();
    contention.soon();
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
            () -> contention.isCertain(term),
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
    serving = new Serving(next, bus, subjectOfTerm(term), replica, tracing, metrics, threads);
    forwarding.handOver(next);
    newscast.tellOfLead();
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
        && contention.held().term() == next.term()) {
      if (next.submit(new Command.KeepSessions(List.copyOf(living()))).join() instanceof Reply.Done) {
        return true;
      }
      threads.sleepMs(AGAIN_MS);
    }
    return false;
  }

  private void stepDown(Leadership ended) {
    Exception cause = ended.failure();
    ended.end();
    leave(ended);
    // Whether the lease still holds is asked anew before leading again.
    endedNanos = threads.nanoTime();
    contention.soon();
    if (cause instanceof RuntimeException fault) {
      fail(fault);
    } else {
      LOG.warn(
          "no longer leading the desk, term {}: {}",
          ended.term(),
          cause == null ? "another node does" : cause.getMessage());
      newscast.awaitLeader();
      catchUp.want();
    }
  }

  private void giveTo(Leadership ended, String to) throws InterruptedException {
    long began = threads.nanoTime();
    heir = null;
    ended.close();
    leave(ended);
    try {
      contention.release(to);
    } catch (Journal.Unavailable e) {
      LOG.warn("the lead lapses by itself: {}", e.getMessage());
    }
    endedNanos = threads.nanoTime();
    newscast.awaitLeader();
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

  // --- the end ---

  private void fail(RuntimeException cause) {
    if (failed.compareAndSet(false, true)) {
      if (cause instanceof NewerJournal) {
        LOG.error("this node leaves the desk: {}", cause.getMessage());
      } else {
        LOG.error("the desk stops for a fault", cause);
      }
      contention.cease();
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
      contention.end();
      LockSupport.unpark(changing);
      if (changing.getState() != Thread.State.NEW) {
        changing.join();
      }
      Leadership leading = leadership;
      boolean whole = leading != null && leading.close();
      if (serving != null) {
        serving.close();
      }
      forwarding.turnAwayAll();
      if (leading != null || contention.leads()) {
        contention.release(heir);
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
      contention.close();
    }
  }
}
