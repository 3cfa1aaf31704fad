package switchboard.protocol;

/// Where a client stands in a conversation. A position of another epoch (the desk was restored from a backup) counts as none.
public record Position(long conversation, String epoch, int sequence) {
  public Position {
    Check.id("positions.conversation", conversation);
    Check.text("positions.epoch", epoch, Limits.ID_LENGTH_MAX);
    if (sequence < 0) {
      throw Check.refuse("positions.sequence", "must not be negative");
    }
  }
}
