package switchboard.simulation;

import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// Chats alike: of one tier, wanting the same of their agents.
///
/// @param standing what their plan gives them: tier, head start, target
/// @param prefers skills beyond their line's for which they wait a while
/// @param arrivals when they come while demand is 1
/// @param demand how many come beside those: 1 for as many, 1.2 for a fifth more
public record ChatClass(
    Standing standing, Line line, Skills prefers, Arrivals arrivals, double demand) {
  public static final double DEMAND_MAX = 10;

  public ChatClass {
    Unplayable.requireWithin("demand", demand, 0, DEMAND_MAX);
  }

  public ChatClass(Standing standing, Line line, Skills prefers, Arrivals arrivals) {
    this(standing, line, prefers, arrivals, 1);
  }

  ChatClass withStanding(Standing next) {
    return new ChatClass(next, line, prefers, arrivals, demand);
  }

  ChatClass withDemand(double next) {
    return new ChatClass(standing, line, prefers, arrivals, next);
  }
}
