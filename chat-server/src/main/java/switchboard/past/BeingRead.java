package switchboard.past;

/// The journal of that day is still being read: to be asked for again soon.
public final class BeingRead extends Exception {
  private final int percent;

  BeingRead(int percent) {
    super("the day is being read, %d %% are done".formatted(percent));
    this.percent = percent;
  }

  /// How much of it has been read, 0 to 100.
  public int percent() {
    return percent;
  }
}
