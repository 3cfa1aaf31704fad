package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.protocol.AgentState;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Intake;
import switchboard.protocol.MarkKind;
import switchboard.protocol.Position;
import switchboard.protocol.WantsView;
import switchboard.protocol.codec.Codec;

/// Damaged and made-up bytes, from the handshake on: never a fault of ours, and everybody else goes on undisturbed.
class HostileBytesTest {
  private static final int FRAMES = 300;
  private static final String R = "request-1";

  private static final List<ClientMessage> GOOD =
      List.of(
          new ClientMessage.Hello("ines/Elite", List.of(new Position(1, "epoch", 3))),
          new ClientMessage.Ping(),
          new ClientMessage.Typing(1, true),
          new ClientMessage.LaunchChat(R, new Intake("a", "b", "c", "d", "e", List.of("http://x"))),
          new ClientMessage.ReviseIntake(R, 1, Intake.EMPTY),
          new ClientMessage.PostMessage(R, 1, "Grüße 👋", false),
          new ClientMessage.Mark(R, 1, MarkKind.READ, 3),
          new ClientMessage.OpenTicket(R, 1, "subject"),
          new ClientMessage.CloseConversation(R, 1),
          new ClientMessage.ReadHistory(R, 1, 5),
          new ClientMessage.SetState(R, AgentState.AVAILABLE),
          new ClientMessage.AcceptOffer(R, 1),
          new ClientMessage.DeclineOffer(R, 1, "busy"),
          new ClientMessage.EndWrapUp(R, 1),
          new ClientMessage.AssignTicket(R, 1, "dana"),
          new ClientMessage.ResolveTicket(R, 1),
          new ClientMessage.ChangeWants(R, 1, WantsView.ANYBODY),
          new ClientMessage.ReadTeam(R),
          new ClientMessage.TransferChat(R, 1, null, "Billing", "summary"),
          new ClientMessage.WeighChat(R, 1, 2),
          new ClientMessage.RateChat(R, 1, 4, "quick"),
          new ClientMessage.AssignChat(R, 1, null),
          new ClientMessage.BoostChat(R, 1),
          new ClientMessage.JoinChat(R, 1, true),
          new ClientMessage.MarkVip(R, 1, true),
          new ClientMessage.PauseQueue(R, "Billing", true),
          new ClientMessage.Follow(R, 1),
          new ClientMessage.Unfollow(R, 1),
          new ClientMessage.WatchBoard(R, true));

  private static TestGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        TestGateway.start(
            TestGateway.RULES, TestGateway.limits().withRates(1_000_000, 1_000_000));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void damagedMessages(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (TestClient hostile = gateway.staff("supervisor", "mallory" + seed)) {
      for (int i = 0; i < FRAMES && !hostile.isClosed(); i++) {
        byte[] frame = Codec.encode(GOOD.get(random.nextInt(GOOD.size())));
        hostile.sendFrame(0x81, damaged(frame, random));
      }
    } catch (UncheckedIOException cutOff) {
      // The server may close whoever sends nonsense.
    }
    assertThatAllIsWell();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void madeUpFrames(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      try (TestClient hostile = TestClient.connect(gateway.way())) {
        for (int frame = 0; frame < 10 && !hostile.isClosed(); frame++) {
          hostile.sendFrame(random.nextInt(256), bytes(random, random.nextInt(300)));
        }
      } catch (UncheckedIOException cutOff) {
        // Mostly at the first frame.
      }
    }
    assertThatAllIsWell();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void madeUpRequests(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good =
        "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: switchboard.v1\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 60; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port)) {
        OutputStream out = socket.getOutputStream();
        out.write(damaged(good, random));
        out.write(bytes(random, random.nextInt(2_000)));
      } catch (IOException cutOff) {
        // As it should be.
      }
    }
    assertThatAllIsWell();
  }

  private static byte[] damaged(byte[] frame, SplittableRandom random) {
    byte[] damaged = frame.clone();
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      switch (random.nextInt(3)) {
        case 0 -> damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        case 1 -> damaged[random.nextInt(damaged.length)] = (byte) "{}[]\",:0-eE\\".charAt(random.nextInt(12));
        default -> {
          int from = random.nextInt(damaged.length);
          int to = random.nextInt(damaged.length);
          damaged[from] = damaged[to];
        }
      }
    }
    return damaged;
  }

  private static byte[] bytes(SplittableRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void assertThatAllIsWell() {
    assertThat(gateway.sockets.metrics().faults()).isZero();
    try (TestClient decent = gateway.customer("decent", "Basic")) {
      decent.settle();
    }
    assertThat(gateway.desk.metrics().faults()).isZero();
  }
}
