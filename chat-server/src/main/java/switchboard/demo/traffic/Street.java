package switchboard.demo.traffic;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.client.SignIn;
import switchboard.client.WebSocketClient;

/// The way to the server that all simulated people share. What they do, they do on its one thread; only signing in blocks, and is done beside it.
final class Street implements AutoCloseable {
  private static final int ADDRESSES_PER_BLOCK = 250;

  private final WebSocketClient client = new WebSocketClient(1);
  private final HttpClient http;
  private final SignIn signIn;
  private final ExecutorService signIns =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sign-in-", 0).factory());
  private final URI socket;
  private final boolean ownAddresses;
  final Tally tally = new Tally();
  final Pace pace;

  /// Tells this run's requests from those of earlier runs, which the server may remember.
  private final String run = Long.toString(System.currentTimeMillis(), 36);

  private final AtomicLong visits = new AtomicLong();

  Street(InetSocketAddress server, Pace pace) {
    this.pace = pace;
    InetAddress address = server.getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : server.getHostString();
    ownAddresses =
        (address.isAnyLocalAddress() || address.isLoopbackAddress())
            && !host.contains(":")
            && System.getProperty("os.name").equals("Linux");
    socket = URI.create("ws://" + host + ":" + server.getPort() + "/ws");
    http = http();
    signIn = new SignIn(http, URI.create("http://" + host + ":" + server.getPort()));
  }

  private HttpClient http() {
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    InetAddress from = address(0);
    return (from == null ? builder : builder.localAddress(from)).build();
  }

  /// With what the ids of all requests begin that somebody makes from coming to leaving. A customer who comes again asks for something new.
  String newRequestPrefix() {
    return "%s-%d-".formatted(run, visits.incrementAndGet());
  }

  EventLoop thread() {
    return client.thread();
  }

  /// @param number of the person: each has an address of their own where there are enough, as in life. So the limits of one address neither turn them
  ///   away nor are used up for who tries the demo at this machine.
  void connect(int number, @Nullable String cookie, WebSocketClient.Listener listener) {
    client.connect(socket, address(number + 1), cookie, listener);
  }

  private @Nullable InetAddress address(int number) {
    if (!ownAddresses) {
      return null;
    }
    try {
      return InetAddress.getByAddress(
          new byte[] {
            127,
            0,
            (byte) (1 + number / ADDRESSES_PER_BLOCK),
            (byte) (1 + number % ADDRESSES_PER_BLOCK)
          });
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /// How somebody gets their token or cookie.
  interface Door {
    String open(SignIn signIn) throws IOException, InterruptedException;
  }

  /// Signs somebody in and goes on, on the thread, with what they got; null when they were not let in.
  void signIn(Door door, Consumer<@Nullable String> then) {
    try {
      signIns.execute(
          () -> {
            String credential = null;
            try {
              credential = door.open(signIn);
            } catch (IOException | RuntimeException e) {
              tally.fault(e);
            } catch (InterruptedException e) {
              return; // the street is closed
            }
            String got = credential;
            thread().execute(() -> then.accept(got));
          });
    } catch (RejectedExecutionException e) {
      // likewise
    }
  }

  void later(long ms, Runnable step) {
    thread().schedule(step, ms, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    signIns.shutdownNow();
    signIns.close();
    http.shutdownNow();
    client.close();
  }
}
