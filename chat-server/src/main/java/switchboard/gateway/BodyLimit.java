package switchboard.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// Makes whole requests of their parts, up to a size; what is larger is refused in our own form.
final class BodyLimit extends HttpObjectAggregator {
  static final int BODY_BYTES_MAX = 64 * 1024;

  BodyLimit() {
    super(BODY_BYTES_MAX);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    byte[] body =
        Codec.encode(
            new ServerMessage.ProblemFound(
                Problem.of(
                    ErrorCode.MALFORMED,
                    "The body is longer than " + BODY_BYTES_MAX + " bytes.")));
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
            Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    HttpUtil.setContentLength(response, body.length);
    HttpUtil.setKeepAlive(response, false);
    // Who still sends would not read the answer if the connection ended now: they end it, or its time does. What comes until then is dropped.
    ctx.writeAndFlush(response);
  }
}
