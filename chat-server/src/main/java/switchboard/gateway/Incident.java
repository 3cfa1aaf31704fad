package switchboard.gateway;

import java.util.UUID;
import org.slf4j.spi.LoggingEventBuilder;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;

/// A fault of ours: the log gets everything under a number, the one who asked gets the number.
final class Incident {
  private Incident() {}

  /// @param line with what it concerns
  static Problem problem(LoggingEventBuilder line, String what, Throwable fault) {
    String number = UUID.randomUUID().toString().substring(0, 8);
    line.addKeyValue("incident", number).setCause(fault).log("incident {}: {}", number, what);
    return Problem.of(
        ErrorCode.INTERNAL, "Something went wrong on our side (incident " + number + ").");
  }
}
