package switchboard.desk.vocabulary;

/// A refusal is a value: nothing changed.
///
/// @param message one sentence for the person who asked
public record Rejection(Code code, String message) {
  public enum Code {
    /// Unknown, or not theirs: the two are not told apart.
    NOT_FOUND,
    FORBIDDEN,
    /// The thing has moved on.
    CONFLICT,
    LIMIT_REACHED,
    /// Nobody chats at this hour; a ticket may be left.
    CLOSED,
    INVALID
  }
}
