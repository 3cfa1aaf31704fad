package switchboard.desk.supervision;

import org.jspecify.annotations.Nullable;

/// Time at work: with at least one chat, and available without one.
public record Worked(long handlingMs, long idleMs) {
  public static final Worked NONE = new Worked(0, 0);

  public Worked plus(Worked more) {
    return new Worked(handlingMs + more.handlingMs, idleMs + more.idleMs);
  }

  /// What came on top of an earlier count.
  public Worked since(Worked earlier) {
    return new Worked(handlingMs - earlier.handlingMs, idleMs - earlier.idleMs);
  }

  /// Handling / (handling + available); null while there is neither.
  public @Nullable Double occupancy() {
    long atWorkMs = handlingMs + idleMs;
    return atWorkMs == 0 ? null : (double) handlingMs / atWorkMs;
  }
}
