package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.runtime.FaultyJournal;
import switchboard.runtime.Reply;

/// docs/spec/supervision.md, S15: what happened before a start is counted, though storage is away at first.
class RecallingTest {
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Cora");

  private final Supervision supervision =
      new Supervision(List.of(), ZoneOffset.UTC, System::currentTimeMillis);

  private static void launch(TestGateway gateway) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    gateway.desk.submit(
        CORA,
        null,
        new Command.LaunchChat(
            new Customer("cora", "Cora", "", "o", "O", null, null, null, null, List.of()),
            Intake.EMPTY,
            Line.GENERAL,
            Skills.NONE,
            new Standing("Basic", 1, 0, 60_000, false, List.of())),
        null,
        reply::complete);
    assertThat(reply.join()).isInstanceOf(Reply.Done.class);
  }

  private int launched(TestGateway gateway) {
    CompletableFuture<Integer> launched = new CompletableFuture<>();
    gateway.desk.read(
        view -> launched.complete(supervision.board(view).last30Minutes().launched()));
    return launched.join();
  }

  @Test
  void s15_theJournalIsTriedAgainUntilItCanBeRead() throws Exception {
    try (TestGateway gateway = TestGateway.start()) {
      launch(gateway);
      FaultyJournal journal = new FaultyJournal(gateway.journal);
      journal.away(true);
      try (Recalling recalling =
          new Recalling(supervision, journal, gateway.desk, Duration.ofMillis(5))) {
        recalling.start();
        assertThat(launched(gateway)).isZero();
        journal.away(false);
        await().until(() -> launched(gateway) == 1);
      }
    }
  }
}
