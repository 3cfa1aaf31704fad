package switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.desk.DeskRules;
import switchboard.desk.DeskView;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Refusal;
import switchboard.runtime.Bus;
import switchboard.runtime.DeskNode;
import switchboard.runtime.LoopLimits;
import switchboard.runtime.MemoryJournal;
import switchboard.runtime.MemoryLease;

@Timeout(20)
class ReadersTest {
  private DeskNode desk;

  @BeforeEach
  void start() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    desk =
        DeskNode.start(
            "alone",
            new DeskNode.Ports(journal, MemoryLease.alone(journal), Bus.NONE),
            DeskRules.DEFAULT,
            LoopLimits.DEFAULT,
            System::currentTimeMillis,
            _ -> {});
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  @Test
  void whatTheDeskShowsIsAnswered() {
    assertThat(new Readers(desk).ask(DeskView::waitingCount)).isZero();
  }

  @Test
  void whoAsksADeskThatHasEndedIsToldToTryAgain() {
    desk.close();
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () -> new Readers(desk, Duration.ofMillis(50)).ask(DeskView::waitingCount));
    assertThat(refusal.problem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refusal.problem().message())
        .isEqualTo("The desk does not answer right now. Please try again.");
    assertThat(refusal.problem().retryAfterMs()).isEqualTo(2_000);
  }

  @Test
  void aFaultOfAQuestionIsItsAskersAndTheDeskGoesOn() {
    RuntimeException fault = new IllegalArgumentException("a question's fault");
    Readers readers = new Readers(desk);
    assertThatThrownBy(
            () ->
                readers.ask(
                    _ -> {
                      throw fault;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCause(fault);
    assertThat(readers.ask(DeskView::waitingCount)).isZero();
  }
}
