package switchboard.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;
import switchboard.protocol.codec.Decoded;
import switchboard.tracing.Key;
import switchboard.tracing.Span;

/// One WebSocket: what comes in is limited, decoded and passed on; what goes out keeps its order and is written in bulk. Lives on its event loop.
final class Socket extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

  /// Frames in a row that break the protocol or come too fast, until the connection is worth no more answers.
  private static final int REFUSED_IN_ROW_MAX = 100;

  /// A larger message is not copied to go out with its neighbours.
  private static final int COPIED_BYTES_MAX = 8 * 1024;

  private final Entrance entrance;
  private final GatewayLimits limits;
  private final GatewayMetrics metrics;
  private final Rate rate;
  private @Nullable ChannelHandlerContext context;
  private @Nullable String cookies;
  private @Nullable Future<?> helloDue;

  /// From `hello` until welcomed or closed.
  private Greetings.@Nullable Greeting greeting;

  private Phase phase = Phase.FRESH;
  private @Nullable Session session;
  private int refusedInRow;
  private final long openedNanos = System.nanoTime();
  /// Why it was closed here; null while it was not.
  private @Nullable CloseCode closedWith;

  /// Written to the channel at the next flush.
  private @Nullable ByteBuf unsent;
  /// Waits behind a `Place`, which is its head; null when nothing does.
  private @Nullable ArrayDeque<Delivery> behind;
  private int behindBytes;

  private enum Phase {
    FRESH,
    GREETED,
    WELCOMED,
    CLOSED
  }

  Socket(Entrance entrance, GatewayLimits limits, GatewayMetrics metrics) {
    this.entrance = entrance;
    this.limits = limits;
    this.metrics = metrics;
    rate = new Rate(limits.framesPerSecond(), limits.frameBurst(), System.nanoTime());
  }

  EventLoop eventLoop() {
    return context().channel().eventLoop();
  }

  /// Has something done on this socket's event loop.
  void run(Runnable work) {
    run(eventLoop(), work);
  }

  static void run(EventLoop loop, Runnable work) {
    try {
      loop.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("the event loop has ended, and with it the sockets that this was for");
    }
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }

  // --- life ---

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    switch (event) {
      case HandshakeComplete handshake -> {
        metrics.socketsOpen.increment();
        cookies = handshake.requestHeaders().get(HttpHeaderNames.COOKIE);
        helloDue =
            ctx.executor()
                .schedule(
                    () -> close(CloseCode.NO_HELLO),
                    limits.helloTime().toMillis(),
                    TimeUnit.MILLISECONDS);
      }
      case IdleStateEvent _ -> {
        metrics.silent.increment();
        close(CloseCode.SILENT);
      }
      default -> super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (helloDue != null) {
      helloDue.cancel(false);
    }
    phase = Phase.CLOSED;
    endGreeting();
    behind = null;
    if (unsent != null) {
      unsent.release();
      unsent = null;
    }
    metrics.socketsOpen.decrement();
    logEnd();
    if (session != null) {
      entrance.left(session);
    }
  }

  /// One line for each socket that got in, when it is over. When the node ends, all of them do: that needs no line for each.
  private void logEnd() {
    LoggingEventBuilder line =
        session == null || closedWith == CloseCode.GOING_AWAY
            ? about(LOG.atDebug())
            : about(LOG.atInfo());
    if (closedWith != null) {
      line = line.addKeyValue("code", closedWith.code()).addKeyValue("reason", closedWith);
    }
    line.addKeyValue("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - openedNanos))
        .log(closedWith == null ? "a client left" : "a socket was closed");
  }

  private LoggingEventBuilder about(LoggingEventBuilder line) {
    return session == null ? line : session.about(line);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    switch (fault) {
      // The decoder has answered with the close frame that belongs to it.
      case CorruptedFrameException _, TooLongFrameException _ -> metrics.framesRefused.increment();
      case IOException _, DecoderException _, PrematureChannelClosureException _ -> {
        about(LOG.atDebug()).setCause(fault).log("a connection broke or sent what cannot be decoded");
        ctx.close();
      }
      default -> {
        metrics.faults.increment();
        about(LOG.atError()).setCause(fault).log("a socket failed and is closed");
        phase = Phase.CLOSED;
        ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.INTERNAL_SERVER_ERROR));
      }
    }
  }

  /// Says why and ends. What was handed over before still goes out.
  void close(CloseCode code) {
    if (phase == Phase.CLOSED) {
      return;
    }
    flush();
    phase = Phase.CLOSED;
    closedWith = code;
    endGreeting();
    behind = null;
    context().writeAndFlush(new CloseWebSocketFrame(code.code(), code.name()));
  }

  // --- in ---

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (phase == Phase.CLOSED) {
      return;
    }
    metrics.framesIn.increment();
    long waitNanos = rate.take(System.nanoTime());
    Decoded decoded =
        frame instanceof TextWebSocketFrame
            ? Codec.decode(ByteBufUtil.getBytes(frame.content()))
            : new Decoded.Invalid(null, Refusals.BINARY);
    if (waitNanos > 0) {
      metrics.rateLimited.increment();
      refuse(decoded, Refusals.rateLimited(TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1));
      return;
    }
    switch (decoded) {
      case Decoded.Invalid invalid -> {
        metrics.framesRefused.increment();
        refuse(decoded, invalid.problem());
      }
      case Decoded.Valid(ClientMessage message) -> {
        refusedInRow = 0;
        receive(message);
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    flush();
    ctx.fireChannelReadComplete();
  }

  private void receive(ClientMessage message) {
    Session open = session;
    switch (message) {
      case ClientMessage.Hello hello -> greet(hello);
      case ClientMessage.Ping _ -> {
        if (open == null) {
          answer(null, beforeWelcome());
        } else {
          pong(open);
        }
      }
      case ClientMessage.Typing typing -> {
        if (open == null) {
          answer(null, beforeWelcome());
        } else {
          open.typing(typing);
        }
      }
      case ClientMessage.Request request -> {
        if (open == null || phase != Phase.WELCOMED) {
          answer(request.request(), beforeWelcome());
        } else {
          open.carryOut(request);
        }
      }
    }
  }

  /// A client that is alive shows it this way, so this is also the time to look whether its proof still holds.
  private void pong(Session open) {
    long nowMs = entrance.nowMs();
    if (open.isExpired(nowMs)) {
      close(CloseCode.SIGNED_OUT);
    } else {
      write(Delivery.Frame.of(new ServerMessage.Pong(nowMs)));
    }
  }

  private Problem beforeWelcome() {
    return phase == Phase.FRESH ? Refusals.BEFORE_HELLO : Refusals.BEFORE_WELCOME;
  }

  private void greet(ClientMessage.Hello hello) {
    if (phase != Phase.FRESH) {
      answer(null, Refusals.SECOND_HELLO);
      return;
    }
    phase = Phase.GREETED;
    if (helloDue != null) {
      helloDue.cancel(false);
      helloDue = null;
    }
    String brought = cookies;
    cookies = null;
    greeting = entrance.greet(this, hello, brought);
  }

  private void endGreeting() {
    Greetings.Greeting over = greeting;
    if (over != null) {
      greeting = null;
      entrance.greetingOver(over);
    }
  }

  /// The other end proved who they are.
  void admitted(Session admitted) {
    if (phase == Phase.CLOSED) {
      entrance.missed(admitted);
      return;
    }
    session = admitted;
    entrance
        .hearing(admitted)
        .ifPresent(
            hearing ->
                context()
                    .pipeline()
                    .addFirst(new Heartbeat(entrance.quiet(), hearing)));
    admitted.about(LOG.atDebug()).addKeyValue("resumes", admitted.resumes()).log("a session begins");
    entrance.enter(admitted);
  }

  /// The other end proved nothing, or cannot be let in now.
  void turnedAway(Problem problem, CloseCode code) {
    if (phase != Phase.CLOSED) {
      answer(null, problem);
      close(code);
    }
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  private void refuse(Decoded frame, Problem problem) {
    if (++refusedInRow > REFUSED_IN_ROW_MAX) {
      close(
          problem.code() == ErrorCode.RATE_LIMITED
              ? CloseCode.OVERLOADED
              : CloseCode.PROTOCOL_VIOLATION);
      return;
    }
    answer(
        switch (frame) {
          case Decoded.Invalid invalid -> invalid.request();
          case Decoded.Valid(ClientMessage.Request request) -> request.request();
          case Decoded.Valid _ -> null;
        },
        problem);
  }

  /// Refuses, at once and ahead of whatever waits.
  void answer(@Nullable String request, Problem problem) {
    write(
        Delivery.Frame.of(
            request == null
                ? new ServerMessage.ProblemFound(problem)
                : new ServerMessage.Refused(request, problem)));
  }

  // --- out ---

  void deliver(Delivery delivery) {
    if (phase == Phase.CLOSED) {
      return;
    }
    if (behind != null) {
      waitBehind(behind, delivery);
      return;
    }
    switch (delivery) {
      case Delivery.Frame frame -> write(frame);
      case Delivery.Place place -> {
        Delivery.Frame made = place.frame();
        if (made == null) {
          behind = new ArrayDeque<>();
          behind.add(place);
        } else {
          phase = Phase.WELCOMED;
          endGreeting();
          write(made);
        }
      }
      case Delivery.Shown shown -> {
        if (session != null) {
          session.show(shown);
        }
      }
      case Delivery.Written(Span span) -> {
        flush();
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> end(span, written));
      }
      case Delivery.Close end -> close(end.code());
    }
  }

  private static void end(Span span, Future<?> written) {
    span.set(Key.OUTCOME, written.isSuccess() ? "done" : "failed").end();
  }

  private void waitBehind(ArrayDeque<Delivery> waiting, Delivery delivery) {
    if (delivery instanceof Delivery.Frame frame) {
      behindBytes += frame.text().length;
      if (behindBytes > limits.unsentBytes()) {
        metrics.slowConsumers.increment();
        close(CloseCode.SLOW_CONSUMER);
        return;
      }
    } else if (delivery instanceof Delivery.Close end) {
      close(end.code());
      return;
    }
    waiting.add(delivery);
  }

  /// The message that a place was kept for is made: it and what waited behind it may go.
  void fill(Delivery.Place place, Delivery.Frame frame) {
    place.fill(frame);
    ArrayDeque<Delivery> waiting = behind;
    if (waiting == null || waiting.peek() != place) {
      return;
    }
    behind = null;
    behindBytes = 0;
    while (!waiting.isEmpty() && phase != Phase.CLOSED) {
      deliver(waiting.poll());
    }
    flush();
  }

  private void write(Delivery.Frame frame) {
    ChannelHandlerContext ctx = context();
    if (!ctx.channel().isWritable()) {
      if (frame.ephemeral()) {
        metrics.ephemeralDropped.increment();
        return;
      }
      if (ctx.channel().bytesBeforeWritable() > limits.unsentBytes()) {
        metrics.slowConsumers.increment();
        close(CloseCode.SLOW_CONSUMER);
        return;
      }
    }
    metrics.framesOut.increment();
    byte[] text = frame.text();
    ByteBuf out = unsent;
    if (out == null) {
      out = ctx.alloc().buffer(Math.min(text.length, COPIED_BYTES_MAX) + FrameHeader.BYTES_MAX);
      unsent = out;
    }
    FrameHeader.write(out, text.length);
    if (text.length <= COPIED_BYTES_MAX) {
      out.writeBytes(text);
    } else {
      unsent = null;
      ctx.write(out, ctx.voidPromise());
      ctx.writeAndFlush(Unpooled.wrappedBuffer(text), ctx.voidPromise());
    }
  }

  /// Sends what was handed over since the last time.
  void flush() {
    ByteBuf out = unsent;
    if (out != null && phase != Phase.CLOSED) {
      unsent = null;
      context().writeAndFlush(out, context().voidPromise());
    }
  }
}
