package switchboard.protocol;

/// Who acts or is meant. The desk itself is a person too: `system`, id empty.
///
/// @param name as shown to the other side
public record Person(PersonKind kind, String id, String name) {}
