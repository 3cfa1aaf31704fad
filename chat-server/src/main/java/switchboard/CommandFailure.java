package switchboard;

/// A command cannot do what was asked; the message says why, in a sentence for the operator.
final class CommandFailure extends RuntimeException {
  CommandFailure(String message) {
    super(message);
  }
}
