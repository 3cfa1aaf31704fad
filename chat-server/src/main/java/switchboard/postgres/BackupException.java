package switchboard.postgres;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A backup cannot be taken or restored; the message says why, in a sentence for the operator.
public final class BackupException extends Exception {
  BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
