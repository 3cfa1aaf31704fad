package switchboard.postgres;

/// The embedded PostgreSQL cannot be started; the message is for the person who operates the server and says what to do.
public final class EmbeddedPostgresException extends Exception {
  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
