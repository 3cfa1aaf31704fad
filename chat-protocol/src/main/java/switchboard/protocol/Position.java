package switchboard.protocol;

/// Where a client stands in a conversation. A position of another epoch (the desk was restored from a backup) counts as none.
public record Position(long conversation, String epoch, int sequence) {
  public Position {
    Check.id("conversation", conversation);
    Check.text("epoch", epoch, Limits.ID_LENGTH_MAX);
    if (sequence < 0) {
      throw Check.refuse("sequence", "must not be negative");
    }
  }
}
