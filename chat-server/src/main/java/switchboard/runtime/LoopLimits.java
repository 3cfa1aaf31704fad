package switchboard.runtime;

/// What bounds a desk's loop.
///
/// @param inboxMax commands that may wait to be decided; more are answered `Unavailable`
/// @param batchEntriesMax entries after which a batch takes no further command
/// @param patienceMs how long a command may wait for storage before it is answered `Unavailable`; past it storage counts as away
/// @param snapshotEvery entries from one snapshot to the next
/// @param recentWeightMax characters of recent entries kept for `history`, all conversations together, give or take
public record LoopLimits(
    int inboxMax, int batchEntriesMax, long patienceMs, long snapshotEvery, long recentWeightMax) {
  public static final LoopLimits DEFAULT =
      new LoopLimits(8_192, 1_024, 2_000, 100_000, 32_000_000);

  public LoopLimits {
    positive("inboxMax", inboxMax);
    positive("batchEntriesMax", batchEntriesMax);
    positive("patienceMs", patienceMs);
    positive("snapshotEvery", snapshotEvery);
    positive("recentWeightMax", recentWeightMax);
  }

  private static void positive(String limit, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(limit + ": " + value + ", expected more than 0");
    }
  }
}
