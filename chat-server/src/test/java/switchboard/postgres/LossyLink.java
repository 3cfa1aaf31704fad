package switchboard.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/// A way to a database that can lose the answer to what was last sent over it, as a network does at the worst moment.
final class LossyLink implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
  private final int port;
  private volatile CountDownLatch swallowed;

  /// @param port of the database
  LossyLink(int port) throws IOException {
    this.port = port;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /// From now on an answer does not arrive; the connection breaks instead, after which all is well again.
  void loseTheNextAnswer() {
    swallowed = new CountDownLatch(1);
  }

  boolean hasLostIt() {
    return swallowed.getCount() == 0;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket database = new Socket("127.0.0.1", port);
        Thread.ofVirtual().start(() -> copy(client, database, false));
        Thread.ofVirtual().start(() -> copy(database, client, true));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] bytes = new byte[1 << 16];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        CountDownLatch losing = swallowed;
        if (answers && losing != null && losing.getCount() > 0) {
          losing.countDown();
          return;
        }
        out.write(bytes, 0, count);
      }
    } catch (IOException e) {
      // The other end has gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
