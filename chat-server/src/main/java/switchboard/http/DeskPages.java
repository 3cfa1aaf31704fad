package switchboard.http;

/// What one desk answers over HTTP.
///
/// @param security the headers of all its answers
public record DeskPages(Routes routes, SecurityHeaders security) {}
