package switchboard.gateway;

import java.util.ArrayList;
import java.util.List;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.protocol.Change;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Limits;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// Reads pages of conversations as an audience sees them. Blocks: for virtual threads.
final class Pages {
  /// Most text in a page, but for the last message that begins within it: what a client on a slow line must receive first stays small.
  static final int PAGE_TEXT_MAX = 96 * 1024;

  private final DeskPort desk;

  Pages(DeskPort desk) {
    this.desk = desk;
  }

  /// The newest events with `after < sequence <= upTo`: as many as make a page, or all since `after` when these are fewer.
  ///
  /// @param textMax characters after which no further event is added; one event always is
  List<ConversationEvent> read(
      long conversation, int after, int upTo, Audience audience, int textMax)
      throws Journal.Unavailable {
    int first = Math.max(after, upTo - Limits.HISTORY_PAGE_MAX);
    if (first >= upTo) {
      return List.of();
    }
    List<Entry> entries = desk.history(conversation, first, upTo);
    int from = entries.size() - 1;
    int text = weight(entries.get(from));
    while (from > 0 && text < textMax) {
      from--;
      text += weight(entries.get(from));
    }
    List<ConversationEvent> events = new ArrayList<>(entries.size() - from);
    for (Entry entry : entries.subList(from, entries.size())) {
      events.add(Translator.event(entry, audience));
    }
    return events;
  }

  /// Characters of text in events.
  static int text(List<ConversationEvent> events) {
    return events.stream()
        .mapToInt(
            event -> event.change() instanceof Change.Message message ? message.text().length() : 0)
        .sum();
  }

  private static int weight(Entry entry) {
    return entry.event() instanceof Event.Posted posted ? posted.text().length() : 0;
  }
}
