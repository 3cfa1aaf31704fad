package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why something was refused. `retryable` says whether sending the very same request again, later, can succeed.
public enum ErrorCode {
  /// The frame is not one JSON object of distinct field names, is too long, nested too deeply, or binary.
  MALFORMED(false),
  /// The `type` is not one that this side accepts.
  UNKNOWN_TYPE(false),
  /// A field is missing, of the wrong kind or out of its limits; `field` names it.
  INVALID_FIELD(false),
  /// A command came before `hello`, or a second `hello`.
  OUT_OF_ORDER(false),
  /// No valid token or cookie, or it has expired: sign in again.
  UNAUTHENTICATED(false),
  /// Signed in, but this role may not do this.
  FORBIDDEN(false),
  /// No such thing, or not yours: the two are not told apart.
  NOT_FOUND(false),
  /// The conversation, offer or ticket has moved on; the message says where to.
  CONFLICT(false),
  /// A quota or a limit of the desk is reached (chats at once, full queue without tickets).
  LIMIT_REACHED(false),
  /// Nobody chats at this hour, and the message says when; or the queue is full. A ticket may be left: send it again with `ticket`.
  CLOSED(false),
  /// Too many frames or requests; `retryAfterMs` says when.
  RATE_LIMITED(true),
  /// Nothing was changed, storage or leader is away; `retryAfterMs` says when to send it again.
  UNAVAILABLE(true),
  /// A fault of the server, logged under the `incident` in the message. Sending again is safe.
  INTERNAL(true);

  private final boolean retryable;

  ErrorCode(boolean retryable) {
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
