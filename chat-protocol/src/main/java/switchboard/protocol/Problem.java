package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One refusal: what is wrong in a sentence for a person, where, and whether to try again.
///
/// @param field path of the offending field, when one is to blame
/// @param retryAfterMs when sending the same again may succeed; only for retryable codes
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    ErrorCode code, String message, @Nullable String field, @Nullable Long retryAfterMs) {

  public static Problem of(ErrorCode code, String message) {
    return new Problem(code, message, null, null);
  }

  public static Problem inField(String field, String message) {
    return new Problem(ErrorCode.INVALID_FIELD, message, field, null);
  }

  public static Problem retryAfter(ErrorCode code, String message, long retryAfterMs) {
    return new Problem(code, message, null, retryAfterMs);
  }
}
