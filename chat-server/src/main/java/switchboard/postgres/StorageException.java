package switchboard.postgres;

/// The database cannot be used; the message is for the person who operates the server and says what to do.
public final class StorageException extends Exception {
  StorageException(String message) {
    super(message);
  }

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
