package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.supervision.WaitReason;

/// What the supervisor is told of the chat that waits last.
class WaitReasonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          launch A Basic | Nobody is available.
          agent Ana capacity 1; launch A Basic | Rings at Ana.
          agent Ana capacity 1; launch X Basic; accept Ana X; launch A Basic | The only agent for it is full.
          agent Ana capacity 2; launch X Basic queue Billing; accept Ana X; launch A Basic queue Billing | The only agent for it has as many chats of Billing as one may.
          agent Ana capacity 2; launch X Basic queue Billing; accept Ana X; agent Ben capacity 1; launch Y Basic queue Billing; accept Ben Y; launch A Basic queue Billing | All 2 agents for it are full or have as many chats of Billing as one may.
          agent Ana capacity 1 skills dns; launch A Basic needs dns:2 | None of the available agents has dns:2.
          agent Ana capacity 1 queues Billing; launch A Basic queue Support | None of the available agents serves Support.
          agent Ana capacity 1 queues Billing; launch A Basic queue Support needs dns | None of the available agents serves Support and has dns.
          agent Ana capacity 1; launch A Basic; decline Ana A | 1 agent with a free slot declined, missed or passed on a chat of its line just now.
          agent Ana capacity 1; launch A Basic; accept Ana A; transfer Ana A queue Support | 1 agent with a free slot declined, missed or passed on a chat of its line just now.
          agent Dan capacity 1; agent Ana capacity 1 skills php; launch A Elite prefers php; decline Ana A | 1 agent with a free slot declined, missed or passed on a chat of its line just now; for somebody with php it waits until half of its target has passed.
          agent Dan capacity 1; agent Ana capacity 1 skills php; launch X Elite prefers php; accept Ana X; launch A Elite prefers php | Waits for somebody with php until half of its target has passed.
          """)
  void aChatWaitsForAReason(String steps, String reason) {
    DeskView desk = Scenario.check(steps.replace(';', '\n')).desk().view();
    Conversation last =
        StreamSupport.stream(desk.waiting().spliterator(), false)
            .reduce((_, later) -> later)
            .orElseThrow();
    assertThat(WaitReason.of(desk, last)).isEqualTo(reason);
  }
}
