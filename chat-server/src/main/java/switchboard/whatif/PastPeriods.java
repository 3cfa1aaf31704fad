package switchboard.whatif;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import switchboard.desk.Desk;
import switchboard.desk.DeskImage;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.Journal;
import switchboard.runtime.Recovery;
import switchboard.simulation.Unplayable;
import switchboard.simulation.recorded.Period;
import switchboard.simulation.recorded.Recorded;
import switchboard.simulation.recorded.Recording;
import switchboard.simulation.recorded.Replay;

/// Periods of a desk's journal. All calls block and read as many entries as there are since the last snapshot before the period; whoever is interrupted
/// stops reading.
public final class PastPeriods {
  /// Entries between two looks at whether to go on.
  private static final int LOOK_EVERY = 256;

  private final Journal journal;
  private final DeskRules rules;

  /// @param rules of the desk as it is now; nothing tells those of then
  public PastPeriods(Journal journal, DeskRules rules) {
    this.journal = journal;
    this.rules = rules;
  }

  /// What the period tells, read with its lead.
  ///
  /// @param progress hears how much of the reading is done, from 0 to 1
  /// @throws Unplayable it holds more than can be played
  public Recorded recorded(Period period, DoubleConsumer progress)
      throws Journal.Unavailable, InterruptedException {
    Span span = span(period.leadMs(), period.toMs(), progress);
    DeskImage start = before(span);
    // A journal that begins within the period is no shorter past: it began empty.
    long startMs = start.sequence() == 0 ? firstAtMs(period) : period.leadMs();
    Recording recording = new Recording(period, rules, start, startMs);
    read(span, recording::read);
    return recording.end();
  }

  /// Decides the period again.
  public Replay.Outcome replayed(Period period, DoubleConsumer progress)
      throws Journal.Unavailable, InterruptedException {
    Span span = span(period.fromMs(), period.toMs(), progress);
    Replay replay = new Replay(rules, before(span));
    read(span, replay::read);
    return replay.end();
  }

  private long firstAtMs(Period period) throws Journal.Unavailable {
    long[] first = {period.leadMs()};
    journal.replay(0, 1, entry -> first[0] = entry.atMs());
    return first[0];
  }

  /// @param snapshot the desk a while before the period
  /// @param known the last entry that is in it
  /// @param after the last entry before the period
  /// @param upTo the last entry of the period
  private record Span(Desk snapshot, long known, long after, long upTo, DoubleConsumer progress) {
    void readUpTo(long sequence) {
      progress.accept((double) (sequence - known) / (upTo - known));
    }
  }

  private Span span(long fromMs, long toMs, DoubleConsumer progress) throws Journal.Unavailable {
    long after = journal.sequenceAt(fromMs - 1);
    Desk snapshot = Recovery.snapshotUpTo(journal, rules, after);
    return new Span(
        snapshot, snapshot.view().sequence(), after, journal.sequenceAt(toMs - 1), progress);
  }

  private DeskImage before(Span span) throws Journal.Unavailable, InterruptedException {
    read(span.known(), span.after(), span, span.snapshot()::apply);
    return span.snapshot().image();
  }

  private void read(Span span, Consumer<Entry> reader)
      throws Journal.Unavailable, InterruptedException {
    read(span.after(), span.upTo(), span, reader);
  }

  private void read(long after, long upTo, Span span, Consumer<Entry> reader)
      throws Journal.Unavailable, InterruptedException {
    try {
      journal.replay(
          after,
          upTo,
          entry -> {
            if (entry.sequence() % LOOK_EVERY == 0) {
              span.readUpTo(entry.sequence());
              if (Thread.currentThread().isInterrupted()) {
                throw new Stopped();
              }
            }
            reader.accept(entry);
          });
    } catch (Stopped stopped) {
      throw new InterruptedException("nobody wants the period any more");
    } catch (Journal.Unavailable e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("nobody wants the period any more");
      }
      throw e;
    }
  }

  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super(null, null, false, false);
    }
  }
}
