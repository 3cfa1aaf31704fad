package switchboard.desk.reporting;

import org.jspecify.annotations.Nullable;

/// What became of some chats, by the definitions of docs/spec/reports.md. Whatever nothing counts for is null, never 0.
///
/// @param launched chats that came
/// @param answered of these, by now
/// @param answeredInTarget of these, within the target that each had
/// @param abandoned over without an answer or a ticket
/// @param abandonedInTarget of these, within the target
/// @param abandonedSoon of these, within 5 s
/// @param ticketed over without an answer, with a ticket
/// @param waiting neither, yet
/// @param transfers times that they were passed on by hand
/// @param answer waits of those answered
/// @param firstReply from launch to the first message of staff
/// @param handle all handling of each that is over
/// @param ratings how many were rated
/// @param ratingMean null without ratings
public record Figures(
    long launched,
    long answered,
    long answeredInTarget,
    long abandoned,
    long abandonedInTarget,
    long abandonedSoon,
    long ticketed,
    long waiting,
    long transfers,
    Times answer,
    Times firstReply,
    Times handle,
    long ratings,
    @Nullable Double ratingMean) {
  /// Who leaves before this has not waited: a slip, not impatience.
  public static final long SOON_MS = 5_000;

  public static final Figures NONE =
      new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, Times.NONE, Times.NONE, Times.NONE, 0, null);

  /// Some times, in milliseconds.
  ///
  /// @param meanMs null, as the percentiles, when the count is 0
  public record Times(
      long count,
      @Nullable Double meanMs,
      @Nullable Double p50Ms,
      @Nullable Double p80Ms,
      @Nullable Double p90Ms,
      @Nullable Double p95Ms) {
    public static final Times NONE = new Times(0, null, null, null, null, null);
  }

  /// Answered within target ÷ (answered + abandoned − abandoned within target).
  public @Nullable Double serviceLevel() {
    return share(answeredInTarget, answered + abandoned - abandonedInTarget);
  }

  /// (Abandoned − abandoned within 5 s) ÷ (answered + ticketed + abandoned − abandoned within 5 s).
  public @Nullable Double abandonment() {
    long waited = abandoned - abandonedSoon;
    return share(waited, answered + ticketed + waited);
  }

  /// Ticketed ÷ (answered + ticketed + abandoned).
  public @Nullable Double deflection() {
    return share(ticketed, answered + ticketed + abandoned);
  }

  /// The same with the handle times and ratings of somebody's own.
  public Figures withOwn(Times handle, long ratings, @Nullable Double ratingMean) {
    return new Figures(
        launched,
        answered,
        answeredInTarget,
        abandoned,
        abandonedInTarget,
        abandonedSoon,
        ticketed,
        waiting,
        transfers,
        answer,
        firstReply,
        handle,
        ratings,
        ratingMean);
  }

  static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
