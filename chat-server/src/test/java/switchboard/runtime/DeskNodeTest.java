package switchboard.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.desk.DeskRules;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeskNodeTest {
  private static final LoopLimits LIMITS = new LoopLimits(64, 16, 20_000, 1_000_000, 1_000_000);
  private static final LoopLimits IMPATIENT =
      new LoopLimits(64, 16, 400, 1_000_000, 1_000_000);
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Cora");
  private static final Actor ANA = new Actor(Actor.Kind.AGENT, "ana", "Ana");

  private final MemoryJournal memory = new MemoryJournal();
  private final FaultyJournal journal = new FaultyJournal(memory);
  private final AtomicLong wallMs = new AtomicLong(1_800_000_000_000L);
  private final List<DeskNode> loops = new ArrayList<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  @AfterEach
  void close() {
    journal.away(false);
    journal.passAll();
    loops.forEach(DeskNode::close);
  }

  // --- answers follow the commit ---

  @Test
  void nobodyIsAnsweredOrToldBeforeTheCommit() throws Exception {
    DeskNode desk = start();
    List<Entry> told = Collections.synchronizedList(new ArrayList<>());
    desk.listen((entries, _) -> told.addAll(entries));
    journal.hold();
    CompletableFuture<Reply> launched = ask(desk, CORA, "r1", launch(CORA));
    await().until(() -> journal.waiting() == 1);
    assertThat(launched).isNotDone();
    assertThat(told).isEmpty();
    assertThat(seen(desk, DeskView::sequence)).isZero();
    assertThat(stored()).isEmpty();

    journal.passAll();
    assertThat(launched.get()).isEqualTo(new Reply.Done(1, 1));
    await().until(() -> told.size() == 2);
    assertThat(told).isEqualTo(stored());
    assertThat(seen(desk, DeskView::sequence)).isEqualTo(2);
  }

  @Test
  void whatComesDuringACommitSharesTheNextOne() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    journal.hold();
    CompletableFuture<Reply> first = ask(desk, CORA, "r1", post(1, 1));
    await().until(() -> journal.waiting() == 1);
    int before = journal.appends();
    List<CompletableFuture<Reply>> replies =
        IntStream.rangeClosed(2, 11).mapToObj(i -> ask(desk, CORA, "r" + i, post(1, i))).toList();
    journal.passAll();
    assertThat(first.get()).isEqualTo(new Reply.Done(1, 3));
    assertThat(replies.stream().map(CompletableFuture::join))
        .isEqualTo(IntStream.rangeClosed(4, 13).mapToObj(p -> new Reply.Done(1, p)).toList());
    assertThat(journal.appends() - before).isEqualTo(1);
  }

  @Test
  void repliesKeepTheOrderOfCommandsAlsoThoseThatChangeNothing() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    List<String> answered = Collections.synchronizedList(new ArrayList<>());
    journal.hold();
    List<CompletableFuture<Void>> all =
        List.of(
            ask(desk, CORA, "r1", post(1, 1)).thenAccept(r -> answered.add("first " + r)),
            ask(desk, CORA, "r1", post(1, 1)).thenAccept(r -> answered.add("repeated " + r)),
            ask(desk, CORA, "r2", post(99, 1)).thenAccept(r -> answered.add("refused " + name(r))),
            ask(desk, CORA, "r3", post(1, 2)).thenAccept(r -> answered.add("second " + r)));
    await().until(() -> journal.waiting() == 1);
    assertThat(answered).isEmpty();
    journal.passAll();
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
    assertThat(answered)
        .containsExactly(
            "first Done[conversation=1, position=3]",
            "repeated Done[conversation=1, position=3]",
            "refused Refused",
            "second Done[conversation=1, position=4]");
    assertThat(stored()).hasSize(4);
  }

  @Test
  void commandsOfManyThreadsAreEachCarriedOutOnceInTheirThreadsOrder() throws Exception {
    LoopLimits roomy = new LoopLimits(10_000, 64, 20_000, 500, 100_000);
    DeskNode desk = start(roomy);
    List<Entry> told = Collections.synchronizedList(new ArrayList<>());
    desk.listen((entries, _) -> told.addAll(entries));
    List<Actor> customers =
        IntStream.range(0, 4)
            .mapToObj(i -> new Actor(Actor.Kind.CUSTOMER, "c" + i, "C" + i))
            .toList();
    for (Actor customer : customers) {
      ask(desk, customer, "launch", launch(customer)).get();
    }
    List<Thread> threads = new ArrayList<>();
    List<CompletableFuture<Reply>> replies = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 4; i++) {
      long conversation = i + 1;
      Actor customer = customers.get(i);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 1; n <= 1_000; n++) {
                      replies.add(ask(desk, customer, "r" + n, post(conversation, n)));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(replies).allSatisfy(r -> assertThat(r.get()).isInstanceOf(Reply.Done.class));
    assertThat(stored().stream().map(Entry::sequence))
        .isEqualTo(LongStream.rangeClosed(1, 4_008).boxed().toList());
    for (long conversation = 1; conversation <= 4; conversation++) {
      assertThat(texts(desk.history(conversation, 0, 2_000)))
          .isEqualTo(IntStream.rangeClosed(1, 1_000).mapToObj(n -> "message " + n).toList());
    }
    await().untilAsserted(() -> assertThat(told).isEqualTo(stored()));
    assertThat(desk.metrics().entries()).isEqualTo(4_008);
    assertThat(desk.metrics().snapshots()).isPositive();
  }

  @Test
  void registeringAndReadingInOneTaskMissesAndDoublesNothing() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    Thread writing =
        Thread.ofPlatform()
            .start(
                () ->
                    IntStream.rangeClosed(1, 500)
                        .forEach(n -> ask(desk, CORA, "r" + n, post(1, n)).join()));
    List<Long> told = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Long> snapshot = new CompletableFuture<>();
    await().until(() -> stored().size() > 50);
    desk.read(
        view -> {
          desk.listen((entries, _) -> entries.forEach(entry -> told.add(entry.sequence())));
          snapshot.complete(view.sequence());
        });
    writing.join();
    await()
        .untilAsserted(
            () ->
                assertThat(told)
                    .isEqualTo(
                        LongStream.rangeClosed(snapshot.get() + 1, 502).boxed().toList()));
  }

  @Test
  void aReaderOrListenerThatFailsStopsNobody() throws Exception {
    DeskNode desk = start();
    desk.listen(
        (_, _) -> {
          throw new IllegalStateException("a listener's fault");
        });
    desk.read(
        _ -> {
          throw new IllegalStateException("a reader's fault");
        });
    desk.submit(
        CORA,
        "r0",
        launch(CORA),
        _ -> {
          throw new IllegalStateException("a receiver's fault");
        });
    assertThat(ask(desk, CORA, "r1", post(1, 1)).get()).isEqualTo(new Reply.Done(1, 3));
    assertThat(failure).hasNullValue();
  }

  // --- storage that fails ---

  @Test
  void aBatchThatStorageDidNotTakeIsStoredWhenItIsBack() throws Exception {
    DeskNode desk = start();
    journal.away(true);
    CompletableFuture<Reply> launched = ask(desk, CORA, "r1", launch(CORA));
    await().until(() -> journal.appends() >= 2);
    assertThat(launched).isNotDone();
    journal.away(false);
    assertThat(launched.get()).isEqualTo(new Reply.Done(1, 1));
    assertThat(stored()).hasSize(2);
    assertThat(desk.metrics().failedAppends()).isPositive();
  }

  @Test
  void aBatchWhoseAnswerWasLostIsStoredOnce() throws Exception {
    DeskNode desk = start();
    journal.loseAnswers(2);
    assertThat(ask(desk, CORA, "r1", launch(CORA)).get()).isEqualTo(new Reply.Done(1, 1));
    assertThat(ask(desk, CORA, "r2", post(1, 1)).get()).isEqualTo(new Reply.Done(1, 3));
    assertThat(stored()).hasSize(3);
  }

  @Test
  void whileStorageIsAwayEverybodyIsTurnedAwaySoonAndAfterwardsEachRequestCountsOnce()
      throws Exception {
    DeskNode desk = start(IMPATIENT);
    insist(desk, CORA, "r0", launch(CORA));
    journal.away(true);
    long began = System.nanoTime();
    List<CompletableFuture<Reply>> waiting =
        IntStream.rangeClosed(1, 40).mapToObj(i -> ask(desk, CORA, "r" + i, post(1, i))).toList();
    assertThat(waiting)
        .allSatisfy(r -> assertThat(r.get()).isInstanceOf(Reply.Unavailable.class));
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(IMPATIENT.patienceMs()), Duration.ofSeconds(5));
    assertThat(desk.ready()).isFalse();
    CompletableFuture<Reply> late = ask(desk, CORA, "late", post(1, 41));
    assertThat(late).isCompletedWithValue(new Reply.Unavailable(1_000));

    journal.away(false);
    await().atMost(5, SECONDS).until(desk::ready);
    assertThat(
            IntStream.rangeClosed(1, 40).mapToObj(i -> insist(desk, CORA, "r" + i, post(1, i))))
        .isEqualTo(IntStream.rangeClosed(3, 42).mapToObj(p -> new Reply.Done(1, p)).toList());
    assertThat(texts(stored()))
        .isEqualTo(IntStream.rangeClosed(1, 40).mapToObj(n -> "message " + n).toList());
    assertThat(failure).hasNullValue();
  }

  @Test
  void storageThatHangsCountsAsAway() throws Exception {
    DeskNode desk = start(IMPATIENT);
    journal.hold();
    assertThat(ask(desk, CORA, "r0", launch(CORA)).get()).isInstanceOf(Reply.Unavailable.class);
    assertThat(desk.ready()).isFalse();
    journal.passAll();
    await().until(desk::ready);
    assertThat(insist(desk, CORA, "r0", launch(CORA))).isEqualTo(new Reply.Done(1, 1));
  }

  @Test
  void aQuietDeskNoticesThatStorageIsAwayAndBack() throws Exception {
    DeskNode desk = start(IMPATIENT);
    await().until(desk::ready);
    journal.away(true);
    await().atMost(5, SECONDS).until(() -> !desk.ready());
    journal.away(false);
    await().atMost(5, SECONDS).until(desk::ready);
  }

  @Test
  void whatDoesNotFitTheInboxIsTurnedAwayAtOnce() throws Exception {
    DeskNode desk = start(new LoopLimits(8, 4, 20_000, 1_000_000, 1_000_000));
    ask(desk, CORA, "r0", launch(CORA)).get();
    journal.hold();
    CompletableFuture<Reply> first = ask(desk, CORA, "r1", post(1, 1));
    await().until(() -> journal.waiting() == 1);
    List<CompletableFuture<Reply>> replies =
        IntStream.rangeClosed(2, 21).mapToObj(i -> ask(desk, CORA, "r" + i, post(1, i))).toList();
    // one round being stored, one of 4 that fills, 8 in the inbox
    assertThat(replies.subList(0, 12)).noneMatch(CompletableFuture::isDone);
    assertThat(replies.subList(12, 20))
        .allSatisfy(r -> assertThat(r).isCompletedWithValue(new Reply.Unavailable(1_000)));
    assertThat(desk.inboxDepth()).isEqualTo(8);
    journal.passAll();
    assertThat(first.get()).isEqualTo(new Reply.Done(1, 3));
    assertThat(replies.subList(0, 12).stream().map(CompletableFuture::join))
        .isEqualTo(IntStream.rangeClosed(4, 15).mapToObj(p -> new Reply.Done(1, p)).toList());
    assertThat(desk.inboxDepth()).isZero();
  }

  // --- another leader, faults ---

  @Test
  void whoIsReplacedStoresNothingMoreAndFollows() throws Exception {
    MemoryLease.Desk shared = new MemoryLease.Desk();
    DeskNode old = start("old", shared, IMPATIENT, journal);
    insist(old, CORA, "r0", launch(CORA));
    journal.hold();
    CompletableFuture<Reply> inFlight = ask(old, CORA, "r2", post(1, 2));
    await().until(() -> journal.waiting() == 1);
    shared.give("leader");
    DeskNode leader = start("leader", shared, LIMITS, memory);
    assertThat(ask(leader, CORA, "r1", post(1, 1)).get()).isEqualTo(new Reply.Done(1, 3));
    journal.passAll();

    assertThat(inFlight.get()).isInstanceOf(Reply.Unavailable.class);
    await().until(() -> !old.leads());
    assertThat(old.ready()).isFalse();
    assertThat(ask(old, CORA, "r3", post(1, 3)).get()).isInstanceOf(Reply.Unavailable.class);
    await().until(() -> seen(old, DeskView::sequence) == 3);
    assertThat(texts(stored())).containsExactly("message 1");
    assertThat(ask(leader, CORA, "r2", post(1, 2)).get()).isEqualTo(new Reply.Done(1, 4));
    assertThat(failure.get()).isNull();
  }

  @Test
  void whoIsFencedWhileTheLeadIsItsOwnReadsWhatItMissedAndGoesOn() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    Entry foreign =
        new Entry(3, wallMs.get(), CORA, "r9", 1, 3, new Event.Posted("from elsewhere", false));
    memory.append(new Journal.Batch(UUID.randomUUID(), List.of(foreign)));
    assertThat(insist(desk, CORA, "r1", post(1, 1))).isEqualTo(new Reply.Done(1, 4));
    assertThat(texts(stored())).containsExactly("from elsewhere", "message 1");
    assertThat(seen(desk, DeskView::sequence)).isEqualTo(4);
  }

  @Test
  void aJournalThatWasPutBackStopsTheDesk() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    memory.putBack(1);
    ask(desk, CORA, "r1", post(1, 1));
    await().untilAsserted(() -> assertThat(failure.get()).hasMessageContaining("was put back"));
    assertThat(desk.ready()).isFalse();
  }

  @Test
  void aFaultInADecisionCostsOnlyTheOneWhoAsked() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    journal.hold();
    CompletableFuture<Reply> before = ask(desk, CORA, "r1", post(1, 1));
    Actor bo = new Actor(Actor.Kind.CUSTOMER, "bo", "Bo");
    Command.LaunchChat sound = launch(bo);
    // without a line it breaks half way, with the chat already launched in the state that runs ahead
    CompletableFuture<Reply> faulty =
        ask(
            desk,
            bo,
            "r2",
            new Command.LaunchChat(sound.customer(), sound.intake(), null, Skills.NONE, sound.standing()));
    CompletableFuture<Reply> after = ask(desk, CORA, "r3", post(1, 2));
    journal.passAll();
    assertThat(before.get()).isEqualTo(new Reply.Done(1, 3));
    assertThat(faulty.get())
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> assertThat(refused.rejection().code()).isEqualTo(Rejection.Code.INVALID));
    assertThat(after.get()).isEqualTo(new Reply.Done(1, 4));
    assertThat(ask(desk, bo, "r4", sound).get()).isEqualTo(new Reply.Done(2, 1));
    assertThat(stored()).hasSize(6);
    assertThat(desk.metrics().faults()).isEqualTo(1);
    assertThat(failure).hasNullValue();
  }

  // --- time ---

  @Test
  void whatIsDueHappensWithoutAnybodyAsking() throws Exception {
    DeskNode desk = start();
    ask(desk, ANA, null, new Command.OpenSession("alone-1", 2, Skills.NONE, List.of())).get();
    ask(desk, ANA, "r0", new Command.SetState(AgentState.AVAILABLE)).get();
    ask(desk, CORA, "r1", launch(CORA)).get();
    assertThat(offer(desk)).isNotNull();
    wallMs.addAndGet(DeskRules.DEFAULT.offerMs() + 1);
    await().until(() -> offer(desk) == null);
    assertThat(stored()).last().extracting(Entry::event).isInstanceOf(Event.OfferEnded.class);
  }

  @Test
  void timeNeverRunsBackwardsThoughTheWallClockIsSetBack() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    wallMs.addAndGet(-3_600_000);
    ask(desk, CORA, "r1", post(1, 1)).get();
    wallMs.addAndGet(7_200_000);
    ask(desk, CORA, "r2", post(1, 2)).get();
    assertThat(stored().stream().map(Entry::atMs)).isSorted();
    assertThat(stored().getLast().atMs()).isGreaterThanOrEqualTo(wallMs.get());
  }

  // --- the end and the next start ---

  @Test
  void closingCommitsWhatWasTakenAndTheNextStartReplaysNothing() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    journal.hold();
    List<CompletableFuture<Reply>> replies =
        IntStream.rangeClosed(1, 30).mapToObj(i -> ask(desk, CORA, "r" + i, post(1, i))).toList();
    Thread closing = Thread.ofPlatform().start(desk::close);
    journal.passAll();
    closing.join();
    assertThat(replies)
        .allSatisfy(r -> assertThat(r).isCompletedWithValueMatching(Reply.Done.class::isInstance));
    assertThat(ask(desk, CORA, "r31", post(1, 31)))
        .isCompletedWithValueMatching(Reply.Unavailable.class::isInstance);
    assertThat(memory.newestSnapshot().sequence()).isEqualTo(32);
    assertThat(Recovery.from(memory, DeskRules.DEFAULT).replayed()).isZero();
    DeskNode next = start();
    assertThat(seen(next, view -> view.conversation(1)).position()).isEqualTo(32);
    assertThat(ask(next, CORA, "r30", post(1, 30)).get()).isEqualTo(new Reply.Done(1, 32));
  }

  @Test
  void everySoManyEntriesASnapshotIsTaken() throws Exception {
    DeskNode desk = start(new LoopLimits(64, 16, 20_000, 10, 1_000_000));
    ask(desk, CORA, "r0", launch(CORA)).get();
    assertThat(memory.newestSnapshot()).isNull();
    for (int i = 1; i <= 8; i++) {
      ask(desk, CORA, "r" + i, post(1, i)).get();
    }
    await().until(() -> desk.metrics().snapshots() == 1);
    assertThat(memory.newestSnapshot().sequence()).isEqualTo(10);
    assertThat(Recovery.from(memory, DeskRules.DEFAULT).desk().image())
        .isEqualTo(RecoveryTest.folded(memory).image());
  }

  @Test
  void sessionsOfBeforeAreGoneAfterAStart() throws Exception {
    DeskNode desk = start();
    ask(desk, ANA, null, new Command.OpenSession("s1", 2, Skills.NONE, List.of())).get();
    assertThat(seen(desk, view -> view.agent("ana")).connected()).isTrue();
    desk.close();
    DeskNode next = start();
    assertThat(seen(next, view -> view.agent("ana")).connected()).isFalse();
  }

  @Test
  void historyComesFromMemoryWhereItIsRecentElseFromTheJournal() throws Exception {
    DeskNode desk = start();
    ask(desk, CORA, "r0", launch(CORA)).get();
    for (int i = 1; i <= 5; i++) {
      ask(desk, CORA, "r" + i, post(1, i)).get();
    }
    assertThat(desk.history(1, 0, 7)).isEqualTo(stored());
    desk.close();
    DeskNode next = start();
    ask(next, CORA, "r6", post(1, 6)).get();
    assertThat(texts(next.history(1, 2, 8)))
        .containsExactly(
            "message 1", "message 2", "message 3", "message 4", "message 5", "message 6");
    journal.away(true);
    assertThat(texts(next.history(1, 7, 8))).containsExactly("message 6");
  }

  // --- words ---

  private DeskNode start() throws Exception {
    return start(LIMITS);
  }

  private DeskNode start(LoopLimits limits) throws Exception {
    return start(limits, journal);
  }

  private DeskNode start(LoopLimits limits, Journal on) throws Exception {
    return start("alone", new MemoryLease.Desk(), limits, on);
  }

  private DeskNode start(String node, MemoryLease.Desk lead, LoopLimits limits, Journal on)
      throws Exception {
    DeskNode desk =
        DeskNode.start(
            node,
            new DeskNode.Ports(on, new MemoryLease(lead, node, on), Bus.NONE),
            DeskRules.DEFAULT,
            limits,
            wallMs::get,
            failure::set);
    loops.add(desk);
    return desk;
  }

  private static CompletableFuture<Reply> ask(
      DeskNode desk, Actor by, String request, Command command) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    desk.submit(
        by,
        request,
        command,
        answer -> assertThat(reply.complete(answer)).as("answered once").isTrue());
    return reply;
  }

  /// Asks until it is not turned away.
  private static Reply insist(DeskNode desk, Actor by, String request, Command command) {
    return await()
        .until(
            () -> ask(desk, by, request, command).join(),
            reply -> !(reply instanceof Reply.Unavailable));
  }

  private static <T> T seen(DeskNode desk, Function<DeskView, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    desk.read(view -> answer.complete(question.apply(view)));
    return answer.join();
  }

  private static Conversation.Offer offer(DeskNode desk) {
    return seen(
        desk,
        view ->
            view.conversation(1).stage() instanceof Stage.Waiting waiting
                ? waiting.offer()
                : null);
  }

  private List<Entry> stored() {
    List<Entry> stored = new ArrayList<>();
    memory.replay(0, stored::add);
    return stored;
  }

  private static List<String> texts(List<Entry> entries) {
    return entries.stream()
        .map(Entry::event)
        .filter(Event.Posted.class::isInstance)
        .map(event -> ((Event.Posted) event).text())
        .toList();
  }

  private static String name(Reply reply) {
    return reply.getClass().getSimpleName();
  }

  private static Command.Post post(long conversation, int number) {
    return new Command.Post(conversation, "message " + number, false);
  }

  static Command.LaunchChat launch(Actor customer) {
    return new Command.LaunchChat(
        new Customer(
            customer.id(),
            customer.name(),
            customer.id() + "@example.test",
            "o",
            "O",
            null,
            null,
            null,
            null,
            List.of()),
        Intake.EMPTY,
        Line.GENERAL,
        Skills.NONE,
        new Standing("Basic", 1, 0, 300_000, false, List.of()));
  }
}
