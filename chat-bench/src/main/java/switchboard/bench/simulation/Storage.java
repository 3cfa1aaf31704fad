package switchboard.bench.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.Journal;
import switchboard.runtime.Lease;

/// The database that the nodes share, by the rules of `PostgresJournal` and `PostgresLease`. What a node asks is carried out at one moment, some
/// time after it was asked, even when the node has died by then; the answer takes some time again, and may be lost.
final class Storage {
  private static final long LAPSES_NANOS = Timeline.ms(3_000);
  private static final long LOST_NANOS = Timeline.ms(1_500);
  private static final long HOLD_BACK_NANOS = Timeline.ms(700);
  private static final long GONE_NANOS = Timeline.ms(5_000);
  private static final int UNREACHABLE_TIMES_MAX = 3;

  /// How long the lock of a connection that only one side knows to be broken is kept.
  private static final long DEAD_CONNECTION_NANOS_MAX = Timeline.ms(10_000);

  private final Timeline timeline;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<UUID> batches = new HashSet<>();
  private final Deque<Journal.Snapshot> snapshots = new ArrayDeque<>();
  private final Map<String, Seen> nodes = new TreeMap<>();
  private @Nullable String leader;
  private @Nullable String heir;
  private long term;
  private long renewedNanos;
  private @Nullable Object lockedBy;

  private boolean away;
  private double answersLost;
  private long slowNanos;

  private record Seen(boolean reachable, long atNanos) {}

  /// A way to storage: of one process.
  static final class Path {
    final String node;
    boolean cut;

    Path(String node) {
      this.node = node;
    }
  }

  private interface Work<T> {
    T now() throws Journal.Fenced;
  }

  private static final class Answer<T> {
    @Nullable T value;
    @Nullable Exception failure;
    boolean came;
  }

  Storage(Timeline timeline) {
    this.timeline = timeline;
  }

  // --- what breaks ---

  void away(boolean isAway) {
    away = isAway;
  }

  void loseAnswers(double probability) {
    answersLost = probability;
  }

  void slow(long nanos) {
    slowNanos = nanos;
  }

  // --- what is checked ---

  List<Entry> entries() {
    return entries;
  }

  boolean holds(Entry entry) {
    return entry.sequence() <= entries.size()
        && entries.get((int) entry.sequence() - 1).equals(entry);
  }

  // --- asking ---

  private long travelNanos() {
    long nanos = timeline.between(100_000, 1_500_000);
    return slowNanos == 0 ? nanos : nanos + timeline.between(0, slowNanos);
  }

  private boolean unreachable(Path path) {
    return away || path.cut;
  }

  private <T> T ask(Path path, Work<T> work) throws Journal.Fenced, Journal.Unavailable {
    Answer<T> answer = new Answer<>();
    Thread asking = Thread.currentThread();
    timeline.after(
        travelNanos(),
        () -> {
          if (unreachable(path)) {
            answer.failure = new Journal.Unavailable("storage cannot be reached", null);
          } else {
            try {
              answer.value = work.now();
            } catch (Journal.Fenced | RuntimeException e) {
              answer.failure = e;
            }
          }
          long back = travelNanos();
          timeline.after(
              unreachable(path) && timeline.chance(0.3) ? Timeline.ms(2_000) : back,
              () -> {
                if (unreachable(path) || timeline.chance(answersLost)) {
                  answer.failure = new Journal.Unavailable("the answer did not come", null);
                }
                answer.came = true;
                LockSupport.unpark(asking);
              });
        });
    boolean interrupted = false;
    while (!answer.came) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (answer.failure) {
      case null -> {}
      case Journal.Fenced fenced -> throw fenced;
      case Journal.Unavailable unavailable -> throw unavailable;
      case RuntimeException fault -> throw fault;
      case Exception other -> throw new IllegalStateException(other);
    }
    return Objects.requireNonNull(answer.value);
  }

  private <T> T read(Path path, Work<T> work) throws Journal.Unavailable {
    try {
      return ask(path, work);
    } catch (Journal.Fenced e) {
      throw new IllegalStateException("nothing was appended", e);
    }
  }

  // --- the journal ---

  Journal journal(Path path) {
    return new Journal() {
      /// All nodes here are of one version.
      @Override
      public void claimFormat() throws Unavailable {
        read(path, () -> true);
      }

      @Override
      public void append(Batch batch) throws Fenced, Unavailable {
        ask(path, () -> store(batch, path));
      }

      @Override
      public void replay(long afterSequence, long upToSequence, Consumer<Entry> reader)
          throws Unavailable {
        read(path, () -> List.copyOf(between(afterSequence, upToSequence))).forEach(reader);
      }

      @Override
      public long sequenceAt(long atMs) throws Unavailable {
        return read(path, () -> entries.stream().filter(entry -> entry.atMs() <= atMs).count());
      }

      @Override
      public long newestSequence() throws Unavailable {
        return read(path, () -> (long) entries.size());
      }

      @Override
      public List<Entry> conversation(long conversation, int after, int upTo) throws Unavailable {
        return read(
            path,
            () ->
                entries.stream()
                    .filter(entry -> entry.conversation() == conversation)
                    .filter(entry -> entry.position() > after && entry.position() <= upTo)
                    .toList());
      }

      @Override
      public @Nullable Snapshot newestSnapshot() throws Unavailable {
        return read(path, () -> Optional.ofNullable(snapshots.peekLast())).orElse(null);
      }

      @Override
      public @Nullable Snapshot snapshotUpTo(long sequence, int version) throws Unavailable {
        return read(
                path,
                () ->
                    snapshots.stream()
                        .filter(one -> one.sequence() <= sequence && one.version() == version)
                        .reduce((_, later) -> later))
            .orElse(null);
      }

      @Override
      public void saveSnapshot(Snapshot snapshot) throws Unavailable {
        read(
            path,
            () -> {
              snapshots.addLast(snapshot);
              return snapshots.size() > 2 ? snapshots.removeFirst() : snapshot;
            });
      }

      @Override
      public String epoch() throws Unavailable {
        return read(path, () -> "simulated");
      }

      @Override
      public void close() {}
    };
  }

