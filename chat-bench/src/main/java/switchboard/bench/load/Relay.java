package switchboard.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import switchboard.postgres.Database;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Limits;
import switchboard.protocol.Person;
import switchboard.protocol.PersonKind;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;
import switchboard.protocol.codec.Decoded;

/// A program of its own: the handlers of our server's pipeline with nothing behind them. What one end of a pair sends is acknowledged and passed on
/// to the other, as it came and undecoded. With a database each message is an INSERT and a commit of its own before that.
///
/// The first frame of a connection is the number of its pair, answered by the same frame when the other end is there.
final class Relay {
  /// Set for a relay that decodes each message and encodes what it sends, as the server does, by its codec.
  static final String DECODING = "BENCH_DECODING";

  static final String DATABASE_URL = "BENCH_DATABASE_URL";
  static final String DATABASE_USER = "BENCH_DATABASE_USER";
  static final String DATABASE_PASSWORD = "BENCH_DATABASE_PASSWORD";

  /// Begins the line that tells the port.
  static final String READY = "relays on ";

  private static final int LOOPS = 2;
  private static final int FRAME_BYTES_MAX = 2 * Limits.FRAME_BYTES_MAX;
  private static final int ACKNOWLEDGEMENT_BYTES = 128;
  private static final ByteBuf REQUEST = constant("\"request\":\"");
  private static final ByteBuf TEXT = constant("\"text\":\"");
  private static final byte[] DONE = bytes("{\"type\":\"done\",\"request\":\"");
  private static final byte[] DONE_END = bytes("\",\"conversation\":1,\"sequence\":1}");

  private static final WebSocketServerProtocolConfig PROTOCOL =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath("/ws")
          .subprotocols(Limits.SUBPROTOCOL)
          .decoderConfig(
              WebSocketDecoderConfig.newBuilder()
                  .maxFramePayloadLength(FRAME_BYTES_MAX)
                  .allowExtensions(false)
                  .build())
          .build();

  private static final Person SENDER =
      new Person(PersonKind.CUSTOMER, "customer-1", "customer-1");

