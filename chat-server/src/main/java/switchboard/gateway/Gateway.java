package switchboard.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
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
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.identity.TrustedProxies;
import switchboard.protocol.CloseCode;
import switchboard.runtime.DeskPort;

/// The one port on which everybody connects: HTTP and WebSockets.
public final class Gateway implements AutoCloseable {
  private static final long TICK_MS = 250;
  private static final long LAST_CLOSE_MS = 4_000;
  private static final int BACKLOG = 1_024;

  private final GatewayLimits limits;
  private final GatewayMetrics metrics = new GatewayMetrics();
  private final BlockingCalls blocking;
  private final Admission admission;
  private final MultiThreadIoEventLoopGroup acceptor;
  private final MultiThreadIoEventLoopGroup loops;
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final DeskPort desk;
  private final Whereabouts whereabouts;
  private final RollCall rollCall;
  private final Inquiries inquiries;
  private final Fanout fanout;
  private final Entrance entrance;
  private @Nullable Channel server;

  /// @param eventLoops threads that read and write
  public Gateway(
      DeskPort desk,
      Doorkeeper doorkeeper,
      Supervision supervision,
      GatewayLimits limits,
      int eventLoops,
      LongSupplier wallMs) {
    this.desk = desk;
    this.limits = limits;
    blocking = new BlockingCalls(limits);
    admission = new Admission(limits);
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    acceptor = new MultiThreadIoEventLoopGroup(1, io);
    loops = new MultiThreadIoEventLoopGroup(eventLoops, io);
    Outbox outbox = new Outbox(desk);
    Attendance attendance = new Attendance(outbox);
    whereabouts =
        new Whereabouts(
            desk,
            attendance.customersHere(),
            (customer, view) ->
                view.conversationsOf(customer)
                    .forEach(conversation -> attendance.tellPresence(conversation, view)));
    attendance.askElsewhere(whereabouts::isElsewhere);
    rollCall = new RollCall(desk, attendance, whereabouts);
    Snapshots snapshots = new Snapshots(desk, blocking, outbox);
    Insistence insistence = new Insistence(desk, acceptor.next());
    fanout = new Fanout(attendance, snapshots, supervision, outbox, insistence, limits);
    inquiries = new Inquiries(desk, attendance, snapshots, supervision, outbox, limits);
    entrance =
        new Entrance(
            desk,
            attendance,
            whereabouts,
            snapshots,
            inquiries,
            supervision,
            outbox,
            doorkeeper,
            limits,
            blocking,
            metrics,
            wallMs,
            insistence);
  }

  /// Begins to serve.
  ///
  /// @param http answers what is not a WebSocket; shared by all connections
  /// @param tls null for plain HTTP
  /// @param originAllowed tells from an `Origin` header, and the `Host` header if any, whether a page may open a WebSocket
  /// @param proxies that are believed for whom they connect
  /// @throws IOException the port cannot be had
  public InetSocketAddress start(
      InetSocketAddress address,
      ChannelHandler http,
      @Nullable SslContext tls,
      BiPredicate<String, @Nullable String> originAllowed,
      TrustedProxies proxies)
      throws IOException {
    desk.listen(fanout);
    whereabouts.start();
    inquiries.listen();
    loops
        .next()
        .scheduleAtFixedRate(
            () -> desk.read(this::tick), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
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
                    tls, http, entrance, admission, originAllowed, proxies, limits, metrics, channels));
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + address.getHostString() + ":" + address.getPort(), bound.cause());
    }
    server = bound.channel();
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private void tick(DeskView view) {
    fanout.tick(view);
    whereabouts.tick(view);
    rollCall.tick(view);
  }

  /// An account may no longer be used: its sockets end, its chats go back to the queue.
  public void disable(String account) {
    entrance.disable(account);
  }

  /// One sign-in of a member of the staff was ended: its sockets end.
  public void signOut(String signIn) {
    entrance.signOut(signIn);
  }

  public GatewayMetrics metrics() {
    return metrics;
  }

  /// Connections open now, of either kind.
  public int connections() {
    return admission.open();
  }

  /// WebSockets that wait to be greeted now.
  public int greetingsWaiting() {
    return entrance.waiting();
  }

  /// Calls that block, or wait to, now.
  public int blockingCalls() {
    return blocking.depth();
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
