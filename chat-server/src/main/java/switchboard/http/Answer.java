package switchboard.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;

/// What a route answers.
///
/// @param headers beside content type, length and the security headers
record Answer(
    HttpResponseStatus status, String contentType, byte[] body, Map<String, String> headers) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The one form of an error: `{"problem": {"code", "message", "field"?, "retryAfterMs"?}}`.
  private record Failed(Problem problem) {}

  static Answer json(Object value) {
    return new Answer(
        HttpResponseStatus.OK, "application/json", bytes(value), Map.of("Cache-Control", "no-store"));
  }

  static Answer text(HttpResponseStatus status, String text) {
    return new Answer(
        status,
        "text/plain; charset=utf-8",
        text.getBytes(StandardCharsets.UTF_8),
        Map.of("Cache-Control", "no-store"));
  }

  static Answer problem(Problem problem) {
    return new Answer(
        statusOf(problem),
        "application/json",
        bytes(new Failed(problem)),
        problem.retryAfterMs() == null
            ? Map.of("Cache-Control", "no-store")
            : Map.of(
                "Cache-Control",
                "no-store",
                "Retry-After",
                String.valueOf((problem.retryAfterMs() + 999) / 1000)));
  }

  static Answer redirect(String path) {
    return new Answer(
        HttpResponseStatus.FOUND,
        "text/plain; charset=utf-8",
        new byte[0],
        Map.of("Location", path, "Cache-Control", "no-cache"));
  }

  /// @param allowed the methods that would be answered
  static Answer methodNotAllowed(String method, String allowed) {
    Answer refusal =
        problem(
            Problem.of(
                ErrorCode.INVALID_FIELD, method + " is not possible here, only " + allowed + "."));
    return new Answer(
            HttpResponseStatus.METHOD_NOT_ALLOWED,
            refusal.contentType(),
            refusal.body(),
            refusal.headers())
        .with("Allow", allowed);
  }

  /// The request names a host under which there is no desk (RFC 9110 section 15.5.20).
  static Answer misdirected() {
    Answer refusal =
        problem(Problem.of(ErrorCode.NOT_FOUND, "No desk is reached under this host name."));
    return new Answer(
        HttpResponseStatus.MISDIRECTED_REQUEST,
        refusal.contentType(),
        refusal.body(),
        refusal.headers());
  }

  Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, contentType, body, all);
  }

  private static HttpResponseStatus statusOf(Problem problem) {
    return switch (problem.code()) {
      case MALFORMED, UNKNOWN_TYPE, INVALID_FIELD, OUT_OF_ORDER -> HttpResponseStatus.BAD_REQUEST;
      case UNAUTHENTICATED -> HttpResponseStatus.UNAUTHORIZED;
      case FORBIDDEN -> HttpResponseStatus.FORBIDDEN;
      case NOT_FOUND -> HttpResponseStatus.NOT_FOUND;
      case CONFLICT, LIMIT_REACHED, CLOSED -> HttpResponseStatus.CONFLICT;
      case RATE_LIMITED -> HttpResponseStatus.TOO_MANY_REQUESTS;
      case UNAVAILABLE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
      case INTERNAL -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours cannot be written as JSON", e);
    }
  }
}
