package switchboard.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import switchboard.client.WebSocketClient.Connection;
import switchboard.client.WebSocketClient.Listener;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Limits;
import switchboard.protocol.codec.Codec;

/// One end of a pair: first it finds its way to the other end, then it sends and receives what an exchange has it send. Lives on the client's thread.
abstract class End implements Listener {
  private final Pairs pairs;
  private final Scan scan = new Scan();
  private Runnable connecting = () -> {};
  private @Nullable Connection connection;
  private @Nullable Exchange exchange;
  private byte[] template = {};
  private int requestAt;
  private int textAt;
  private char side;
  private boolean ready;

  End(Pairs pairs) {
    this.pairs = pairs;
  }

  /// @param attempt begins to connect
  final void connect(Runnable attempt) {
    connecting = attempt;
    connectAgain();
  }

  final void connectAgain() {
    connecting.run();
  }

  @Override
  public final void opened(Connection opened) {
    connection = opened;
    greet();
  }

  abstract void greet();

  /// A frame on the way to the other end.
  abstract void arrange(String frame);

  final void send(ClientMessage message) {
    connection().send(Codec.encode(message));
  }

  final Connection connection() {
    return Objects.requireNonNull(connection);
  }

  final void pingEvery() {
    connection()
        .thread()
        .scheduleAtFixedRate(
            () -> send(new ClientMessage.Ping()),
            Limits.PING_SECONDS,
            Limits.PING_SECONDS,
            TimeUnit.SECONDS);
  }

  /// The way is found.
  ///
  /// @param mark `c` or `a`, and the other one at the other end
  final void ready(char mark, long conversation) {
    if (ready) {
      return;
    }
    ready = true;
    side = mark;
    String id = Scan.id(mark, 0);
    template =
        Codec.encode(
            new ClientMessage.PostMessage(
                id,
                conversation,
                id + " The checkout of our shop answers 502 since this morning.",
                false));
    String frame = new String(template, StandardCharsets.UTF_8);
    requestAt = frame.indexOf(id);
    textAt = frame.indexOf(id, requestAt + 1);
    pairs.oneIsReady();
  }

  final void join(@Nullable Exchange joined) {
    exchange = joined;
  }

  /// From any thread.
  final void post(long number) {
    byte[] frame = template.clone();
    Scan.writeNumber(number, frame, requestAt);
    Scan.writeNumber(number, frame, textAt);
    connection().send(frame);
  }

  @Override
  public final void received(Connection from, ByteBuf text) {
    Exchange joined = exchange;
    if (joined == null) {
      arrange(text.toString(StandardCharsets.UTF_8));
      return;
    }
    scan.read(text);
    if (scan.is("done")) {
      joined.acknowledged();
    } else if (scan.is("refused") || scan.is("problem")) {
      joined.failed(scan.toString());
    } else if (scan.hasId() && scan.side() != side) {
      joined.delivered(this, scan.number());
    }
  }

  @Override
  public final void closed(int code) {
    if (exchange != null) {
      exchange.failed("a connection was closed with " + code);
    } else {
      pairs.lost(this, code);
    }
  }
}
