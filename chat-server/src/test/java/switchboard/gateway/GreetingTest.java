package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;

/// Many who come at once, through real sockets: two are greeted at a time, by a doorkeeper who takes his time.
class GreetingTest {
  private static final GreetingLimits LIMITS =
      new GreetingLimits(2, 6, 2, 4, 4, Duration.ofSeconds(8), Duration.ofSeconds(30));

  private final Semaphore mayPass = new Semaphore(0);
  private final List<String> order = new CopyOnWriteArrayList<>();
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        TestGateway.start(
            TestGateway.limits().withGreetings(LIMITS), (token, _) -> lookAt(token));
  }

  @AfterEach
  void stop() {
    mayPass.release(1_000);
    gateway.close();
  }

  private void lookAt(@Nullable String token) {
    order.add(String.valueOf(token).split("/")[0]);
    mayPass.acquireUninterruptibly();
  }

  private TestClient comes(String name, Position... positions) {
    TestClient client = TestClient.connect(gateway.way());
    client.send(new ClientMessage.Hello(name + "/Basic", List.of(positions)));
    return client;
  }

  private TestClient comesBack(String name) {
    return comes(name, new Position(4812, gateway.desk.epoch(), 1));
  }

  private void occupy() {
    comes("first");
    comes("second");
    await().until(() -> order.size() == 2);
  }

  private void awaitWaiting(int count) {
    await().until(() -> gateway.sockets.greetingsWaiting() == count);
  }

  private void letPass(int count) {
    for (int i = 0; i < count; i++) {
      int looked = order.size();
      mayPass.release();
      await().until(() -> order.size() == looked + 1);
    }
  }

  @Test
  void whoComesBackIsWelcomedBeforeWhoIsNewButNewOnesAreNotForgotten() {
    occupy();
    TestClient newcomer = comes("new");
    awaitWaiting(1);
    for (int i = 1; i <= 5; i++) {
      comesBack("back" + i);
      awaitWaiting(1 + i);
    }
    letPass(6);
    assertThat(order.subList(2, 8))
        .containsExactly("back1", "back2", "back3", "new", "back4", "back5");
    mayPass.release(8);
    newcomer.next(ServerMessage.Welcome.class);
  }

  @Test
  void anotherEpochsPositionsGainNothing() {
    occupy();
    comes("liar", new Position(4812, "another epoch", 1));
    awaitWaiting(1);
    comesBack("back");
    awaitWaiting(2);
    letPass(2);
    assertThat(order.subList(2, 4)).containsExactly("back", "liar");
  }

  @Test
  void whoFindsTheLineFullIsToldWhenToComeBackAndThoseWhoReturnStillFindTheirs() {
    occupy();
    for (int i = 0; i < LIMITS.newcomers(); i++) {
      comes("new" + i);
    }
    awaitWaiting(LIMITS.newcomers());
    TestClient late = comes("late");
    var problem = late.next(ServerMessage.ProblemFound.class).problem();
    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(problem.retryAfterMs()).isBetween(1_000L, 1_250L);
    assertThat(late.closeCode()).isEqualTo(CloseCode.OVERLOADED.code());
    assertThat(gateway.sockets.metrics().greetingsPutOff()).isEqualTo(1);
    comesBack("back");
    awaitWaiting(LIMITS.newcomers() + 1);
  }

  @Test
  void whoGoesWhileWaitingLeavesNoGapAndWhoGoesWhileGreetedMakesRoom() {
    TestClient first = comes("first");
    comes("second");
    await().until(() -> order.size() == 2);
    TestClient goes = comesBack("goes");
    awaitWaiting(1);
    comesBack("stays");
    awaitWaiting(2);
    goes.close();
    awaitWaiting(1);
    first.close();
    await().until(() -> order.contains("stays"));
    assertThat(order).doesNotContain("goes");
  }

  @Test
  void whoProvesNothingMakesRoomAtOnce() {
    mayPass.release(1_000);
    for (int i = 0; i < 20; i++) {
      TestClient stranger = TestClient.connect(gateway.way());
      stranger.send(
          new ClientMessage.Hello(
              "nonsense", List.of(new Position(1, gateway.desk.epoch(), 1))));
      assertThat(stranger.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
    }
    comes("ines").next(ServerMessage.Welcome.class);
    assertThat(gateway.sockets.greetingsWaiting()).isZero();
  }
}
