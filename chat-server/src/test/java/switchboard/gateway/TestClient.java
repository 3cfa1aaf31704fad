package switchboard.gateway;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.Limits;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// A WebSocket client made of a plain socket, so that it can also do what no decent client does: not read, send nonsense, fall silent.
/// Messages are kept until they are asked for.
public final class TestClient implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FIN = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private final Socket socket;
  private final DataInputStream in;
  private final BufferedOutputStream out;
  private final List<ServerMessage> received = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private TestClient(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  // --- connecting ---

  /// How to connect; the defaults are those of a well-behaved client.
  public record Way(
      int port, Map<String, String> headers, SocketFactory sockets, int receiveBytes) {
    public static Way to(int port) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Host", "127.0.0.1:" + port);
      headers.put("Upgrade", "websocket");
      headers.put("Connection", "Upgrade");
      headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
      headers.put("Sec-WebSocket-Version", "13");
      headers.put("Sec-WebSocket-Protocol", Limits.SUBPROTOCOL);
      return new Way(port, headers, SocketFactory.getDefault(), 0);
    }

    public Way with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Way(port, more, sockets, receiveBytes);
    }

    public Way with(SocketFactory factory) {
      return new Way(port, headers, factory, receiveBytes);
    }

    /// With a small buffer for what nobody reads.
    public Way withReceiveBytes(int bytes) {
      return new Way(port, headers, sockets, bytes);
    }
  }

  public static TestClient connect(int port) {
    return connect(Way.to(port));
  }

  public static TestClient connect(Way way) {
    TestClient client = connectUnreading(way);
    Thread.ofVirtual().start(client::readAll);
    return client;
  }

  /// A client that shakes hands and then never reads.
  public static TestClient connectUnreading(Way way) {
    try {
      TestClient client = open(way);
      int status = client.readStatus();
      if (status != 101) {
        throw new IOException("handshake answered " + status);
      }
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The status with which the server answers the handshake.
  public static int handshakeStatus(Way way) {
    try (TestClient client = open(way)) {
      return client.readStatus();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestClient open(Way way) throws IOException {
    Socket socket = way.sockets().createSocket();
    if (way.receiveBytes() > 0) {
      socket.setReceiveBufferSize(way.receiveBytes());
    }
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), way.port()));
    TestClient client = new TestClient(socket);
    StringBuilder request = new StringBuilder("GET /ws HTTP/1.1\r\n");
    way.headers().forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    client.out.write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    client.out.flush();
    return client;
  }

  private int readStatus() throws IOException {
    String status = readLine();
    while (!readLine().isEmpty()) {}
    return Integer.parseInt(status.split(" ")[1]);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  // --- sending ---

  public TestClient send(ClientMessage message) {
    return sendFrame(FIN | TEXT, Codec.encode(message));
  }

  public TestClient sendText(String text) {
    return sendFrame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestClient ping() {
    return sendFrame(FIN | PING, new byte[100]);
  }

  /// Sends what a text begins with: how long it will be.
  public TestClient announceText(int length) {
    return sendFrame(FIN | TEXT, length, new byte[0]);
  }

  /// @param first the frame's first byte: FIN bit and opcode
  public TestClient sendFrame(int first, byte[] payload) {
    return sendFrame(first, payload.length, payload);
  }

  private synchronized TestClient sendFrame(int first, int length, byte[] payload) {
    try {
      out.write(first);
      if (length < 126) {
        out.write(0x80 | length);
      } else if (length < 65_536) {
        out.write(0x80 | 126);
        out.write(length >>> 8);
        out.write(length);
      } else {
        out.write(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8) {
          out.write((int) ((long) length >>> shift));
        }
      }
      // Masked with zeros, which is a mask like any other.
      out.write(new byte[4]);
      out.write(payload);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // --- receiving ---

  private void readAll() {
    try {
      while (true) {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
          length = in.readUnsignedShort();
        } else if (length == 127) {
          length = in.readLong();
        }
        byte[] payload = in.readNBytes((int) length);
        switch (first & 0xF) {
          case TEXT -> keep(new String(payload, StandardCharsets.UTF_8));
          case CLOSE -> {
            closed.complete((payload[0] & 0xFF) << 8 | payload[1] & 0xFF);
            wakeUp();
            sendFrame(FIN | CLOSE, payload);
          }
          default -> {}
        }
      }
    } catch (IOException | UncheckedIOException e) {
      closed.complete(-1);
      wakeUp();
    }
  }

  private void keep(String text) {
    ServerMessage message = Codec.decodeServerMessage(text);
    synchronized (received) {
      received.add(message);
      received.notifyAll();
    }
  }

  private void wakeUp() {
    synchronized (received) {
      received.notifyAll();
    }
  }

  /// The first message of a type that was not taken yet, waiting for it if need be.
  public <T extends ServerMessage> T next(Class<T> type) {
    return next(type, _ -> true);
  }

  public <T extends ServerMessage> T next(Class<T> type, Predicate<T> which) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (received) {
      while (true) {
        for (int i = 0; i < received.size(); i++) {
          ServerMessage message = received.get(i);
          if (type.isInstance(message) && which.test(type.cast(message))) {
            received.remove(i);
            return type.cast(message);
          }
        }
        long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (leftMs <= 0 || closed.isDone()) {
          throw new AssertionError(
              "no %s%s; there were %s"
                  .formatted(
                      type.getSimpleName(),
                      closed.isDone() ? ", closed with " + closed.join() : "",
                      received));
        }
        try {
          received.wait(leftMs);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  /// What came and was not taken, without waiting.
  public List<ServerMessage> untaken() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /// The code with which the server closed; -1 when it cut the connection.
  public int closeCode() {
    try {
      return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the server did not close; there were " + untaken(), e);
    }
  }

  public boolean isClosed() {
    return closed.isDone();
  }

  // --- the usual ---

  /// A new request id.
  public static String request() {
    return UUID.randomUUID().toString();
  }

  /// @param token null for staff
  public ServerMessage.Welcome hello(String token, Position... positions) {
    send(new ClientMessage.Hello(token, List.of(positions)));
    return next(ServerMessage.Welcome.class);
  }

  /// Sends a request and waits for it to be carried out.
  public ServerMessage.Done done(Request request) {
    send(request);
    return next(ServerMessage.Done.class, done -> done.request().equals(request.request()));
  }

  /// Sends a request and waits for it to be refused.
  public ServerMessage.Refused refused(Request request) {
    send(request);
    return next(
        ServerMessage.Refused.class, refused -> refused.request().equals(request.request()));
  }

  /// Waits for the answer to a ping, which comes after the answers that were ready before.
  public void settle() {
    send(new ClientMessage.Ping());
    next(ServerMessage.Pong.class);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
