package switchboard.desk.vocabulary;

import java.util.List;

/// What the desk made of a command.
public sealed interface Decision {

  /// Carried out. No entries: nothing needed to change, or the same request was carried out before.
  ///
  /// @param conversation the conversation concerned, 0 for none
  /// @param position the event that carried it out, 0 where nothing needed to change
  record Accepted(List<Entry> entries, long conversation, int position) implements Decision {}

  record Rejected(Rejection rejection) implements Decision {}
}
