package switchboard.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import switchboard.identity.HostNames;
import switchboard.identity.TrustedProxies;
import switchboard.protocol.CloseCode;

/// The one port on which everybody connects, for whichever desk: HTTP and WebSockets.
public final class Gateway implements AutoCloseable {
  private static final long LAST_CLOSE_MS = 4_000;
  private static final int BACKLOG = 1_024;

  private final GatewayLimits limits;
  private final LongAdder refused = new LongAdder();
  private final BlockingCalls blocking;
  private final Admission admission;
  private final Arrivals arrivals;
  private final MultiThreadIoEventLoopGroup acceptor;
  private final MultiThreadIoEventLoopGroup loops;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private @Nullable Channel server;

  /// @param eventLoops threads that read and write
  public Gateway(GatewayLimits limits, int eventLoops) {
    this.limits = limits;
    blocking = new BlockingCalls(limits);
    admission = new Admission(limits);
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    acceptor = new MultiThreadIoEventLoopGroup(1, io);
    arrivals = new Arrivals(limits.connectsPerSecond(), acceptor.next());
    loops = new MultiThreadIoEventLoopGroup(eventLoops, io);
  }

  /// Begins to serve.
  ///
  /// @param http answers what is not a WebSocket; shared by all connections
  /// @param tls null for plain HTTP
  /// @param proxies that are believed for whom they connect
  /// @param desks that have been started, by the host names under which sockets come for them
  /// @throws IOException the port cannot be had
  public InetSocketAddress start(
      InetSocketAddress address,
      ChannelHandler http,
      @Nullable SslContext tls,
      TrustedProxies proxies,
      HostNames<DeskGateway> desks)
      throws IOException {
    Class<? extends ServerChannel> channelType =
        Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(channelType)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(
                    limits.unsentBytesEphemeral() / 2, limits.unsentBytesEphemeral()))
            .childHandler(
                new WebSocketPipeline(
                    tls, http, desks, admission, arrivals, proxies, limits, refused, channels));
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on %s:%d (http.host, http.port): %s"
              .formatted(
                  address.getHostString(),
                  address.getPort(),
                  Objects.requireNonNull(bound.cause()).getMessage()),
          bound.cause());
    }
    server = bound.channel();
    return (InetSocketAddress) bound.channel().localAddress();
  }

  GatewayLimits limits() {
    return limits;
  }

  BlockingCalls blocking() {
    return blocking;
  }

  EventLoopGroup loops() {
    return loops;
  }

  /// For what is to be done later.
  EventExecutor timer() {
    return acceptor.next();
  }

  /// Connections open now, of either kind.
  public int connections() {
    return admission.open();
  }

  /// Connections refused because there were too many, of all or of their address.
  public long connectionsRefused() {
    return refused.sum();
  }

  /// Calls that block, or wait to, now.
  public int blockingCalls() {
    return blocking.depth();
  }

  /// Connections that wait to be read.
  public int arriving() {
    return arrivals.waiting();
  }

  /// Takes no more connections, tells those that are open to come back elsewhere, one after the other, and ends.
  @Override
  public void close() {
    if (server != null) {
      server.close().awaitUninterruptibly();
    }
    long goodbyeMs = limits.goodbye().toMillis();
    for (Channel channel : channels) {
      Socket socket = WebSocketPipeline.socketOf(channel);
      if (socket == null) {
        channel.close();
      } else {
        channel
            .eventLoop()
            .schedule(
                () -> socket.close(CloseCode.GOING_AWAY),
                ThreadLocalRandom.current().nextLong(goodbyeMs + 1),
                TimeUnit.MILLISECONDS);
      }
    }
    channels.newCloseFuture().awaitUninterruptibly(goodbyeMs + LAST_CLOSE_MS);
    channels.close().awaitUninterruptibly(LAST_CLOSE_MS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
