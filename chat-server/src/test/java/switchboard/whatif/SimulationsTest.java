package switchboard.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import switchboard.BusyMorning;
import switchboard.desk.DeskRules;
import switchboard.postgres.PostgresSimulations;
import switchboard.postgres.Storage;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.Refusal;
import switchboard.runtime.Journal;
import switchboard.simulation.parallel.Cores;
import switchboard.simulation.recorded.Period;
import switchboard.simulation.recorded.Recorded;

/// docs/spec/simulation.md, X33: simulations of two nodes on one database.
class SimulationsTest {
  private static final long END_MS = 1_800_000_000_000L;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private final Cores cores = Cores.half();
  private Storage storage;
  private Journal journal;
  private Simulations here;
  private Simulations there;

  @BeforeEach
  void twoNodes() throws Exception {
    storage = Storage.open(DATABASE.database(), 4, LIMIT);
    int desk = storage.desk("main");
    journal = storage.journal(desk);
    if (journal.newestSequence() == 0) {
      BusyMorning.write(DATABASE.database(), END_MS, END_MS);
    }
    here = node(desk);
    there = node(desk);
  }

  private Simulations node(int desk) {
    return new Simulations(
        "main",
        journal,
        DeskRules.DEFAULT,
        cores,
        new PostgresSimulations(storage.pool(), desk),
        clock);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    journal.close();
    storage.close();
    cores.close();
  }

  @Test
  void x33_anyNodeTellsOfASimulationOfAnother() {
    String id = here.ask(question(10)).id();
    assertThat(there.find(id)).isNotNull();
    await().atMost(LIMIT).until(() -> there.find(id).isOver());
    assertThat(there.find(id)).isEqualTo(here.find(id));
    assertThat(there.find(id).result().recorded().chats()).isGreaterThan(300);
  }

  @Test
  void x33_oneThatWasCancelledAtAnotherNodeIsOver() {
    String id = here.ask(question(1_000)).id();
    assertThat(there.cancel(id).state()).isEqualTo("cancelled");
    assertThat(there.find(id).state()).isEqualTo("cancelled");
    assertThat(there.find(id).result()).isNull();
  }

  @Test
  void x33_whoIsCancelledWhileWaitingLeavesTheLineToTheNext() {
    here.ask(question(1_000));
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < Simulations.LINE_MAX; i++) {
      waiting.add(here.ask(question(1_000)).id());
    }
    assertThatThrownBy(() -> here.ask(question(10))).isInstanceOf(Refusal.class);
    here.cancel(waiting.get(1));
    assertThat(here.ask(question(10)).ahead()).isEqualTo(Simulations.LINE_MAX);
  }

  @Test
  void x33_oneWhoseNodeStopsSaysSo() {
    String id = here.ask(question(1_000)).id();
    await().atMost(LIMIT).until(() -> here.find(id).state().equals("running"));
    here.close();
    assertThat(there.find(id).state()).isEqualTo("failed");
    assertThat(there.find(id).problem().message()).contains("is gone");
  }

  @Test
  void x33_oneOfWhichNothingIsHeardAnyMoreIsToldAsLost() throws Exception {
    String id = "00000000-0000-0000-0000-000000000001";
    new PostgresSimulations(storage.pool(), storage.desk("main"))
        .put(
            id,
            "{\"id\":\"%s\",\"state\":\"running\",\"progress\":0.5}".formatted(id),
            now.get(),
            now.get().minusSeconds(60));
    assertThat(there.find(id).state()).isEqualTo("running");
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(3)));
    assertThat(there.find(id).state()).isEqualTo("failed");
    assertThat(there.find(id).problem().message()).contains("is gone");
  }

  @Test
  void x33_afterAnHourItIsForgotten() {
    String id = here.ask(question(10)).id();
    await().atMost(LIMIT).until(() -> here.find(id).isOver());
    await().atMost(LIMIT).until(() -> there.find(id).isOver());
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(61)));
    there.ask(question(10));
    assertThat(there.find(id)).isNull();
    assertThat(there.find("no such")).isNull();
    assertThat(there.cancel("no such")).isNull();
  }

  private static Question question(int replications) {
    return new Question(
        new Period(END_MS - Duration.ofHours(4).toMillis(), END_MS),
        Recorded.Coming.AS_RECORDED,
        Wishes.NONE,
        replications,
        1,
        null);
  }
}
