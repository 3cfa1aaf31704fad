package switchboard.tracing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of a command that is followed.
///
/// @param first sequence of its first entry
/// @param last sequence of its last entry
public record Traced(long first, long last, Span span) {

  /// Begins a step of each.
  public static List<Traced> begin(List<Traced> causes, Step step) {
    if (causes.isEmpty()) {
      return List.of();
    }
    List<Traced> begun = new ArrayList<>(causes.size());
    for (Traced cause : causes) {
      Span span = cause.span.child(step).set(Key.SEQUENCE, cause.first);
      begun.add(new Traced(cause.first, cause.last, span));
    }
    return begun;
  }

  public static void end(List<Traced> begun) {
    for (int i = 0; i < begun.size(); i++) {
      begun.get(i).span.end();
    }
  }

  /// The span of an entry; null when it is not followed.
  public static @Nullable Span of(long sequence, List<Traced> traced) {
    for (int i = 0; i < traced.size(); i++) {
      Traced one = traced.get(i);
      if (one.first <= sequence && sequence <= one.last) {
        return one.span;
      }
    }
    return null;
  }
}
