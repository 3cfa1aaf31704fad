package switchboard.past;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.DeskView;
import switchboard.desk.supervision.Folds;
import switchboard.desk.supervision.Minute;
import switchboard.past.Keyframes.Keyframe;
import switchboard.runtime.Journal;
import switchboard.runtime.Recovery;

/// One day of a desk, read from the journal once and kept: its minutes, and states from which any moment of it is reached quickly. One thread reads on; any
/// may look at what was read.
final class Day {
  /// So long after its end a minute is counted: what happened in it may still be on its way into the journal, and clocks of nodes differ a little.
  private static final long SETTLED_AFTER_MS = 5_000;

  private final Journal journal;
  private final DeskRules rules;
  private final ZoneId zone;
  private final long beganMs;
  private final long endsMs;
  private final Keyframes keyframes;
  private final List<Minute> minutes = new ArrayList<>();

  // The reader's.
  private @Nullable Desk desk;
  private Folds folds;
  private long nextMinuteMs;

  /// Where the reading began.
  private long first = -1;

  private volatile int percent;

  /// Until when it was read.
  private volatile long readMs = -1;

  private volatile boolean whole;

  Day(Journal journal, DeskRules rules, ZoneId zone, LocalDate date, PastLimits limits) {
    this.journal = journal;
    this.rules = rules;
    this.zone = zone;
    beganMs = date.atStartOfDay(zone).toInstant().toEpochMilli();
    endsMs = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    keyframes = new Keyframes(limits);
    folds = new Folds(zone);
    nextMinuteMs = beganMs;
  }

  /// How much of it has been read.
  int percent() {
    return percent;
  }

  /// Whether it was read up to a moment.
  boolean covers(long atMs) {
    return atMs <= readMs;
  }

  /// Whether all of its minutes are there.
  boolean isWhole() {
    return whole;
  }

  // --- reading ---

  /// Reads on, to the end of the day or to now. Blocks; one thread at a time.
  void readOn(long nowMs) throws Journal.Unavailable {
    long untilMs = Math.min(endsMs - 1, nowMs);
    long newest = journal.sequenceAt(untilMs);
    Desk read = desk == null ? atItsBeginning(newest) : desk;
    desk = read;
    journal.replay(
        read.view().sequence(),
        newest,
        entry -> {
          minutesUntil(entry.atMs(), read.view());
          keyframes.offer(read, folds);
          read.apply(entry);
          folds.apply(entry);
          percent = share(entry.sequence(), newest);
        });
    minutesUntil(Math.min(endsMs, nowMs - SETTLED_AFTER_MS), read.view());
    keyframes.offer(read, folds);
    percent = 100;
    readMs = untilMs;
    whole = nextMinuteMs >= endsMs;
  }

  /// The desk when the day began. What was folded until then is of the entries that a start of the server would have read (S15).
  private Desk atItsBeginning(long newest) throws Journal.Unavailable {
    long last = journal.sequenceAt(beganMs - 1);
    Desk then = Recovery.snapshotUpTo(journal, rules, last);
    long state = then.view().sequence();
    long folded = Math.max(0, last - Folds.RECALLED_MAX);
    folds = new Folds(zone);
    if (folded > 0) {
      folds.begin(then.view().agents(), pausedQueues(then.view()));
    }
    first = Math.min(state, folded);
    journal.replay(
        first,
        last,
        entry -> {
          if (entry.sequence() > state) {
            then.apply(entry);
          }
          if (entry.sequence() > folded) {
            folds.apply(entry);
          }
          percent = share(entry.sequence(), newest);
        });
    if (folded > 0) {
      folds.know(then.view().agents(), pausedQueues(then.view()));
    }
    return then;
  }

  /// Adds the minutes that are over by then.
  private void minutesUntil(long atMs, DeskView view) {
    while (nextMinuteMs + Minute.MS <= atMs) {
      Minute minute = Minute.of(view, folds, nextMinuteMs);
      synchronized (minutes) {
        minutes.add(minute);
      }
      nextMinuteMs += Minute.MS;
    }
  }

  private static List<String> pausedQueues(DeskView view) {
    return view.queues().stream().filter(view::isPaused).toList();
  }

  private int share(long done, long newest) {
    return (int) (100 * (done - first) / Math.max(1, newest - first));
  }

  // --- what was read ---

  /// The minutes that are over, oldest first.
  List<Minute> minutes() {
    synchronized (minutes) {
      return List.copyOf(minutes);
    }
  }

  /// The desk after the last entry of a moment of this day. Blocks while it reads the entries since the last state kept, usually at most some thousands.
  Moment at(long atMs) throws Journal.Unavailable {
    long sequence = journal.sequenceAt(atMs);
    Keyframe from = keyframes.upTo(sequence);
    if (from == null) {
      throw new IllegalStateException("no state is kept up to entry " + sequence);
    }
    Desk then = Desk.restore(rules, from.image());
    Folds numbers = from.folds().copy();
    journal.replay(
        from.sequence(),
        sequence,
        entry -> {
          then.apply(entry);
          numbers.apply(entry);
        });
    return new Moment(then.view(), numbers, atMs);
  }
}