  private List<Entry> between(long after, long upTo) {
    int to = (int) Math.min(upTo, entries.size());
    return entries.subList((int) Math.min(after, to), to);
  }

  private boolean store(Journal.Batch batch, Path path) throws Journal.Fenced {
    if (batches.contains(batch.id())) {
      return false;
    }
    if (batch.firstSequence() <= entries.size()) {
      timeline.say("%s appends from %d: fenced", path.node, batch.firstSequence());
      throw new Journal.Fenced("entry %d is there".formatted(batch.firstSequence()));
    }
    long expected = entries.size();
    for (Entry entry : batch.entries()) {
      if (entry.sequence() != ++expected) {
        throw new AssertionError("the journal has entry %d where %d is due".formatted(entry.sequence(), expected));
      }
    }
    entries.addAll(batch.entries());
    batches.add(batch.id());
    timeline.say("%s stored %d to %d", path.node, batch.firstSequence(), entries.size());
    return true;
  }

  // --- the lease ---

  Lease lease(Path path) {
    return new Contender(path);
  }

  /// A process died, or its machine with it: then the database does not learn of it at once.
  void died(Path path, boolean withItsMachine) {
    Object lock = lockedBy;
    if (lock instanceof Connection connection && connection.node.equals(path.node)) {
      releaseLater(connection, withItsMachine);
    }
  }

  private void releaseLater(Connection connection, boolean unnoticed) {
    timeline.after(
        unnoticed ? timeline.between(0, DEAD_CONNECTION_NANOS_MAX) : Timeline.ms(1),
        () -> {
          if (lockedBy == connection) {
            lockedBy = null;
          }
        });
  }

  private static final class Connection {
    final String node;

    Connection(String node) {
      this.node = node;
    }
  }

  private final class Contender implements Lease {
    private final Path path;
    private Connection connection;
    private boolean leads;
    private int unreachableTimes;

    Contender(Path path) {
      this.path = path;
      connection = new Connection(path.node);
    }

    @Override
    public Held contend(boolean reachable) throws Journal.Unavailable {
      try {
        Connection over = connection;
        return read(path, () -> contendNow(over, reachable));
      } catch (Journal.Unavailable e) {
        releaseLater(connection, unreachable(path));
        connection = new Connection(path.node);
        throw e;
      }
    }

    private Held contendNow(Connection over, boolean reachable) {
      long now = timeline.nowNanos();
      nodes.put(path.node, new Seen(reachable, now));
      nodes.values().removeIf(seen -> now - seen.atNanos() > GONE_NANOS);
      boolean another =
          nodes.entrySet().stream()
              .anyMatch(node -> node.getValue().reachable() && !node.getKey().equals(path.node));
      unreachableTimes = reachable || !another ? 0 : unreachableTimes + 1;
      if (unreachableTimes > (leads ? UNREACHABLE_TIMES_MAX : 0)) {
        giveUp(over, null);
        leads = false;
        return held();
      }
      if (lockedBy == null) {
        lockedBy = over;
      }
      boolean locked = lockedBy == over;
      boolean renews = path.node.equals(leader);
      long idle = now - renewedNanos;
      boolean free =
          leader == null
              && (heir == null || heir.equals(path.node) || idle > HOLD_BACK_NANOS);
      leads = free || renews || idle > LAPSES_NANOS || locked && idle > LOST_NANOS;
      if (leads) {
        heir = null;
        term += renews ? 0 : 1;
        leader = path.node;
        renewedNanos = now;
        if (!renews) {
          timeline.say("%s has the lead, term %d", path.node, term);
        }
      } else if (locked) {
        lockedBy = null;
      }
      return held();
    }

    private Held held() {
      return new Held(leader, term, new TreeSet<>(nodes.keySet()));
    }

    private void giveUp(Connection over, @Nullable String to) {
      if (path.node.equals(leader)) {
        leader = null;
        heir = to;
        renewedNanos = timeline.nowNanos();
        timeline.say("%s gives the lead up", path.node);
      }
      if (lockedBy == over) {
        lockedBy = null;
      }
    }

    @Override
    public void release(@Nullable String to) throws Journal.Unavailable {
      Connection over = connection;
      read(
          path,
          () -> {
            giveUp(over, to);
            return true;
          });
    }

    @Override
    public void close() {
      try {
        read(path, () -> nodes.remove(path.node) != null);
      } catch (Journal.Unavailable e) {
        // the others will see it soon enough
      }
    }
  }

  @Nullable String leader() {
    return leader;
  }
}
