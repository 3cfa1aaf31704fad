package switchboard.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The cheapest change that reaches a service level, among those that are tried: more agents, more capacity, skills taught, a larger head start, alone and each
/// of the others together with agents. More of one thing does no harm to the goal, so steps are found by bisection; what costs as much as what is known to
/// reach it is not tried.
public final class CheapestChange {
  /// So that a search has an end.
  public static final int TRIES_MAX = 60;

  /// @param cost 0 for no change
  /// @param serviceLevel null where no chat counts
  public record Tried(
      Change change, double cost, @Nullable Estimate serviceLevel, boolean reaches) {}

  /// @param found null when nothing that was tried reaches the goal
  /// @param tried in that order, the desk as it is first
  public record Found(Goal goal, @Nullable Tried found, List<Tried> tried) {
    public Found {
      tried = List.copyOf(tried);
    }
  }

  private final Workload workload;
  private final Goal goal;
  private final Costs costs;
  private final Player player;
  private final int replications;
  private final Consumer<Tried> progress;
  private final Map<Change, Tried> tried = new LinkedHashMap<>();
  private @Nullable Tried best;

  private CheapestChange(
      Workload workload,
      Goal goal,
      Costs costs,
      Player player,
      int replications,
      Consumer<Tried> progress) {
    this.workload = workload;
    this.goal = goal;
    this.costs = costs;
    this.player = player;
    this.replications = replications;
    this.progress = progress;
  }

  /// @param progress hears of each change as it was tried
  /// @throws Unplayable the goal names a tier that does not come
  /// @throws InterruptedException nobody wants it any more
  public static Found search(
      Workload workload,
      Goal goal,
      Costs costs,
      Player player,
      int replications,
      Consumer<Tried> progress)
      throws InterruptedException {
    if (goal.tier() != null) {
      workload.requireTier(goal.tier());
    }
    CheapestChange search =
        new CheapestChange(workload, goal, costs, player, replications, progress);
    search.all();
    return new Found(goal, search.best, new ArrayList<>(search.tried.values()));
  }

  private void all() throws InterruptedException {
    if (reaches(Change.NONE)) {
      return;
    }
    List<Ladder> others = Ladder.others(workload, goal);
    for (Ladder ladder : others) {
      least(ladder, Change.NONE);
    }
    List<Ladder> kinds = Ladder.agents(workload);
    if (kinds.isEmpty()) {
      return;
    }
    Ladder agents = best(kinds);
    least(agents, Change.NONE);
    for (Ladder ladder : others) {
      together(ladder, agents);
    }
  }

  /// The kind of agent of whom one brings most.
  private Ladder best(List<Ladder> kinds) throws InterruptedException {
    Ladder best = kinds.getFirst();
    double most = Double.NEGATIVE_INFINITY;
    for (Ladder kind : kinds.size() == 1 ? List.<Ladder>of() : kinds) {
      Tried one = attempt(Change.of(kind.steps().getFirst()));
      double level = one == null || one.serviceLevel() == null ? 0 : one.serviceLevel().mean();
      if (level > most) {
        most = level;
        best = kind;
      }
    }
    return best;
  }

  /// As much of the one as there is, then the fewest agents that it still takes, then no more of the one than those need.
  private void together(Ladder ladder, Ladder agents) throws InterruptedException {
    for (Knob most : List.of(ladder.steps().getFirst(), ladder.steps().getLast())) {
      Knob fewest = least(agents, Change.of(most));
      if (fewest != null) {
        least(ladder, Change.of(fewest));
      }
    }
  }

  /// The first step that reaches the goal on top of something, by doubling and bisection; null when none does that is cheaper than what is known.
  private @Nullable Knob least(Ladder ladder, Change base) throws InterruptedException {
    List<Knob> steps = ladder.steps();
    int failed = -1;
    int next = 0;
    while (!reaches(base.and(steps.get(next)))) {
      if (next == steps.size() - 1 || !isCheaper(base.and(steps.get(next + 1)))) {
        return null;
      }
      failed = next;
      next = Math.min(steps.size() - 1, 2 * next + 1);
      while (next > failed + 1 && !isCheaper(base.and(steps.get(next)))) {
        next--;
      }
    }
    while (next - failed > 1) {
      int middle = (failed + next) >>> 1;
      if (reaches(base.and(steps.get(middle)))) {
        next = middle;
      } else {
        failed = middle;
      }
    }
    return steps.get(next);
  }

  private boolean isCheaper(Change change) {
    return best == null || costs.of(change, workload) < best.cost();
  }

  private boolean reaches(Change change) throws InterruptedException {
    Tried result = attempt(change);
    return result != null && result.reaches();
  }

  /// Null when it costs too much to be worth it, or enough was tried.
  private @Nullable Tried attempt(Change change) throws InterruptedException {
    Tried known = tried.get(change);
    if (known != null) {
      return known;
    }
    if (tried.size() >= TRIES_MAX || !isCheaper(change)) {
      return null;
    }
    Estimate level = goal.estimate(player.play(change.applyTo(workload), replications));
    Tried result =
        new Tried(change, costs.of(change, workload), level, goal.isReachedBy(level));
    tried.put(change, result);
    progress.accept(result);
    if (result.reaches()) {
      best = result;
    }
    return result;
  }
}
