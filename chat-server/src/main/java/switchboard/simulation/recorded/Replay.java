package switchboard.simulation.recorded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.Desk;
import switchboard.desk.DeskImage;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Rejection;

/// Plays a recorded period again: from what was recorded it tells who asked what and when, has a desk of its own decide that anew, and compares each
/// entry decided with the one recorded. Every entry must be the same in all its parts: place, time, actor, request, event, and, of an offer, its explanation.
///
/// Entries come in order, all of each millisecond in which there are any: what one command led to has one time, so a decision is never cut in two. Held in
/// memory are the desk and the entries of one millisecond. What is over at the first difference: from there on the desks are not the same.
///
/// A journal does not hold what led to no entry: refusals, and commands that changed nothing. Such a one can still have had the desk notice that an agent may be
/// offered chats again; the offer is in the journal then, and is asked for by a command that changes nothing.
public final class Replay {
  private final Desk desk;
  private final List<Entry> moment = new ArrayList<>();
  private long decisions;
  private long entries;
  private @Nullable Difference difference;

  /// @param decisions that led to the same entries
  /// @param entries that were the same
  /// @param difference where it first became another; null when all was the same
  public record Outcome(long decisions, long entries, @Nullable Difference difference) {}

  /// @param command whose decision it is, as reconstructed; null when none explains the entry
  /// @param decided instead of it; null when there was nothing more, or it was refused
  /// @param refused why the command was refused; null when it was not
  public record Difference(
      Entry recorded,
      @Nullable Cause command,
      @Nullable Entry decided,
      @Nullable Rejection refused) {}

  /// @param rules as they were in the period
  /// @param start the desk before the period's first entry
  public Replay(DeskRules rules, DeskImage start) {
    desk = Desk.restore(rules, start);
  }

  /// The next entry of the period.
  public void read(Entry recorded) {
    if (!moment.isEmpty() && moment.getFirst().atMs() != recorded.atMs()) {
      playMoment();
    }
    if (difference == null) {
      moment.add(recorded);
    }
  }

  /// After the period's last entry.
  public Outcome end() {
    playMoment();
    return new Outcome(decisions, entries, difference);
  }

  /// The desk as decided so far.
  public DeskImage image() {
    return desk.image();
  }

  private void playMoment() {
    int from = 0;
    while (from < moment.size() && difference == null) {
      from += play(moment.subList(from, moment.size()));
    }
    moment.clear();
  }

  /// Decides what led to the first of the entries; returns how many it led to.
  private int play(List<Entry> recorded) {
    Cause cause = Cause.of(recorded, desk.view());
    if (cause == null) {
      difference = new Difference(recorded.getFirst(), null, null, null);
      return 0;
    }
    Decision decision =
        desk.decide(cause.by(), cause.request(), cause.command(), recorded.getFirst().atMs());
    return switch (decision) {
      case Decision.Rejected(Rejection refused) -> {
        difference = new Difference(recorded.getFirst(), cause, null, refused);
        yield 0;
      }
      case Decision.Accepted accepted -> compare(recorded, cause, accepted.entries());
    };
  }

  private int compare(List<Entry> recorded, Cause cause, List<Entry> decided) {
    for (int i = 0; i < decided.size(); i++) {
      Entry expected = i < recorded.size() ? recorded.get(i) : recorded.getLast();
      if (!expected.equals(decided.get(i))) {
        difference = new Difference(expected, cause, decided.get(i), null);
        return 0;
      }
      entries++;
    }
    if (decided.isEmpty()) {
      difference = new Difference(recorded.getFirst(), cause, null, null);
      return 0;
    }
    decisions++;
    return decided.size();
  }
}
