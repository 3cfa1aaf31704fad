package switchboard.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.runtime.Bus;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NatsBusTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private NatsServer server;
  private final List<NatsBus> buses = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = NatsServer.start();
  }

  @AfterEach
  void stop() throws Exception {
    buses.forEach(NatsBus::close);
    server.close();
  }

  @Test
  void othersHearWhatIsPublishedInOrderAndTheSenderDoesNot() {
    NatsBus ana = connected();
    NatsBus ben = connected();
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> ownEcho = new ConcurrentLinkedQueue<>();
    ana.listen("s", message -> ownEcho.add(text(message)));
    ben.listen("s", message -> heard.add(text(message)));
    awaitListening(ana, ben, "s", heard);
    for (int i = 0; i < 1_000; i++) {
      ana.publish("s", bytes("m" + i));
    }
    await().until(() -> heard.contains("m999"));
    assertThat(heard).containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(i -> "m" + i).toList());
    assertThat(ownEcho).isEmpty();
  }

  @Test
  void whoAsksIsAnsweredOnce() {
    NatsBus ana = connected();
    NatsBus ben = connected();
    ben.serve("double", (message, answer) -> answer.accept(bytes(text(message) + text(message))));
    await().until(() -> ask(ana, "double", "ab", PATIENCE).join().equals("abab"));
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 500).mapToObj(i -> ask(ana, "double", "" + i, PATIENCE)).toList();
    for (int i = 0; i < 500; i++) {
      assertThat(answers.get(i).join()).isEqualTo("" + i + i);
    }
  }

  @Test
  void whoAsksWhereNobodyServesHearsSoAtOnce() {
    NatsBus ana = connected();
    long began = System.nanoTime();
    assertThat(ask(ana, "nothing", "?", PATIENCE).join()).isEqualTo("nobody");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
  }

  @Test
  void whoServesNoMoreIsNobody() {
    NatsBus ana = connected();
    NatsBus ben = connected();
    Bus.Subscription serving = ben.serve("s", (message, answer) -> answer.accept(message));
    await().until(() -> ask(ana, "s", "x", PATIENCE).join().equals("x"));
    serving.close();
    await().until(() -> ask(ana, "s", "x", PATIENCE).join().equals("nobody"));
  }

  @Test
  void whoIsNotAnsweredInTimeHearsThatAllIsSilent() {
    NatsBus ana = connected();
    NatsBus ben = connected();
    AtomicInteger asked = new AtomicInteger();
    ben.serve("s", (_, _) -> asked.incrementAndGet());
    await()
        .until(() -> ask(ana, "s", "x", Duration.ofMillis(100)).join().equals("silent"));
    assertThat(asked.get()).isPositive();
  }

  @Test
  void withoutNatsNothingIsSentAndNobodyIsThere() throws Exception {
    server.kill();
    NatsBus lone = NatsBus.connect(server.url(), "lone");
    buses.add(lone);
    assertThat(lone.connected()).isFalse();
    lone.publish("s", bytes("lost"));
    assertThat(lone.metrics().lost()).isEqualTo(1);
    assertThat(ask(lone, "s", "x", PATIENCE)).isCompletedWithValue("nobody");
    server.startAgain();
    await().atMost(Duration.ofSeconds(10)).until(lone::connected);
  }

  @Test
  void afterNatsWasAwayEverythingGoesOnAndThereWasAGap() throws Exception {
    NatsBus ana = connected();
    NatsBus ben = connected();
    AtomicInteger gaps = new AtomicInteger();
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    ben.onGap(gaps::incrementAndGet);
    ben.listen("s", message -> heard.add(text(message)));
    ben.serve("mute", (_, _) -> {});
    awaitListening(ana, ben, "s", heard);
    await().until(() -> ask(ana, "mute", "x", Duration.ofMillis(50)).join().equals("silent"));
    CompletableFuture<String> underWay = ask(ana, "mute", "x", Duration.ofMinutes(1));
    server.kill();
    assertThat(underWay.join()).isEqualTo("silent");
    await().until(() -> !ana.connected() && !ben.connected());
    server.startAgain();
    await().atMost(Duration.ofSeconds(10)).until(() -> ana.connected() && gaps.get() > 0);
    awaitListening(ana, ben, "s", heard);
  }

  @Test
  void aNatsThatLetsNobodyInForAWhileIsTriedUntilItDoes() throws Exception {
    NatsBus ana = connected();
    NatsBus ben = connected();
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    ben.listen("s", message -> heard.add(text(message)));
    server.kill();
    server.startAgainFor("ana", "another password");
    await().until(() -> !ana.connected() && !ben.connected());
    NatsBus late = NatsBus.connect(server.url(), "late");
    buses.add(late);
    await().atMost(Duration.ofSeconds(20)).until(() -> server.turnedAway() >= 6);
    server.kill();
    server.startAgain();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ana.connected() && ben.connected() && late.connected());
    awaitListening(ana, ben, "s", heard);
  }

  @Test
  void aNatsThatHangsIsFoundOut() throws Exception {
    NatsBus ana = connected();
    server.freeze();
    await().atMost(Duration.ofSeconds(10)).until(() -> !ana.connected());
    server.thaw();
    await().atMost(Duration.ofSeconds(10)).until(ana::connected);
  }

  @Test
  void whatComesFasterThanItIsReadIsLostAndCountsAsAGap() throws Exception {
    NatsBus ana = connected();
    NatsBus ben = connected();
    AtomicInteger gaps = new AtomicInteger();
    ben.onGap(gaps::incrementAndGet);
    CountDownLatch reading = new CountDownLatch(1);
    Semaphore gate = new Semaphore(0);
    ben.listen(
        "s",
        _ -> {
          reading.countDown();
          gate.acquireUninterruptibly();
        });
    byte[] large = new byte[500_000];
    while (reading.getCount() > 0) {
      ana.publish("s", bytes("first"));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              ana.publish("s", large);
              return gaps.get() > 0;
            });
    gate.release(1_000_000);
  }

  @Test
  void aMessageThatIsTooLongIsRefusedBeforeItIsSent() {
    NatsBus ana = connected();
    assertThatThrownBy(() -> ana.publish("s", new byte[Bus.MESSAGE_BYTES_MAX + 1]))
        .hasMessageContaining("900001 bytes on s; at most 900000");
  }

  @Test
  void aUrlThatCannotBeReadIsRefusedWithoutItsPassword() {
    assertThatThrownBy(() -> NatsBus.connect("nats://u:secret@host:port:x", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the URL of NATS cannot be read")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  // --- words ---

  private NatsBus connected() {
    NatsBus bus = NatsBus.connect(server.url(), "test");
    buses.add(bus);
    await().until(bus::connected);
    return bus;
  }

  /// A subscription holds from when NATS has it.
  private static void awaitListening(
      NatsBus from, NatsBus to, String subject, ConcurrentLinkedQueue<String> heard) {
    await()
        .until(
            () -> {
              from.publish(subject, bytes("ready?"));
              return heard.contains("ready?");
            });
    // What was asked in between has come before this.
    from.publish(subject, bytes("now"));
    await().until(() -> heard.contains("now"));
    heard.clear();
  }

  private static CompletableFuture<String> ask(
      NatsBus bus, String subject, String text, Duration patience) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    bus.request(
        subject,
        bytes(text),
        patience,
        new Bus.Receiver() {
          @Override
          public void answered(byte[] message) {
            once(text(message));
          }

          @Override
          public void nobody() {
            once("nobody");
          }

          @Override
          public void silent() {
            once("silent");
          }

          private void once(String outcome) {
            assertThat(answer.complete(outcome)).as("told once").isTrue();
          }
        });
    return answer;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
