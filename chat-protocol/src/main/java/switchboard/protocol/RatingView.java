package switchboard.protocol;

/// How a customer found the service in a chat.
///
/// @param score from 1, the worst, to 5
/// @param comment may be empty
public record RatingView(int score, String comment) {}
