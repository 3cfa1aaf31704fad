package switchboard.past;

/// What the past may hold in memory.
///
/// @param apartEntries entries between two states kept, at least
/// @param weightMax conversations and agents that all states kept of a day hold together, each counted in each; some 250 bytes each
public record PastLimits(int apartEntries, int weightMax) {
  /// Some 100 MB at most for a day, and 2,000 entries to read for a moment while no more than that is held.
  public static final PastLimits DEFAULT = new PastLimits(2_000, 400_000);
}
