package switchboard.gateway;

import java.util.ArrayList;
import java.util.List;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Limits;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// Reads pages of conversations as an audience sees them. Blocks: for virtual threads.
final class Pages {
  /// A page of long messages is cut, so that what a client on a slow line must receive first stays small.
  private static final int PAGE_TEXT_MAX = 96 * 1024;

  private final DeskPort desk;

  Pages(DeskPort desk) {
    this.desk = desk;
  }

  /// The newest events with `after < sequence <= upTo`: as many as make a page, or all since `after` when these are fewer.
  List<ConversationEvent> read(long conversation, int after, int upTo, Audience audience)
      throws Journal.Unavailable {
    int first = Math.max(after, upTo - Limits.HISTORY_PAGE_MAX);
    if (first >= upTo) {
      return List.of();
    }
    List<Entry> entries = desk.history(conversation, first, upTo);
    int from = entries.size();
    int text = 0;
    while (from > 0 && text < PAGE_TEXT_MAX) {
      from--;
      text += weight(entries.get(from));
    }
    List<ConversationEvent> events = new ArrayList<>(entries.size() - from);
    for (Entry entry : entries.subList(from, entries.size())) {
      events.add(Translator.event(entry, audience));
    }
    return events;
  }

  private static int weight(Entry entry) {
    return entry.event() instanceof Event.Posted posted ? posted.text().length() : 0;
  }
}
