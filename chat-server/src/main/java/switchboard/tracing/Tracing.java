package switchboard.tracing;

import org.jspecify.annotations.Nullable;

/// Chooses which messages are followed.
public interface Tracing {
  /// None is.
  Tracing NONE =
      new Tracing() {
        @Override
        public Tracing of(String desk) {
          return this;
        }

        @Override
        public @Nullable Span begin(Step step) {
          return null;
        }

        @Override
        public @Nullable Span continued(@Nullable String context) {
          return null;
        }
      };

  /// The same, for the messages of one desk.
  ///
  /// @param desk its epoch
  Tracing of(String desk);

  /// Begins to follow a message with its first step; null when it is not one of those that are followed.
  @Nullable Span begin(Step step);

  /// What another node began to follow: a span that was begun there, for children here.
  ///
  /// @param context as `Span.context` gave it; null, or what cannot be read, is followed no further
  @Nullable Span continued(@Nullable String context);
}
