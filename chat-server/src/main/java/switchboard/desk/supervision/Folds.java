package switchboard.desk.supervision;

import java.time.ZoneId;
import java.util.Collection;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Entry;

/// All that is folded of the committed entries for those who supervise: the same entries give the same numbers, when they happen and when the journal is
/// read again.
public final class Folds {
  /// Entries before a moment that are read again for the numbers as of it: a busy day.
  public static final long RECALLED_MAX = 300_000;

  private final Forecast forecast;
  private final BoardCounts counts;
  private final Shifts shifts;

  /// @param zone in which the day begins
  public Folds(ZoneId zone) {
    this(new Forecast(), new BoardCounts(), new Shifts(zone));
  }

  private Folds(Forecast forecast, BoardCounts counts, Shifts shifts) {
    this.forecast = forecast;
    this.counts = counts;
    this.shifts = shifts;
  }

  /// The same, going on by itself. Costs O(chats that are open + agents).
  public Folds copy() {
    return new Folds(forecast.copy(), counts.copy(), shifts.copy());
  }

  public void apply(Entry entry) {
    forecast.apply(entry);
    counts.apply(entry);
    shifts.apply(entry);
  }

  /// Takes the agents and the paused queues from the desk before the first entry, where that is not the desk's first.
  public void begin(Collection<Agent> agents, Collection<String> pausedQueues) {
    forecast.know(agents, pausedQueues);
  }

  /// Takes them from the desk as it is after the last entry, where the entries did not begin with the desk's first.
  public void know(Collection<Agent> agents, Collection<String> pausedQueues) {
    forecast.know(agents, pausedQueues);
    shifts.know(agents);
  }

  public Forecast forecast() {
    return forecast;
  }

  public BoardCounts counts() {
    return counts;
  }

  public Shifts shifts() {
    return shifts;
  }
}
