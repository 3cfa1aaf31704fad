package switchboard.tracing;

import org.jspecify.annotations.Nullable;

/// A step of a message that is followed, from now until its end. Those of messages that are not followed are null, everywhere.
public interface Span {
  /// Begins a step that this one causes.
  Span child(Step step);

  /// The same, under a span that may be none.
  static @Nullable Span under(@Nullable Span parent, Step step) {
    return parent == null ? null : parent.child(step);
  }

  Span set(Key key, long value);

  Span set(Key key, String value);

  /// What another node goes on from (`Tracing.continued`): a `traceparent` of W3C Trace Context.
  String context();

  /// Names the trace: 32 hexadecimal digits.
  String trace();

  /// One that does not end is never heard of.
  void end();
}
