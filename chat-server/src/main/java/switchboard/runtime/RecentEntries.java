package switchboard.runtime;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;

/// The newest entries of the conversations that were written to last, so that a reconnect seldom reads the journal. Written by the reading
/// thread, read by any.
final class RecentEntries {
  /// Of one conversation; a longer history comes from the journal.
  static final int KEPT_MAX = 256;

  /// What an entry weighs beside its text, in characters.
  private static final int WEIGHT_MIN = 200;

  private final long weightMax;
  private final Map<Long, Tail> tails = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  RecentEntries(long weightMax) {
    this.weightMax = weightMax;
  }

  synchronized void add(List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.conversation() == 0) {
        continue;
      }
      if (entry.event() instanceof Event.Forgotten) {
        Tail tail = tails.remove(entry.conversation());
        if (tail != null) {
          weight -= tail.weight;
        }
        continue;
      }
      tails.computeIfAbsent(entry.conversation(), _ -> new Tail()).add(entry);
    }
    Iterator<Tail> quietest = tails.values().iterator();
    while (weight > weightMax && quietest.hasNext()) {
      weight -= quietest.next().weight;
      quietest.remove();
    }
  }

  /// The conversation's entries with `after < position <= upTo`, or null when they are not all here.
  synchronized @Nullable List<Entry> between(long conversation, int after, int upTo) {
    Tail tail = tails.get(conversation);
    if (tail == null || tail.entries.getFirst().position() > after + 1) {
      return null;
    }
    return tail.entries.stream()
        .filter(entry -> entry.position() > after && entry.position() <= upTo)
        .toList();
  }

  private static int weight(Entry entry) {
    return WEIGHT_MIN + (entry.event() instanceof Event.Posted posted ? posted.text().length() : 0);
  }

  private final class Tail {
    final ArrayDeque<Entry> entries = new ArrayDeque<>();
    int weight;

    void add(Entry entry) {
      entries.addLast(entry);
      grow(weight(entry));
      if (entries.size() > KEPT_MAX) {
        grow(-weight(entries.removeFirst()));
      }
    }

    private void grow(int by) {
      weight += by;
      RecentEntries.this.weight += by;
    }
  }
}
