package switchboard.whatif;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.Problem;

/// How far a simulation is.
///
/// @param state "waiting", "running", "done", "failed" or "cancelled"
/// @param progress from 0 to 1
/// @param ahead how many come before it while it waits
/// @param problem why it failed: mostly something about the period that only reading it shows
/// @param result once it is done
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Status(
    String id,
    String state,
    double progress,
    @Nullable Integer ahead,
    @Nullable Problem problem,
    @Nullable Findings result) {

  boolean isOver() {
    return !state.equals(State.WAITING.word()) && !state.equals(State.RUNNING.word());
  }

  /// The same, as nobody wants it any more.
  Status cancelled() {
    return new Status(id, State.CANCELLED.word(), progress, null, null, null);
  }

  /// The same, which will never be over.
  Status lost(Problem why) {
    return new Status(id, State.FAILED.word(), progress, null, why, null);
  }

  enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    boolean isOver() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
