package switchboard.simulation;

/// How agents answer what rings at them.
///
/// @param delay until they accept or decline; an offer that rings shorter is missed
/// @param declined share of offers that they decline, from 0 to 1
/// @param missed share of offers that they never answer
/// @param back how long one whom misses have set away stays away
public record Answering(Times delay, double declined, double missed, Times back) {
  /// Everybody accepts at once.
  public static final Answering AT_ONCE =
      new Answering(Times.fixed(0), 0, 0, Times.fixed(5 * 60_000));

  public Answering {
    Unplayable.requireWithin("share of offers declined", declined, 0, 1);
    Unplayable.requireWithin("share of offers missed", missed, 0, 1);
    Unplayable.requireWithin("share of offers declined or missed", declined + missed, 0, 1);
  }
}
