package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import switchboard.LogLines;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;

class IncidentTest {
  @Test
  void theNumberThatTheClientGetsFindsTheFaultInTheLog() {
    try (LogLines log = new LogLines()) {
      Problem problem =
          Incident.problem(
              LoggerFactory.getLogger(IncidentTest.class)
                  .atError()
                  .addKeyValue("session", "node-7"),
              "a page could not be read",
              new IllegalStateException("what went wrong"));
      assertThat(problem.code()).isEqualTo(ErrorCode.INTERNAL);
      JsonNode line = log.of("incident {}: {}").findFirst().orElseThrow();
      assertThat(LogLines.value(line, "incident")).hasSize(8);
      assertThat(problem.message()).contains(LogLines.value(line, "incident"));
      assertThat(LogLines.value(line, "session")).isEqualTo("node-7");
      assertThat(line.at("/throwable/message").asText()).isEqualTo("what went wrong");
      assertThat(problem.message()).doesNotContain("what went wrong");
    }
  }
}
