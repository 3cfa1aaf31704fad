package switchboard.protocol;

/// WebSocket close codes (RFC 6455 section 7.4.2 leaves 4000-4999 to applications).
/// Below 4500 the client reconnects with jittered back-off and resumes; from 4500 it does not.
public enum CloseCode {
  /// The node is stopping: reconnect at once, any node will do.
  GOING_AWAY(4001),
  /// The client did not read fast enough: reconnect and resume from the last position.
  SLOW_CONSUMER(4008),
  /// Nothing was heard from the client for too long.
  SILENT(4009),
  /// Too many connections or frames: reconnect after the back-off.
  OVERLOADED(4010),
  /// No `hello` in time: the network was slow, perhaps.
  NO_HELLO(4011),
  /// What was sent breaks the protocol; reconnecting alone will not help, but a new version of the client may.
  PROTOCOL_VIOLATION(4500),
  /// The token or cookie is invalid, expired or revoked: sign in again.
  SIGNED_OUT(4501);

  private final int code;

  CloseCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public boolean clientReconnects() {
    return code < 4500;
  }
}
