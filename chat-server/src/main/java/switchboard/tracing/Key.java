package switchboard.tracing;

import java.util.Locale;

/// What is said of a span. There is no key for what customers or agents wrote or are.
public enum Key {
  /// Name of the start of the server where it happened.
  NODE,
  /// The desk's epoch.
  DESK,
  /// A session's name, which says nothing of whose it is.
  SESSION,
  /// The kind of the command.
  COMMAND,
  /// The conversation's number.
  CONVERSATION,
  /// Of the first entry that the command led to.
  SEQUENCE,
  /// How many entries were stored at once.
  BATCH,
  /// Of the lead.
  TERM,
  /// How it ended: done, refused, unavailable, failed.
  OUTCOME;

  private final String text = "switchboard." + name().toLowerCase(Locale.ROOT);

  /// As traces call it: "switchboard.node".
  public String text() {
    return text;
  }
}
