package switchboard.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import switchboard.identity.HostNames;
import switchboard.identity.TrustedProxies;
import switchboard.protocol.Limits;

/// Assembles every connection's pipeline: HTTP first, then, for one that asks for it, a WebSocket. Order matters; the comments say why.
final class WebSocketPipeline extends ChannelInitializer<SocketChannel> {
  private static final int HEADER_BYTES_MAX = 16 * 1024;
  private static final int LINE_BYTES_MAX = 8 * 1024;
  private static final long CLOSE_TIME_MS = 3_000;

  /// A frame a little too long is refused in words; only one that is far too long ends the connection.
  private static final int FRAME_BYTES_READ_MAX = 2 * Limits.FRAME_BYTES_MAX;

  private static final WebSocketServerProtocolConfig PROTOCOL =
      WebSocketServerProtocolConfig.newBuilder()
          .websocketPath(HttpTurns.SOCKET_PATH)
          .subprotocols(Limits.SUBPROTOCOL)
          .forceCloseTimeoutMillis(CLOSE_TIME_MS)
          .decoderConfig(
              WebSocketDecoderConfig.newBuilder()
                  .maxFramePayloadLength(FRAME_BYTES_READ_MAX)
                  // No deflate: it costs memory for every connection, and invites bombs.
                  .allowExtensions(false)
                  .build())
          .build();

  private final @Nullable SslContext tls;
  private final ChannelHandler http;
  private final HostNames<DeskGateway> desks;
  private final Admission admission;
  private final Arrivals arrivals;
  private final TrustedProxies proxies;
  private final GatewayLimits limits;
  private final LongAdder refused;
  private final ChannelGroup channels;

  WebSocketPipeline(
      @Nullable SslContext tls,
      ChannelHandler http,
      HostNames<DeskGateway> desks,
      Admission admission,
      Arrivals arrivals,
      TrustedProxies proxies,
      GatewayLimits limits,
      LongAdder refused,
      ChannelGroup channels) {
    this.tls = tls;
    this.http = http;
    this.desks = desks;
    this.admission = admission;
    this.arrivals = arrivals;
    this.proxies = proxies;
    this.limits = limits;
    this.refused = refused;
    this.channels = channels;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    InetAddress peer = channel.remoteAddress().getAddress();
    if (!admission.enter()) {
      refuse(channel);
      return;
    }
    channel.closeFuture().addListener(_ -> admission.leave());
    if (!proxies.include(peer) && !admit(channel, peer) || !arrivals.arrive(channel)) {
      refuse(channel);
      return;
    }
    channels.add(channel);
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    pipeline.addLast(
        new HttpServerCodec(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setMaxHeaderSize(HEADER_BYTES_MAX)),
        new BodyLimit(),
        new HttpTurns(limits, desks, this::mayBecomeSocket, this::becomeSocket),
        http);
  }

  private void refuse(Channel channel) {
    refused.increment();
    channel.close();
  }

  /// Counts a connection as one of an address, if that has places left.
  private boolean admit(Channel channel, InetAddress address) {
    boolean admitted = admission.enterFrom(address);
    if (admitted) {
      channel.closeFuture().addListener(_ -> admission.leaveFrom(address));
    }
    return admitted;
  }

  /// Whose connection it is that comes through a proxy is known only now.
  private boolean mayBecomeSocket(Channel channel, HttpHeaders headers) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress peer)
        || !proxies.include(peer.getAddress())) {
      return true;
    }
    boolean admitted =
        admit(
            channel,
            proxies.clientOf(peer.getAddress(), headers.getAll(TrustedProxies.HEADER)));
    if (!admitted) {
      refused.increment();
    }
    return admitted;
  }

  /// The HTTP codec and the body limit go by themselves, once the handshake is answered.
  private void becomeSocket(ChannelHandlerContext ctx, DeskGateway desk) {
    ChannelPipeline pipeline = ctx.pipeline();
    pipeline.remove(http);
    // First of all: the WebSocket handler swallows pongs, and they are signs of life too.
    pipeline.addFirst(
        new IdleStateHandler(limits.silence().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
    pipeline.addLast(
        // Before the WebSocket handler, which answers pings by itself.
        new FloodGuard(desk.metrics()),
        new WebSocketServerProtocolHandler(PROTOCOL),
        new WebSocketFrameAggregator(FRAME_BYTES_READ_MAX),
        new Socket(desk.entrance(), limits, desk.metrics()));
  }

  static @Nullable Socket socketOf(Channel channel) {
    return channel.pipeline().get(Socket.class);
  }
}
