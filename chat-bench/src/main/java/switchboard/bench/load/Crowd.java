package switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import switchboard.client.WebSocketClient;
import switchboard.client.WebSocketClient.Connection;
import switchboard.client.WebSocketClient.Listener;

/// Many connections that are greeted and then only kept alive, from many addresses.
final class Crowd implements AutoCloseable {
  private static final int CONNECTING_MAX = 200;
  private static final int PER_ADDRESS = 250;
  private static final int LIMIT_S = 300;

  private final WebSocketClient client;
  private final URI server;
  private final IntFunction<byte[]> greeting;
  private final byte @Nullable [] ping;
  private final int pingSeconds;
  private final int size;
  private final List<Member> members = new ArrayList<>();
  private final CompletableFuture<Void> complete = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  // Of the client's thread.
  private int greeted;
  private int left;
  private boolean leaving;

  /// @param greeting what each sends first; it is in when it gets an answer
  /// @param ping what each then sends every so many seconds; null for nothing
  Crowd(
      WebSocketClient client,
      URI server,
      int size,
      IntFunction<byte[]> greeting,
      byte @Nullable [] ping,
      int pingSeconds) {
    this.client = client;
    this.server = server;
    this.size = size;
    this.greeting = greeting;
    this.ping = ping;
    this.pingSeconds = pingSeconds;
  }

  /// Returns when all are in.
  void gather() throws Exception {
    client
        .thread()
        .execute(
            () -> {
              for (int i = 0; i < Math.min(CONNECTING_MAX, size); i++) {
                connectNext();
              }
            });
    complete.get(LIMIT_S, TimeUnit.SECONDS);
  }

  private void connectNext() {
    if (members.size() == size) {
      return;
    }
    int number = members.size();
    Member member = new Member(number);
    members.add(member);
    try {
      client.connect(server, address(number), null, member);
    } catch (IOException e) {
      complete.completeExceptionally(e);
    }
  }

  /// 127.0.1.1 and on.
  private static InetAddress address(int number) throws IOException {
    int host = number / PER_ADDRESS;
    return InetAddress.getByAddress(
        new byte[] {127, 0, (byte) (1 + host / 250), (byte) (1 + host % 250)});
  }

  /// Closes all of them; returns when they are gone.
  @Override
  public void close() throws Exception {
    client
        .thread()
        .execute(
            () -> {
              leaving = true;
              members.forEach(Member::leave);
            });
    gone.get(LIMIT_S, TimeUnit.SECONDS);
  }

  private final class Member implements Listener {
    private final int number;
    private @Nullable Connection connection;
    private @Nullable ScheduledFuture<?> pinging;
    private boolean in;

    Member(int number) {
      this.number = number;
    }

    @Override
    public void opened(Connection opened) {
      connection = opened;
      opened.send(greeting.apply(number));
    }

    @Override
    public void received(Connection from, ByteBuf text) {
      if (in) {
        return;
      }
      in = true;
      byte[] frame = ping;
      if (frame != null) {
        EventLoop thread = from.thread();
        // not all at once
        long firstMs =
            ThreadLocalRandom.current().nextLong(TimeUnit.SECONDS.toMillis(pingSeconds));
        pinging =
            thread.scheduleAtFixedRate(
                () -> from.send(frame),
                firstMs,
                TimeUnit.SECONDS.toMillis(pingSeconds),
                TimeUnit.MILLISECONDS);
      }
      if (++greeted == size) {
        complete.complete(null);
      } else {
        connectNext();
      }
    }

    void leave() {
      if (connection != null) {
        connection.close();
      }
    }

    @Override
    public void closed(int code) {
      if (pinging != null) {
        pinging.cancel(false);
      }
      if (!leaving) {
        complete.completeExceptionally(
            new IllegalStateException(
                "connection %d of %d was closed with %d".formatted(number, size, code)));
      }
      if (++left == members.size()) {
        gone.complete(null);
      }
    }
  }
}
