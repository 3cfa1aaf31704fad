package switchboard.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// However many connections come at once, so many a second begin to be read.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArrivalsTest {

  @Test
  void whoComesWithManyWaitsTheirTurnAndIsServed() throws Exception {
    try (TestGateway gateway = start(20)) {
      long began = System.nanoTime();
      List<TestClient> clients = new ArrayList<>();
      // 10 at once, the other 20 at 20 a second
      for (int i = 0; i < 30; i++) {
        clients.add(TestClient.connect(gateway.way()));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
      assertThat(clients).noneMatch(TestClient::isClosed);
    }
  }

  @Test
  void whoFindsNoPlaceToWaitIsClosedAndTheOthersAreServed() throws Exception {
    try (TestGateway gateway = start(1)) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket socket = connect(gateway);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        sockets.add(socket);
      }
      // one is read at once, six in the six seconds that they may wait
      int closed = 0;
      for (Socket socket : sockets) {
        closed += isAnswered(socket) ? 0 : 1;
        socket.close();
      }
      assertThat(closed).isEqualTo(1);
    }
  }

  private static boolean isAnswered(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == 'H';
    } catch (SocketException e) {
      return false; // closed with the request unread
    }
  }

  private static Socket connect(TestGateway gateway) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.way().port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static TestGateway start(int perSecond) throws Exception {
    return TestGateway.start(
        TestGateway.RULES, TestGateway.limits().withConnections(1_000, 1_000, 10_000, perSecond, 12));
  }
}
