package switchboard.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import switchboard.protocol.CloseCode;

/// Closes whoever sends and sends but does not read. It comes before Netty's WebSocket handler, which answers every ping on its own and would
/// fill the memory with answers.
final class FloodGuard extends ChannelInboundHandlerAdapter {
  /// Frames that may come while the answers to earlier ones are stuck: a slow line is no attack.
  private static final int FRAMES_WHILE_STUCK_MAX = 32;

  private final GatewayMetrics metrics;
  private int framesWhileStuck;
  private boolean closing;

  FloodGuard(GatewayMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    if (ctx.channel().isWritable()) {
      framesWhileStuck = 0;
    } else if (++framesWhileStuck > FRAMES_WHILE_STUCK_MAX) {
      ReferenceCountUtil.release(frame);
      if (!closing) {
        closing = true;
        metrics.slowConsumers.increment();
        // Nobody reads a close frame either; it is said, and the channel goes at once.
        ctx.channel().config().setAutoRead(false);
        ctx.writeAndFlush(
            new CloseWebSocketFrame(
                CloseCode.SLOW_CONSUMER.code(), CloseCode.SLOW_CONSUMER.name()));
        ctx.close();
      }
      return;
    }
    ctx.fireChannelRead(frame);
  }
}
