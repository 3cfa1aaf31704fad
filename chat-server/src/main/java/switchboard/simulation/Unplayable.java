package switchboard.simulation;

/// A workload or a change that cannot be played; says which part of it, its value, and what was expected.
public final class Unplayable extends IllegalArgumentException {
  private final String part;
  private final String problem;

  /// @param part as it is called where it was said, such as "capacity"
  /// @param problem the value and what was expected: "0, expected 1 to 100"
  public Unplayable(String part, String problem) {
    super(part + ": " + problem);
    this.part = part;
    this.problem = problem;
  }

  public String part() {
    return part;
  }

  public String problem() {
    return problem;
  }

  static void requireWithin(String part, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new Unplayable(
          part, "%s, expected %s to %s".formatted(plain(value), plain(least), plain(most)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
