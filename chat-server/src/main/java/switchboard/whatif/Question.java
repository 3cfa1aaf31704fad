package switchboard.whatif;

import org.jspecify.annotations.Nullable;
import switchboard.simulation.Goal;
import switchboard.simulation.Player;
import switchboard.simulation.recorded.Period;
import switchboard.simulation.recorded.Recorded;

/// What is asked.
///
/// @param replications pairs, at least `REPLICATIONS_MIN`
/// @param seed the same question with the same seed has the same answer
/// @param goal to be reached by the cheapest change on top of the wishes; null when only these are asked about
public record Question(
    Period period,
    Recorded.Coming coming,
    Wishes wishes,
    int replications,
    long seed,
    @Nullable Goal goal) {
  public static final int REPLICATIONS_MIN = 10;
  public static final int REPLICATIONS_USUAL = Player.REPLICATIONS;
  public static final int REPLICATIONS_MAX = Player.REPLICATIONS_MAX;
  public static final long SEED_USUAL = 1;
}
