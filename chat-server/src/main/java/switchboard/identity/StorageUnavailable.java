package switchboard.identity;

/// Accounts or sessions cannot be read or written now. Nothing is known to have changed; trying
/// again later is safe.
public final class StorageUnavailable extends RuntimeException {
  public StorageUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
