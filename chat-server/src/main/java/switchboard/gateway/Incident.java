package switchboard.gateway;

import java.util.UUID;
import org.slf4j.Logger;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;

/// A fault of ours: the log gets everything under a number, the one who asked gets the number.
final class Incident {
  private Incident() {}

  static Problem problem(Logger log, String what, Throwable fault) {
    String number = UUID.randomUUID().toString().substring(0, 8);
    log.error("incident {}: {}", number, what, fault);
    return Problem.of(
        ErrorCode.INTERNAL, "Something went wrong on our side (incident " + number + ").");
  }
}
