package switchboard.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.Limits;

/// Many WebSocket connections to a server on few threads. Frames are handed on as they came, undecoded.
public final class WebSocketClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int HANDSHAKE_BYTES_MAX = 16 * 1024;
  private static final int FRAME_BYTES_MAX = 16 * 1024 * 1024;
  private static final int CLOSED_ABNORMALLY = 1006;

  private final EventLoopGroup threads;
  private final Bootstrap bootstrap;

  /// One connection, before, during and after its life. All methods are called on the connection's thread.
  public interface Listener {
    /// The handshake is done: frames may be sent.
    default void opened(Connection connection) {}

    /// @param text a whole text frame in UTF-8, valid only during the call
    void received(Connection connection, ByteBuf text);

    /// The last call, also when the connection never opened.
    ///
    /// @param code as the server gave it; 1006 when the connection broke or never opened
    default void closed(int code) {}
  }

  /// An open connection. May be used from any thread.
  public static final class Connection {
    private final Channel channel;

    private Connection(Channel channel) {
      this.channel = channel;
    }

    /// @param text one frame in UTF-8
    public void send(byte[] text) {
      send(Unpooled.wrappedBuffer(text));
    }

    /// @param text one frame in UTF-8; released by this call
    public void send(ByteBuf text) {
      channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise());
    }

    /// The thread of this connection, for whatever must not run beside its listener.
    public EventLoop thread() {
      return channel.eventLoop();
    }

    /// Closes as a browser tab does.
    public void close() {
      channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }

    /// Breaks the connection without a word.
    public void cut() {
      channel.close();
    }
  }

  public WebSocketClient(int threadCount) {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    threads =
        new MultiThreadIoEventLoopGroup(
            threadCount, new DefaultThreadFactory("websocket-client", true), io);
    bootstrap =
        new Bootstrap()
            .group(threads)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS);
  }

  /// The thread of every connection, when there is but one.
  public EventLoop thread() {
    return (EventLoop) threads.iterator().next();
  }

  /// Begins to connect; the listener hears how it goes.
  ///
  /// @param server `ws://host:port/ws`
  /// @param cookies what a browser would send; null for none
  public void connect(URI server, @Nullable String cookies, Listener listener) {
    connect(server, null, cookies, listener);
  }

  /// As above, from one of this machine's addresses; null for any.
  public void connect(
      URI server, @Nullable InetAddress from, @Nullable String cookies, Listener listener) {
    HttpHeaders headers =
        new DefaultHttpHeaders()
            .set(HttpHeaderNames.ORIGIN, "http://" + server.getHost() + ":" + server.getPort());
    if (cookies != null) {
      headers.set(HttpHeaderNames.COOKIE, cookies);
    }
    WebSocketClientProtocolConfig protocol =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(server)
            .version(WebSocketVersion.V13)
            .subprotocol(Limits.SUBPROTOCOL)
            .customHeaders(headers)
            .maxFramePayloadLength(FRAME_BYTES_MAX)
            .handshakeTimeoutMillis(CONNECT_TIMEOUT_MS)
            .handleCloseFrames(false)
            .build();
    bootstrap
        .clone()
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new FlushConsolidationHandler(),
                        new HttpClientCodec(),
                        new HttpObjectAggregator(HANDSHAKE_BYTES_MAX),
                        new WebSocketClientProtocolHandler(protocol),
                        new Frames(listener));
              }
            })
        .connect(
            new InetSocketAddress(server.getHost(), server.getPort()),
            from == null ? null : new InetSocketAddress(from, 0))
        .addListener(
            connecting -> {
              if (!connecting.isSuccess()) {
                listener.closed(CLOSED_ABNORMALLY);
              }
            });
  }

  @Override
  public void close() {
    threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final Listener listener;
    private @Nullable Connection connection;
    private int code = CLOSED_ABNORMALLY;

    Frames(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        connection = new Connection(ctx.channel());
        listener.opened(connection);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
      switch (frame) {
        case TextWebSocketFrame text when connection != null ->
            listener.received(connection, text.content());
        case CloseWebSocketFrame close -> {
          code = close.statusCode();
          ctx.writeAndFlush(close.retainedDuplicate()).addListener(_ -> ctx.close());
        }
        default -> {}
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      listener.closed(code);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
