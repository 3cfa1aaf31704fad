package switchboard.runtime;

import switchboard.desk.vocabulary.Rejection;

/// The answer to a submitted command. `Done` is given only after the commit.
public sealed interface Reply {
  /// In a word, for logs and traces.
  default String outcome() {
    return switch (this) {
      case Done _ -> "done";
      case Refused _ -> "refused";
      case Unavailable _ -> "unavailable";
    };
  }

  /// @param conversation 0 for none
  /// @param position the event that carried it out, 0 where nothing needed to change
  record Done(long conversation, int position) implements Reply {}

  record Refused(Rejection rejection) implements Reply {}

  /// Nothing was changed by this submission, or nobody knows yet: send the same request again after this time.
  record Unavailable(long retryAfterMs) implements Reply {}
}
