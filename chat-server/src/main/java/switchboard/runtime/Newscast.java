package switchboard.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskView;
import switchboard.desk.vocabulary.Entry;
import switchboard.tracing.Span;
import switchboard.tracing.Traced;
import switchboard.tracing.Tracing;

/// What is committed where a desk is led, told to its other nodes over the bus; and what its leader tells, heard here. News are for speed: whoever
/// missed some, or cannot read them, reads the journal.
final class Newscast implements DeskPort.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Newscast.class);

  /// A leader from whom nothing was heard for so long may still be there, but the bus between is not.
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  private final String node;
  private final Bus bus;
  private final String subject;
  private final Replica replica;
  private final CatchUp catchUp;
  private final Tracing tracing;
  private final LoopMetrics metrics;
  private final Threads threads;
  private final LongSupplier ledTerm;
  private final Audience audience;

  private volatile long heardNanos;
  private volatile long newest;
  private volatile Heard highest;

  /// The highest term that was heard of, and when it first was.
  private record Heard(long term, long atNanos) {}

  /// Learns from the news who leads. Called on the bus's thread.
  interface Audience {
    /// @param isNew whether no news before were of this lead or a later one
    void heard(long term, boolean isNew);
  }

  /// @param ledTerm of the lead that this node has; 0 for none
  Newscast(
      String node,
      Bus bus,
      String subject,
      Replica replica,
      CatchUp catchUp,
      Tracing tracing,
      LoopMetrics metrics,
      Threads threads,
      LongSupplier ledTerm,
      Audience audience) {
    this.node = node;
    this.bus = bus;
    this.subject = subject;
    this.replica = replica;
    this.catchUp = catchUp;
    this.tracing = tracing;
    this.metrics = metrics;
    this.threads = threads;
    this.ledTerm = ledTerm;
    this.audience = audience;
    heardNanos = threads.nanoTime();
    highest = new Heard(0, heardNanos);
  }

  void start() {
    replica.listen(this);
    bus.listen(subject, this::heard);
  }

  // --- telling ---

  @Override
  public void committed(List<Entry> entries, DeskView desk) {
    committed(entries, List.of(), desk);
  }

  @Override
  public void committed(List<Entry> entries, List<Traced> traced, DeskView desk) {
    tell(entries, traced);
  }

  /// Shows that the leader is there.
  void tellOfLead() {
    tell(List.of(), List.of());
  }

  private void tell(List<Entry> entries, List<Traced> traced) {
    long term = ledTerm.getAsLong();
    if (term > 0 && bus.connected()) {
      EntryCodec.write(
          node, term, replica.sequence(), entries, traced, message -> bus.publish(subject, message));
    }
  }

  // --- hearing ---

  private void heard(byte[] message) {
    News news;
    try {
      news = EntryCodec.read(message);
    } catch (RuntimeException e) {
      // Whatever it was: what is committed stands in the journal.
      LOG.warn("news on the bus cannot be read: {}", e.toString());
      catchUp.want();
      return;
    }
    heardNanos = threads.nanoTime();
    newest = Math.max(newest, news.newest());
    boolean isNew = news.term() > highest.term();
    if (isNew) {
      highest = new Heard(news.term(), heardNanos);
    }
    audience.heard(news.term(), isNew);
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

  /// Gives whoever leads now as long to be heard as one who was heard just now.
  void awaitLeader() {
    heardNanos = threads.nanoTime();
  }

  /// Whether there is reason to look into the journal.
  boolean isQuiet() {
    return !bus.connected() || threads.nanoTime() - heardNanos > QUIET_NANOS;
  }

  /// Whether the news told of a later lead than this, and the lease was not asked since. What it answers is newer than any news before: terms only
  /// grow, so news of a term beyond were not a leader's.
  ///
  /// @param askedNanos when the lease was asked that named this term
  boolean tellOfLater(long term, long askedNanos) {
    Heard heard = highest;
    return heard.term() > term && askedNanos - heard.atNanos() <= 0;
  }

  /// Sequence of the newest entry that was told of.
  long newest() {
    return newest;
  }
}
