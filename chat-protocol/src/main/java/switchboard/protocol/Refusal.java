package switchboard.protocol;

/// Thrown where a record's constructor or the codec meets input that breaks the protocol; carries what the sender is told.
public final class Refusal extends RuntimeException {
  private final transient Problem problem;

  public Refusal(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
