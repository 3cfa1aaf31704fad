package switchboard.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;

/// One request, copied out of Netty's buffers so that it may be answered on another thread.
///
/// @param address of the peer, for throttling
/// @param segment what stood for `{id}` in the route's path; empty without
record Exchange(
    HttpMethod method,
    String path,
    String segment,
    QueryStringDecoder query,
    String address,
    @Nullable String origin,
    @Nullable String host,
    @Nullable String ifNoneMatch,
    boolean acceptsGzip,
    String accept,
    @Nullable String authorization,
    @Nullable String cookies,
    byte[] body) {

  private static final ObjectMapper JSON =
      new ObjectMapper(
              // Names made to collide upset Jackson's shared symbol table, so none is kept.
              JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build())
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  static Exchange of(FullHttpRequest request, String address) {
    QueryStringDecoder query = new QueryStringDecoder(request.uri());
    var headers = request.headers();
    String encodings = headers.get(HttpHeaderNames.ACCEPT_ENCODING, "");
    return new Exchange(
        request.method(),
        query.path(),
        "",
        query,
        address,
        headers.get(HttpHeaderNames.ORIGIN),
        headers.get(HttpHeaderNames.HOST),
        headers.get(HttpHeaderNames.IF_NONE_MATCH),
        encodings.contains("gzip"),
        headers.get(HttpHeaderNames.ACCEPT, ""),
        headers.get(HttpHeaderNames.AUTHORIZATION),
        headers.get(HttpHeaderNames.COOKIE),
        ByteBufUtil.getBytes(request.content()));
  }

  Exchange withSegment(String segment) {
    return new Exchange(
        method, path, segment, query, address, origin, host, ifNoneMatch, acceptsGzip,
        accept, authorization, cookies, body);
  }

  /// The first value of a query parameter, or null. One with the character U+0000, with which PostgreSQL takes no text, is refused.
  @Nullable String parameter(String name) {
    List<String> values = query.parameters().get(name);
    String value = values == null ? null : values.getFirst();
    if (value != null && value.indexOf('\0') >= 0) {
      throw new Refusal(Problem.inField(name, name + " must not contain the character U+0000"));
    }
    return value;
  }

  /// The token of `Authorization: Bearer …`, or null.
  @Nullable String bearer() {
    return authorization != null && authorization.startsWith("Bearer ")
        ? authorization.substring("Bearer ".length()).strip()
        : null;
  }

  @Nullable String cookie(String name) {
    if (cookies == null) {
      return null;
    }
    return ServerCookieDecoder.STRICT.decode(cookies).stream()
        .filter(cookie -> cookie.name().equals(name))
        .map(cookie -> cookie.value())
        .findFirst()
        .orElse(null);
  }

  /// The body as a record; refused when it is not.
  <T> T json(Class<T> type) {
    try {
      T value = JSON.readValue(new String(body, StandardCharsets.UTF_8), type);
      if (value == null) {
        throw new Refusal(Problem.of(ErrorCode.MALFORMED, "The body must be a JSON object."));
      }
      return value;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal(
          Problem.of(ErrorCode.MALFORMED, "The body is not the JSON object that this expects."));
    }
  }
}