  private final Map<String, End> alone = new ConcurrentHashMap<>();
  private final boolean decoding;
  private final @Nullable Inserts inserts;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuf constant(String text) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes(text)));
  }

  private Relay(boolean decoding, @Nullable Inserts inserts) {
    this.decoding = decoding;
    this.inserts = inserts;
  }

  /// Prints the port, and relays until the process is ended.
  public static void main(String[] arguments) throws Exception {
    String url = System.getenv(DATABASE_URL);
    Relay relay =
        new Relay(
            System.getenv(DECODING) != null,
            url == null
                ? null
                : new Inserts(
                    new Database(
                        url,
                        Objects.requireNonNull(System.getenv(DATABASE_USER)),
                        Objects.requireNonNull(System.getenv(DATABASE_PASSWORD)))));
    System.out.println(READY + relay.start());
  }

  private int start() {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Channel server =
        new ServerBootstrap()
            .group(
                new MultiThreadIoEventLoopGroup(1, io), new MultiThreadIoEventLoopGroup(LOOPS, io))
            .channel(
                Epoll.isAvailable()
                    ? EpollServerSocketChannel.class
                    : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1_024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new IdleStateHandler(0, 0, 0),
                            new FlushConsolidationHandler(
                                FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES,
                                true),
                            new HttpServerCodec(),
                            new HttpObjectAggregator(FRAME_BYTES_MAX),
                            new WebSocketServerProtocolHandler(PROTOCOL),
                            new WebSocketFrameAggregator(FRAME_BYTES_MAX),
                            new End());
                  }
                })
            .bind(new InetSocketAddress("127.0.0.1", 0))
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /// One end of a pair.
  private final class End extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private @Nullable Channel channel;
    private volatile @Nullable End other;
    private int messages;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      channel = ctx.channel();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      End peer = other;
      if (peer == null) {
        meet(frame.text());
      } else if (decoding) {
        decodeAndSend(frame.content(), peer);
      } else if (inserts == null) {
        send(acknowledgement(frame.content()));
        peer.send(frame.content().retain());
      } else {
        ByteBuf content = frame.content().retain();
        inserts.add(
            new Inserts.Message(
                Objects.hashCode(channel),
                text(content),
                () -> {
                  send(acknowledgement(content));
                  peer.send(content);
                }));
      }
    }

    private void meet(String pair) {
      End first = alone.putIfAbsent(pair, this);
      if (first != null) {
        alone.remove(pair);
        other = first;
        first.other = this;
        for (End end : List.of(first, this)) {
          end.send(Unpooled.copiedBuffer(pair, StandardCharsets.UTF_8));
        }
      }
    }

    /// The three frames that the server sends for a message: both ends see the event, its sender the answer, too.
    private void decodeAndSend(ByteBuf text, End peer) {
      if (!(Codec.decode(ByteBufUtil.getBytes(text)) instanceof Decoded.Valid(var message))
          || !(message instanceof ClientMessage.PostMessage post)) {
        throw new IllegalArgumentException("a frame is no message: " + text);
      }
      ConversationEvent event =
          new ConversationEvent(
              ++messages,
              System.currentTimeMillis(),
              SENDER,
              post.request(),
              new Change.Message(post.text(), post.note()));
      ServerMessage happened = new ServerMessage.EventHappened(post.conversation(), event);
      send(Unpooled.wrappedBuffer(Codec.encode(happened)));
      send(
          Unpooled.wrappedBuffer(
              Codec.encode(
                  new ServerMessage.Done(post.request(), post.conversation(), messages))));
      peer.send(Unpooled.wrappedBuffer(Codec.encode(happened)));
    }

    private void send(ByteBuf text) {
      Channel to = Objects.requireNonNull(channel);
      to.writeAndFlush(new TextWebSocketFrame(text), to.voidPromise());
    }

    private ByteBuf acknowledgement(ByteBuf message) {
      int begin = after(REQUEST, message);
      return Objects.requireNonNull(channel)
          .alloc()
          .buffer(ACKNOWLEDGEMENT_BYTES)
          .writeBytes(DONE)
          .writeBytes(message, begin, endOfValue(message, begin) - begin)
          .writeBytes(DONE_END);
    }

    private static String text(ByteBuf message) {
      int begin = after(TEXT, message);
      return message.toString(
          begin, endOfValue(message, begin) - begin, StandardCharsets.UTF_8);
    }

    private static int after(ByteBuf key, ByteBuf message) {
      return ByteBufUtil.indexOf(key, message) + key.readableBytes();
    }

    private static int endOfValue(ByteBuf message, int begin) {
      return message.indexOf(begin, message.writerIndex(), (byte) '"');
    }
  }

  /// Stores every message by an INSERT of its own, on as many connections as are of use; the messages of one end stay in order.
  private static final class Inserts {
    private static final int CONNECTIONS = 16;
    private static final int WAITING_MAX = 100_000;

    private final List<ArrayBlockingQueue<Message>> queues = new ArrayList<>();

    record Message(int end, String text, Runnable onStored) {}

    Inserts(Database database) throws SQLException {
      for (int i = 0; i < CONNECTIONS; i++) {
        Connection connection = Reference.MessageTable.connect(database);
        PreparedStatement insert =
            connection.prepareStatement(Reference.MessageTable.INSERT);
        ArrayBlockingQueue<Message> queue = new ArrayBlockingQueue<>(WAITING_MAX);
        queues.add(queue);
        Thread.ofPlatform().daemon().name("insert-" + i).start(() -> work(queue, insert));
      }
    }

    void add(Message message) {
      queues.get(Math.floorMod(message.end(), CONNECTIONS)).add(message);
    }

    private static void work(ArrayBlockingQueue<Message> queue, PreparedStatement insert) {
      try {
        while (true) {
          Message message = queue.poll(1, TimeUnit.DAYS);
          if (message != null) {
            Reference.MessageTable.insert(insert, message.end(), message.text());
            message.onStored().run();
          }
        }
      } catch (SQLException | InterruptedException e) {
        throw new IllegalStateException("a message was not stored", e);
      }
    }
  }
}
