package switchboard.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.ServerMessage;

/// What the gateway does with clients that take more than their share.
class AbuseTest {

  @Test
  void whoPingsAndNeverReadsIsCutOffBeforeItCostsMemory() throws Exception {
    try (TestGateway gateway = TestGateway.start();
        TestClient client =
            TestClient.connectUnreading(gateway.way().withReceiveBytes(4 * 1024))) {
      long pinged = 0;
      try {
        while (pinged < 500_000_000) {
          client.ping();
          pinged += 100;
        }
      } catch (UncheckedIOException cutOff) {
        assertThat(pinged).isLessThan(100_000_000);
      }
      assertThat(gateway.sockets.metrics().slowConsumers()).isEqualTo(1);
    }
  }

  @Test
  void whoDoesNotReadIsCutOffAndTheOthersNoticeNothing() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(
            TestGateway.RULES, TestGateway.limits().withRates(100_000, 100_000))) {
      Chat chat = Chat.between(gateway, "ines", "dana");
      TestClient stuck =
          TestClient.connectUnreading(gateway.way().withReceiveBytes(4 * 1024));
      stuck.send(new ClientMessage.Hello("ines/Elite", java.util.List.of()));
      String long1 = "x".repeat(8_000);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                for (int i = 0; i < 50; i++) {
                  chat.agent().done(Chat.post(chat.number(), long1));
                }
                return gateway.sockets.metrics().slowConsumers() == 1;
              });
      chat.customer().done(Chat.post(chat.number(), "still here"));
      Chat.message(chat.agent(), "still here");
    }
  }

  @Test
  void whoSaysNoHelloIsClosed() throws Exception {
    try (TestGateway gateway = withTimes(10_000, 200, 10_000);
        TestClient client = TestClient.connect(gateway.way())) {
      assertThat(client.closeCode()).isEqualTo(CloseCode.NO_HELLO.code());
    }
  }

  @Test
  void whoFallsSilentIsClosed() throws Exception {
    try (TestGateway gateway = withTimes(10_000, 10_000, 300);
        TestClient client = gateway.customer("ines", "Basic")) {
      assertThat(client.closeCode()).isEqualTo(CloseCode.SILENT.code());
    }
  }

  @Test
  void whoSendsARequestByTheDropIsCutOff() throws Exception {
    try (TestGateway gateway = withTimes(300, 10_000, 10_000);
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), gateway.port)) {
      slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: x".getBytes());
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void whoSendsTooFastIsToldWhenToGoOnAndAtLastClosed() throws Exception {
    try (TestGateway gateway =
            TestGateway.start(TestGateway.RULES, TestGateway.limits().withRates(1, 5));
        TestClient client = gateway.customer("ines", "Basic")) {
      for (int i = 0; i < 20; i++) {
        client.send(new ClientMessage.Ping());
      }
      var problem = client.next(ServerMessage.ProblemFound.class).problem();
      assertThat(problem.code()).isEqualTo(ErrorCode.RATE_LIMITED);
      assertThat(problem.retryAfterMs()).isBetween(1L, 1_001L);
      assertThat(client.isClosed()).isFalse();
      sendUntilClosed(client, 120, () -> client.send(new ClientMessage.Ping()));
      assertThat(client.closeCode()).isEqualTo(CloseCode.OVERLOADED.code());
    }
  }

  @Test
  void whoSendsOnlyNonsenseIsAtLastClosed() throws Exception {
    try (TestGateway gateway =
            TestGateway.start(
                TestGateway.RULES, TestGateway.limits().withRates(100_000, 100_000));
        TestClient client = gateway.customer("ines", "Basic")) {
      sendUntilClosed(client, 101, () -> client.sendText("nonsense"));
      assertThat(client.closeCode()).isEqualTo(CloseCode.PROTOCOL_VIOLATION.code());
    }
  }

  private static void sendUntilClosed(TestClient client, int times, Runnable send) {
    try {
      for (int i = 0; i < times && !client.isClosed(); i++) {
        send.run();
      }
    } catch (UncheckedIOException closedMeanwhile) {
      // Why, its close code tells.
    }
  }

  @Test
  void oneAddressMayHaveOnlySoManyConnections() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(
            TestGateway.RULES, TestGateway.limits().withConnections(100, 2, 100, 10_000, 12))) {
      TestClient first = gateway.customer("a", "Basic");
      gateway.customer("b", "Basic");
      assertRefused(gateway);
      first.close();
      await().atMost(5, SECONDS).until(() -> gateway.gateway.connections() == 1);
      gateway.customer("c", "Basic");
    }
  }

  @Test
  void behindATrustedProxyEachAddressIsCountedByItself() throws Exception {
    try (TestGateway gateway =
        TestGateway.startBehindProxy(TestGateway.limits().withConnections(100, 1, 100, 10_000, 12))) {
      TestClient first = TestClient.connect(from(gateway, "203.0.113.1"));
      first.hello("a/Basic");
      assertThatThrownBy(() -> TestClient.connect(from(gateway, "198.51.100.9, 203.0.113.1")))
          .hasMessageContaining("429");
      TestClient.connect(from(gateway, "203.0.113.2")).hello("b/Basic");
      first.close();
      await().atMost(5, SECONDS).until(() -> gateway.gateway.connections() == 1);
      TestClient.connect(from(gateway, "203.0.113.1")).hello("a/Basic");
    }
  }

  private static TestClient.Way from(TestGateway gateway, String forwardedFor) {
    return gateway.way().with("X-Forwarded-For", forwardedFor);
  }

  @Test
  void oneAddressMayConnectOnlySoOften() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(
            TestGateway.RULES, TestGateway.limits().withConnections(100, 100, 3, 10_000, 12))) {
      for (int i = 0; i < 3; i++) {
        gateway.customer("a" + i, "Basic").close();
      }
      assertRefused(gateway);
    }
  }

  private static void assertRefused(TestGateway gateway) {
    long before = gateway.gateway.connectionsRefused();
    try (TestClient _ = TestClient.connect(gateway.way())) {
      throw new AssertionError("the connection was taken");
    } catch (UncheckedIOException expected) {
      assertThat(gateway.gateway.connectionsRefused()).isEqualTo(before + 1);
    }
  }

  @Test
  void oneCustomerMayHaveOnlySoManyTabs() throws Exception {
    try (TestGateway gateway =
        TestGateway.start(
            TestGateway.RULES, TestGateway.limits().withConnections(100, 100, 100, 10_000, 2))) {
      gateway.customer("ines", "Basic");
      gateway.customer("ines", "Basic");
      TestClient third = TestClient.connect(gateway.way());
      third.send(new ClientMessage.Hello("ines/Basic", java.util.List.of()));
      assertThat(third.closeCode()).isEqualTo(CloseCode.OVERLOADED.code());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-WebSocket-Version, 8, 426",
    "Sec-WebSocket-Protocol, chat, 400",
    "Sec-WebSocket-Protocol, 'chat, switchboard.v1', 101",
    "Origin, https://evil.example, 403",
    "Origin, https://dashboard.example, 101",
    "Upgrade, h2c, 400",
  })
  void theHandshakeIsRefusedUnlessItIsOurs(String header, String value, int status)
      throws Exception {
    try (TestGateway gateway = TestGateway.start()) {
      assertThat(TestClient.handshakeStatus(gateway.way().with(header, value)))
          .isEqualTo(status);
    }
  }

  private static TestGateway withTimes(int requestMs, int helloMs, int silenceMs)
      throws Exception {
    return TestGateway.start(
        TestGateway.RULES,
        TestGateway.limits()
            .withTimes(
                Duration.ofMillis(requestMs),
                Duration.ofMillis(helloMs),
                Duration.ofMillis(silenceMs)));
  }
}
