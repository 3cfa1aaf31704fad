package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.Skills;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecoveryTest {
  private static final LoopLimits LIMITS = new LoopLimits(256, 8, 20_000, 40, 100_000);
  private static final DeskRules RULES = DeskRules.DEFAULT;

  /// Something that somebody wants done, and asks for until it is.
  private record Wish(Actor by, String request, Command command) {}

  /// Crashes a desk at random moments, before or after a batch was stored, while people go on asking for what they were not told is done.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void crashesLoseAndDoubleNothing(long seed) throws Exception {
    Random random = new Random(seed);
    MemoryJournal journal = new MemoryJournal();
    AtomicLong wallMs = new AtomicLong(1_800_000_000_000L);
    List<Wish> open = new ArrayList<>(wishes(random));
    Map<Wish, Reply> done = new HashMap<>();
    int crashes = 0;
    while (!open.isEmpty()) {
      FaultyJournal storage = new FaultyJournal(journal);
      if (random.nextInt(5) > 0) {
        storage.dieAt(random.nextInt(1, 12), random.nextBoolean());
      }
      DeskNode desk;
      try {
        desk = start(storage, wallMs::get);
      } catch (Journal.Unavailable e) {
        crashes++;
        continue;
      }
      Map<Wish, CompletableFuture<Reply>> asked = new HashMap<>();
      for (Wish wish : List.copyOf(open.subList(0, Math.min(open.size(), 60)))) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        desk.submit(wish.by(), wish.request(), wish.command(), reply::complete);
        asked.put(wish, reply);
        wallMs.addAndGet(random.nextInt(3_000));
      }
      await()
          .until(() -> storage.isDead() || asked.values().stream().allMatch(CompletableFuture::isDone));
      desk.close();
      asked.forEach(
          (wish, reply) -> {
            if (!(reply.join() instanceof Reply.Unavailable)) {
              open.remove(wish);
              done.put(wish, reply.join());
            }
          });
      crashes++;
      assertThat(Recovery.from(journal, RULES).desk().image())
          .as("snapshot and replay, seed %d", seed)
          .isEqualTo(folded(journal).image());
    }
    assertThat(crashes).isPositive();
    checkJournal(journal, done);
  }

  private static void checkJournal(MemoryJournal journal, Map<Wish, Reply> done) {
    List<Entry> entries = new ArrayList<>();
    journal.replay(0, entries::add);
    Map<Long, Integer> positions = new HashMap<>();
    Map<String, Entry> byRequest = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.conversation() > 0) {
        assertThat(entry.position())
            .isEqualTo(positions.merge(entry.conversation(), 1, Integer::sum));
      }
      if (entry.request() != null) {
        assertThat(byRequest.put(entry.request(), entry)).as("%s", entry).isNull();
      }
    }
    done.forEach(
        (wish, reply) -> {
          if (reply instanceof Reply.Done(long conversation, int position) && position > 0) {
            Entry entry = byRequest.get(wish.request());
            assertThat(entry).as("%s", wish).isNotNull();
            assertThat(entry.conversation()).isEqualTo(conversation);
            assertThat(entry.position()).isEqualTo(position);
            if (wish.command() instanceof Command.Post post) {
              assertThat(entry.event()).isEqualTo(new Event.Posted(post.text(), false));
            }
          }
        });
    assertThat(byRequest.values())
        .filteredOn(entry -> entry.event() instanceof Event.Posted)
        .hasSizeGreaterThan(5);
  }

  private static List<Wish> wishes(Random random) {
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Actor customer = customer(random.nextInt(6));
      Actor agent = agent(random.nextInt(3));
      long conversation = random.nextInt(1, 12);
      String request = "request-" + i;
      wishes.add(
          switch (random.nextInt(12)) {
            case 0 -> new Wish(customer, request, DeskNodeTest.launch(customer));
            case 1 ->
                new Wish(
                    agent,
                    request,
                    new Command.OpenSession("session-" + random.nextInt(4), 3, Skills.of("dns"), List.of()));
            case 2 ->
                new Wish(
                    agent,
                    request,
                    new Command.SetState(
                        random.nextInt(4) > 0 ? AgentState.AVAILABLE : AgentState.AWAY));
            case 3 -> new Wish(agent, request, new Command.AcceptOffer(random.nextInt(1, 20)));
            case 4 ->
                new Wish(agent, request, new Command.DeclineOffer(random.nextInt(1, 20), "busy"));
            case 5 -> new Wish(customer, request, new Command.OpenTicket(conversation, "later"));
            case 6 -> new Wish(customer, request, new Command.CloseConversation(conversation));
            case 7 ->
                new Wish(
                    customer, request, new Command.Mark(conversation, MarkKind.READ, 3));
            default ->
                new Wish(
                    customer, request, new Command.Post(conversation, "message " + i, false));
          });
    }
    for (int i = 0; i < 6; i++) {
      wishes.add(i, new Wish(customer(i), "launch-" + i, DeskNodeTest.launch(customer(i))));
      for (int n = 0; n < 5; n++) {
        wishes.add(
            new Wish(
                customer(i), "extra-" + i + "-" + n, new Command.Post(i + 1, "extra " + n, false)));
      }
    }
    return wishes;
  }

  @Test
  void aSnapshotOfAnotherVersionIsPassedOver() throws Exception {
    MemoryJournal journal = written();
    Journal.Snapshot snapshot = journal.newestSnapshot();
    journal.saveSnapshot(
        new Journal.Snapshot(snapshot.sequence(), snapshot.version() + 1, snapshot.state()));
    Recovery recovery = Recovery.from(journal, RULES);
    assertThat(recovery.replayed()).isEqualTo(2);
    assertThat(recovery.desk().image()).isEqualTo(folded(journal).image());
  }

  @Test
  void aSnapshotThatCannotBeReadIsPassedOver() throws Exception {
    MemoryJournal journal = written();
    journal.saveSnapshot(
        new Journal.Snapshot(2, SnapshotCodec.VERSION, "not a snapshot".getBytes()));
    Recovery recovery = Recovery.from(journal, RULES);
    assertThat(recovery.replayed()).isEqualTo(2);
    assertThat(recovery.desk().image()).isEqualTo(folded(journal).image());
  }

  @Test
  void aGapInTheJournalStopsTheStart() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    journal.append(new Journal.Batch(UUID.randomUUID(), List.of(enrolled(1))));
    Journal gapped =
        new FaultyJournal(journal) {
          @Override
          public void replay(long after, long upTo, Consumer<Entry> reader) {
            reader.accept(enrolled(1));
            reader.accept(enrolled(3));
          }
        };
    assertThatThrownBy(() -> Recovery.from(gapped, RULES))
        .hasMessage("the journal has entry 3 after entry 1, expected 2");
  }

  /// A journal of two entries with a snapshot after them.
  private static MemoryJournal written() throws Exception {
    MemoryJournal journal = new MemoryJournal();
    try (DeskNode desk = start(journal, () -> 1_000)) {
      CompletableFuture<Reply> reply = new CompletableFuture<>();
      desk.submit(customer(0), "launch", DeskNodeTest.launch(customer(0)), reply::complete);
      assertThat(reply.join()).isEqualTo(new Reply.Done(1, 1));
    }
    assertThat(journal.newestSnapshot().sequence()).isEqualTo(2);
    return journal;
  }

  /// The state that all entries lead to, from the first one on.
  static Desk folded(MemoryJournal journal) {
    Desk desk = new Desk(RULES);
    journal.replay(0, desk::apply);
    return desk;
  }

  private static Entry enrolled(long sequence) {
    return new Entry(
        sequence,
        1_000,
        agent(0),
        null,
        0,
        0,
        new Event.AgentEnrolled("agent-0", "Agent 0", false, 2, Skills.NONE, List.of()));
  }

  private static Actor customer(int number) {
    return new Actor(Actor.Kind.CUSTOMER, "customer-" + number, "Customer " + number);
  }

  private static Actor agent(int number) {
    return new Actor(Actor.Kind.AGENT, "agent-" + number, "Agent " + number);
  }

  private static DeskNode start(Journal journal, LongSupplier wallMs) throws Exception {
    return DeskNode.start(
        "alone",
        new DeskNode.Ports(journal, MemoryLease.alone(journal), Bus.NONE),
        RULES,
        LIMITS,
        wallMs,
        _ -> {});
  }
}
