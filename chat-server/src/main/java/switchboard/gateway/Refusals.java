package switchboard.gateway;

import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;

/// The refusals that the gateway itself gives.
final class Refusals {
  /// For what does not exist and for what is somebody else's: the two are not told apart.
  static final Problem NOT_FOUND = Problem.of(ErrorCode.NOT_FOUND, "There is no such thing here.");

  static final Problem FORBIDDEN =
      Problem.of(ErrorCode.FORBIDDEN, "This is not among the things that you may do.");

  static final Problem BEFORE_HELLO =
      Problem.of(ErrorCode.OUT_OF_ORDER, "The first message must be hello.");

  static final Problem BEFORE_WELCOME =
      Problem.of(ErrorCode.OUT_OF_ORDER, "Nothing can be asked before the welcome.");

  static final Problem SECOND_HELLO =
      Problem.of(ErrorCode.OUT_OF_ORDER, "Hello was said already.");

  static final Problem BINARY =
      Problem.of(ErrorCode.MALFORMED, "the frame is binary, expected text");

  static final Problem TOO_MANY_FOLLOWED =
      Problem.of(
          ErrorCode.LIMIT_REACHED,
          "You follow too many conversations at once. Leave one first.");

  private Refusals() {}

  static Problem rateLimited(long retryAfterMs) {
    return Problem.retryAfter(
        ErrorCode.RATE_LIMITED, "Too many messages in a short time.", retryAfterMs);
  }

  static Problem unavailable(long retryAfterMs) {
    return Problem.retryAfter(
        ErrorCode.UNAVAILABLE,
        "The desk cannot store this right now. It is sent again by itself.",
        retryAfterMs);
  }

  static Problem crowded(long retryAfterMs) {
    return Problem.retryAfter(
        ErrorCode.UNAVAILABLE,
        "Many people are coming at once. You are connected again by itself.",
        retryAfterMs);
  }
}
