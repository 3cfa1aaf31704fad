package switchboard.http;

import java.util.function.BooleanSupplier;

/// What one desk answers over HTTP.
///
/// @param security the headers of all its answers
/// @param isOver whether the desk has ended on this node, so that none of it is answered
public record DeskPages(Routes routes, SecurityHeaders security, BooleanSupplier isOver) {}
