package switchboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// A way to a server that a test can cut, or stall in either direction, or that loses the answer to what was last sent over it, as a network does at the worst moment.
public final class LossyLink implements AutoCloseable {
  private final ServerSocket entrance = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile CountDownLatch swallowed;
  private volatile boolean cut;
  private final Gate there = new Gate();
  private final Gate back = new Gate();

  /// Where bytes wait while a direction is stalled.
  private static final class Gate {
    private boolean shut;

    synchronized void set(boolean isShut) {
      shut = isShut;
      notifyAll();
    }

    synchronized void pass() {
      while (shut) {
        try {
          wait();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  /// @param port of the server
  public LossyLink(int port) throws IOException {
    this.port = port;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /// From now on nothing goes through.
  public void cut() throws IOException {
    cut = true;
    for (Socket socket : open) {
      socket.close();
    }
  }

  /// Connections can be made again, and everything flows.
  public void mend() {
    cut = false;
    there.set(false);
    back.set(false);
  }

  /// From now on nothing arrives at the server, though nothing breaks.
  public void stallThere() {
    there.set(true);
  }

  /// From now on nothing comes back from the server, though nothing breaks.
  public void stallBack() {
    back.set(true);
  }

  /// From now on an answer does not arrive; the connection breaks instead, after which all is well again.
  public void loseTheNextAnswer() {
    swallowed = new CountDownLatch(1);
  }

  public boolean hasLostIt() {
    return swallowed.getCount() == 0;
  }

  private void accept() {
    try {
      while (true) {
        connect(entrance.accept());
      }
    } catch (IOException e) {
      // closed
    }
  }

  /// A server that is away refuses whoever comes.
  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket("127.0.0.1", port);
      Thread.ofVirtual().start(() -> copy(client, server, false));
      Thread.ofVirtual().start(() -> copy(server, client, true));
    } catch (IOException e) {
      client.close();
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    byte[] bytes = new byte[1 << 16];
    open.add(from);
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      if (cut) {
        return;
      }
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        CountDownLatch losing = swallowed;
        if (answers && losing != null && losing.getCount() > 0) {
          losing.countDown();
          return;
        }
        (answers ? back : there).pass();
        out.write(bytes, 0, count);
      }
    } catch (IOException e) {
      // The other end has gone.
    } finally {
      open.remove(from);
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
    there.set(false);
    back.set(false);
  }
}
