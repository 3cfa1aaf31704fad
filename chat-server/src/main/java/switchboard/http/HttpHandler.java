package switchboard.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.identity.HostNames;
import switchboard.identity.TrustedProxies;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;

/// The end of the pipeline for everything that is not a WebSocket. Routes run on virtual threads, a bounded number at once; past the bound a request is
/// refused as unavailable, so that a flood takes neither the event loops nor the memory.
@Sharable
public final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);
  private static final int AT_ONCE_MAX = 256;
  private static final long RETRY_AFTER_MS = 1_000;

  private final Routes common;
  private final HostNames<DeskPages> desks;
  private final StaticFiles files = new StaticFiles();
  private final TrustedProxies proxies;
  private final Semaphore places = new Semaphore(AT_ONCE_MAX);

  /// @param common answered under any host name, where the desk has no such route of its own
  /// @param desks what else there is, by the host name
  public HttpHandler(Routes common, HostNames<DeskPages> desks, TrustedProxies proxies) {
    this.common = common;
    this.desks = desks;
    this.proxies = proxies;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    Exchange exchange = Exchange.of(request, address(context, request));
    DeskPages desk = desks.find(request.headers().getAll(HttpHeaderNames.HOST));
    SecurityHeaders security = desk == null ? SecurityHeaders.OF_NO_DESK : desk.security();
    if (!request.decoderResult().isSuccess()) {
      send(
          context,
          exchange,
          security,
          Answer.problem(Problem.of(ErrorCode.MALFORMED, "This is not an HTTP request.")),
          false);
      return;
    }
    if (!places.tryAcquire()) {
      send(
          context,
          exchange,
          security,
          Answer.problem(
              Problem.retryAfter(
                  ErrorCode.UNAVAILABLE, "Too busy for a moment. Please try again.", RETRY_AFTER_MS)),
          keepAlive);
      return;
    }
    Thread.startVirtualThread(
        () -> {
          try {
            send(context, exchange, security, answer(exchange, desk), keepAlive);
          } finally {
            places.release();
          }
        });
  }

  private Answer answer(Exchange exchange, @Nullable DeskPages desk) {
    if (exchange.path().indexOf('\0') >= 0) {
      return Answer.problem(
          Problem.of(ErrorCode.MALFORMED, "A path must not contain the character U+0000."));
    }
    try {
      HttpMethod method =
          exchange.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : exchange.method();
      Routes.Found found = desk == null ? null : desk.routes().find(method, exchange.path());
      Routes.Found shared = common.find(method, exchange.path());
      if (found == null) {
        found = shared;
      }
      if (desk != null && shared == null && desk.isOver().getAsBoolean()) {
        return Answer.problem(
            Problem.retryAfter(
                ErrorCode.UNAVAILABLE,
                "This desk is out of order here. Please try again.",
                RETRY_AFTER_MS));
      }
      if (found != null) {
        return found.handler() == null
            ? Answer.methodNotAllowed(exchange.method().name(), methods(found))
            : found.handler().answer(exchange.withSegment(found.segment()));
      }
      if (desk == null) {
        return Answer.misdirected();
      }
      Answer file = method.equals(HttpMethod.GET) ? files.find(exchange) : null;
      return file != null
          ? file
          : Answer.problem(
              Problem.of(ErrorCode.NOT_FOUND, "There is nothing at " + exchange.path() + "."));
    } catch (Refusal refusal) {
      return Answer.problem(refusal.problem());
    } catch (Exception e) {
      UUID incident = UUID.randomUUID();
      LOG.atError()
          .addKeyValue("incident", incident)
          .setCause(e)
          .log("incident {}: {} {}", incident, exchange.method(), exchange.path());
      return Answer.problem(
          Problem.of(ErrorCode.INTERNAL, "Something broke on our side (" + incident + ")."));
    }
  }

  private static String methods(Routes.Found found) {
    return found.allowed().stream()
        .map(HttpMethod::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private void send(
      ChannelHandlerContext context,
      Exchange exchange,
      SecurityHeaders security,
      Answer answer,
      boolean keepAlive) {
    boolean head = exchange.method().equals(HttpMethod.HEAD);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            answer.status(),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
    response.headers().set("Content-Type", answer.contentType());
    answer.headers().forEach(response.headers()::set);
    security.addTo(response.headers(), exchange.path());
    if (answer.status().code() != 304) {
      HttpUtil.setContentLength(response, answer.body().length);
    }
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = context.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private String address(ChannelHandlerContext context, FullHttpRequest request) {
    return context.channel().remoteAddress() instanceof InetSocketAddress peer
        ? proxies
            .clientOf(peer.getAddress(), request.headers().getAll(TrustedProxies.HEADER))
            .getHostAddress()
        : "";
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("connection of {} failed", context.channel().remoteAddress(), cause);
    context.close();
  }
}
