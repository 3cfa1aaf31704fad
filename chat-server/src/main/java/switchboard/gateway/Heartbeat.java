package switchboard.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Listens whether a client of the staff is still there: it pings every few seconds, so whoever misses that does not respond, though the connection may stand.
/// First in the pipeline, since whatever comes is a sign of life.
final class Heartbeat extends ChannelInboundHandlerAdapter {
  /// A look that comes later than this comes from an event loop that stood still, with the signs of life still unread: it judges nobody.
  private static final long LATE_NANOS = 500_000_000;

  private final Pulse pulse;
  private final Listener listener;
  private @Nullable Future<?> nextLook;
  private long dueNanos;

  interface Listener {
    void heard(boolean heard);
  }

  /// @param quiet after so long without a sign the client does not respond
  /// @param listener hears of each change, on the channel's event loop
  Heartbeat(Duration quiet, Listener listener) {
    pulse = new Pulse(quiet.toNanos(), System.nanoTime());
    this.listener = listener;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    lookAt(ctx, pulse.dueNanos());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (pulse.heard(System.nanoTime())) {
      listener.heard(true);
      lookAt(ctx, pulse.dueNanos());
    }
    ctx.fireChannelRead(message);
  }

  private void lookAt(ChannelHandlerContext ctx, long atNanos) {
    dueNanos = atNanos;
    nextLook =
        ctx.executor()
            .schedule(
                () -> look(ctx), Math.max(0, atNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext ctx) {
    long now = System.nanoTime();
    if (now - dueNanos > LATE_NANOS) {
      lookAt(ctx, now + LATE_NANOS);
    } else if (pulse.look(now)) {
      listener.heard(false);
    } else {
      lookAt(ctx, pulse.dueNanos());
    }
  }

  private void stop() {
    if (nextLook != null) {
      nextLook.cancel(false);
    }
  }
}
