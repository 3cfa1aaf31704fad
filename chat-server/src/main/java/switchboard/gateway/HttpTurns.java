package switchboard.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import switchboard.identity.HostNames;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Limits;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// The HTTP life of a connection: one request after the other, each whole within its time, until one of them makes it a WebSocket.
final class HttpTurns extends ChannelDuplexHandler {
  static final String SOCKET_PATH = "/ws";

  /// Requests that a client may send ahead of the answers.
  private static final int AHEAD_MAX = 16;

  private final GatewayLimits limits;
  private final HostNames<DeskGateway> desks;
  private final BiPredicate<Channel, HttpHeaders> admitted;
  private final BiConsumer<ChannelHandlerContext, DeskGateway> upgrade;
  private final ArrayDeque<FullHttpRequest> ahead = new ArrayDeque<>(0);
  private boolean answering;
  private @Nullable Future<?> due;

  /// @param desks by the host names under which sockets come for them
  /// @param admitted whether there is a place for a WebSocket that is asked for so
  /// @param upgrade makes the pipeline that of a WebSocket of a desk
  HttpTurns(
      GatewayLimits limits,
      HostNames<DeskGateway> desks,
      BiPredicate<Channel, HttpHeaders> admitted,
      BiConsumer<ChannelHandlerContext, DeskGateway> upgrade) {
    this.limits = limits;
    this.desks = desks;
    this.admitted = admitted;
    this.upgrade = upgrade;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    await(ctx);
    ctx.fireChannelActive();
  }

  private void await(ChannelHandlerContext ctx) {
    due =
        ctx.executor()
            .schedule(
                () -> ctx.close(), limits.requestTime().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopWaiting() {
    if (due != null) {
      due.cancel(false);
      due = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof FullHttpRequest request)) {
      ctx.fireChannelRead(message);
      return;
    }
    stopWaiting();
    if (!answering) {
      begin(ctx, request);
    } else if (ahead.size() < AHEAD_MAX) {
      ahead.add(request);
    } else {
      request.release();
      ctx.close();
    }
  }

  private void begin(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (pathOf(request).equals(SOCKET_PATH)) {
      beginSocket(ctx, request);
    } else {
      answering = true;
      ctx.fireChannelRead(request);
    }
  }

  private static String pathOf(FullHttpRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  // --- becoming a WebSocket ---

  private void beginSocket(ChannelHandlerContext ctx, FullHttpRequest request) {
    DeskGateway desk = desks.find(request.headers().getAll(HttpHeaderNames.HOST));
    if (desk == null) {
      refuse(
          ctx,
          request,
          refusal(
              HttpResponseStatus.MISDIRECTED_REQUEST,
              ErrorCode.NOT_FOUND,
              "No desk is reached under this host name."));
      return;
    }
    FullHttpResponse refusal = refusal(request, desk);
    if (refusal == null && !admitted.test(ctx.channel(), request.headers())) {
      refusal =
          refusal(
              HttpResponseStatus.TOO_MANY_REQUESTS,
              ErrorCode.RATE_LIMITED,
              "Too many connections from this address.");
    }
    if (refusal == null) {
      request.setUri(SOCKET_PATH);
      upgrade.accept(ctx, desk);
      ctx.pipeline().remove(this);
      ctx.fireChannelRead(request);
    } else {
      refuse(ctx, request, refusal);
    }
  }

  private void refuse(
      ChannelHandlerContext ctx, FullHttpRequest request, FullHttpResponse refusal) {
    request.release();
    answering = true;
    HttpUtil.setKeepAlive(refusal, false);
    write(ctx, refusal, ctx.newPromise().addListener(ChannelFutureListener.CLOSE));
    ctx.flush();
  }

  /// Why the request does not make a WebSocket of ours, or null when it does.
  private static @Nullable FullHttpResponse refusal(
      FullHttpRequest request, DeskGateway desk) {
    HttpHeaders headers = request.headers();
    boolean upgrades =
        request.method().equals(HttpMethod.GET)
            && headers.containsValue(
                HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    if (!upgrades || request.decoderResult().isFailure()) {
      return refusal(
          HttpResponseStatus.BAD_REQUEST, ErrorCode.MALFORMED, "Only WebSockets are served here.");
    }
    if (!WebSocketVersion.V13.toHttpHeaderValue()
        .equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      FullHttpResponse response =
          refusal(
              HttpResponseStatus.UPGRADE_REQUIRED, ErrorCode.MALFORMED, "Only WebSocket version 13 is spoken.");
      response
          .headers()
          .set(
              HttpHeaderNames.SEC_WEBSOCKET_VERSION, WebSocketVersion.V13.toHttpHeaderValue());
      return response;
    }
    if (!offered(headers).contains(Limits.SUBPROTOCOL)) {
      return refusal(
          HttpResponseStatus.BAD_REQUEST,
          ErrorCode.MALFORMED,
          "The WebSocket subprotocol must be " + Limits.SUBPROTOCOL + ".");
    }
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    if (origin != null && !desk.allowsOrigin(origin, headers.getAll(HttpHeaderNames.HOST))) {
      return refusal(
          HttpResponseStatus.FORBIDDEN, ErrorCode.FORBIDDEN, "This page's origin is not allowed here.");
    }
    return null;
  }

  private static List<String> offered(HttpHeaders headers) {
    return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .map(String::strip)
        .toList();
  }

  private static FullHttpResponse refusal(
      HttpResponseStatus status, ErrorCode code, String message) {
    byte[] body = Codec.encode(new ServerMessage.ProblemFound(Problem.of(code, message)));
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    HttpUtil.setContentLength(response, body.length);
    return response;
  }

  // --- answering ---

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof FullHttpResponse) {
      ctx.write(message, promise.unvoid().addListener(_ -> answered(ctx)));
    } else {
      ctx.write(message, promise);
    }
  }

  private void answered(ChannelHandlerContext ctx) {
    answering = false;
    if (!ctx.channel().isActive() || ctx.isRemoved()) {
      return;
    }
    FullHttpRequest next = ahead.poll();
    if (next != null) {
      begin(ctx, next);
    } else {
      await(ctx);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopWaiting();
    ahead.forEach(ReferenceCountUtil::release);
    ahead.clear();
  }
}
