package switchboard.whatif;

import java.util.List;
import java.util.function.DoubleConsumer;
import switchboard.runtime.Journal;
import switchboard.simulation.Change;
import switchboard.simulation.CheapestChange;
import switchboard.simulation.Comparison;
import switchboard.simulation.Costs;
import switchboard.simulation.Goal;
import switchboard.simulation.Measures;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;
import switchboard.simulation.parallel.Cores;
import switchboard.simulation.recorded.Recorded;

/// Answers questions about a desk's past, one at a time; blocks.
public final class Answerer {
  /// Chats that all plays of a question may have together, so that its answer takes minutes at most.
  private static final double CHATS_MAX = 30e6;

  /// Of a whole answer, the part that is done when the period is read.
  private static final double READ = 0.3;

  /// And that which each of two plays is.
  private static final double PLAYED = (1 - READ) / 2;

  /// Of what is left of a search, the part that one more try is: nobody knows how many there will be.
  private static final double TRIED = 0.1;

  private final PastPeriods past;
  private final Cores cores;

  public Answerer(PastPeriods past, Cores cores) {
    this.past = past;
    this.cores = cores;
  }

  /// @param progress hears how much is done, from 0 to 1
  /// @throws Unplayable the question does not fit the period
  public Findings answer(Question question, DoubleConsumer progress)
      throws Journal.Unavailable, InterruptedException {
    Recorded recorded =
        past.recorded(question.period(), share -> progress.accept(READ * share));
    Workload before = recorded.workload(question.coming());
    Change wished = question.wishes().change(before);
    Workload after = wished.applyTo(before);
    Goal goal = question.goal();
    if (goal != null && goal.tier() != null && !before.tiers().contains(goal.tier())) {
      throw new Unplayable("target.tier", goal.tier() + ", expected " + Wishes.tiers(before));
    }
    // As it was; the search, or nothing; as it is found to be changed.
    int searched = goal == null ? 0 : CheapestChange.TRIES_MAX;
    requirePlayable(question, before.expectedChats() + (searched + 1) * after.expectedChats());
    List<Measures> baseline =
        cores
            .player(question.seed(), part -> progress.accept(READ + PLAYED * part))
            .play(before, question.replications());
    CheapestChange.Found found = goal == null ? null : cheapest(question, goal, after, progress);
    Change change = found == null || found.found() == null ? wished : both(wished, found);
    List<Measures> changed =
        change.knobs().isEmpty()
            ? baseline
            : cores
                .player(question.seed(), part -> progress.accept(READ + PLAYED * (1 + part)))
                .play(change.applyTo(before), question.replications());
    return new Findings(
        question.period().fromMs(),
        question.period().toMs(),
        Findings.word(question.coming()),
        question.replications(),
        question.seed(),
        Findings.past(recorded),
        Turned.of(change, before),
        Findings.rows(Comparison.of(baseline, changed)),
        found == null ? null : told(found, after));
  }

  private static Change both(Change wished, CheapestChange.Found found) {
    Change both = wished;
    for (var knob : found.found() == null ? Change.NONE.knobs() : found.found().change().knobs()) {
      both = both.and(knob);
    }
    return both;
  }

  /// @param chats of one replication of each play
  private static void requirePlayable(Question question, double chats) {
    long most = (long) (CHATS_MAX / Math.max(1, chats));
    if (question.replications() <= most) {
      return;
    }
    if (most < Question.REPLICATIONS_MIN) {
      throw new Unplayable(
          "to", "too many chats came in this period to play them often enough, expected a shorter one");
    }
    throw new Unplayable(
        "replications",
        question.replications() + ", expected at most " + most + " with as many chats as came then");
  }

  private CheapestChange.Found cheapest(
      Question question, Goal goal, Workload from, DoubleConsumer progress)
      throws InterruptedException {
    double[] left = {PLAYED};
    return CheapestChange.search(
        from,
        goal,
        Costs.DEFAULT,
        cores.player(
            question.seed(), part -> progress.accept(1 - left[0] * (1 - TRIED * part))),
        question.replications(),
        _ -> left[0] *= 1 - TRIED);
  }

  private static Findings.Cheapest told(CheapestChange.Found found, Workload before) {
    Goal goal = found.goal();
    return new Findings.Cheapest(
        goal.tier(),
        100 * goal.serviceLevel(),
        found.found() == null ? null : told(found.found(), before),
        found.tried().stream().map(tried -> told(tried, before)).toList());
  }

  private static Findings.Tried told(CheapestChange.Tried tried, Workload before) {
    return new Findings.Tried(
        Turned.of(tried.change(), before),
        tried.cost(),
        Findings.interval(tried.serviceLevel()),
        tried.reaches());
  }
}
