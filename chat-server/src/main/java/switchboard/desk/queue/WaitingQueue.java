package switchboard.desk.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.Skills;

/// The waiting chats in head-start order, by line and, within a line, by the skills that they still prefer. A chat whose offer rings keeps its place
/// but is not a choice for routing. Adding and removing cost O(log n).
public final class WaitingQueue {
  private final TreeMap<Group, TreeMap<OrderKey, QueueEntry>> choices = new TreeMap<>();

  /// The first choice of each group; the order in which routing looks at the groups.
  private final TreeMap<OrderKey, QueueEntry> heads = new TreeMap<>();

  private final TreeMap<OrderKey, QueueEntry> ringing = new TreeMap<>();
  private int choiceCount;

  /// Chats that the same agents may be offered.
  private record Group(Line line, Skills prefers) implements Comparable<Group> {
    static Group of(QueueEntry entry) {
      return new Group(entry.line(), entry.prefers());
    }

    @Override
    public int compareTo(Group other) {
      int byLine = line.compareTo(other.line);
      return byLine != 0 ? byLine : prefers.compareTo(other.prefers);
    }
  }

  public void add(QueueEntry entry) {
    TreeMap<OrderKey, QueueEntry> group =
        choices.computeIfAbsent(Group.of(entry), _ -> new TreeMap<>());
    QueueEntry headBefore = headOf(group);
    group.put(entry.key(), entry);
    choiceCount++;
    moveHead(headBefore, headOf(group));
  }

  /// Removes a choice; its offer begins to ring, or it left the queue.
  public void remove(QueueEntry entry) {
    Group of = Group.of(entry);
    TreeMap<OrderKey, QueueEntry> group = choices.get(of);
    if (group == null) {
      return;
    }
    QueueEntry headBefore = headOf(group);
    if (group.remove(entry.key()) == null) {
      return;
    }
    choiceCount--;
    moveHead(headBefore, headOf(group));
    if (group.isEmpty()) {
      choices.remove(of);
    }
  }

  public void addRinging(QueueEntry entry) {
    ringing.put(entry.key(), entry);
  }

  public void removeRinging(QueueEntry entry) {
    ringing.remove(entry.key());
  }

  /// The first choice of each group of chats that the same agents may be offered, first in order first.
  public Collection<QueueEntry> heads() {
    return Collections.unmodifiableCollection(heads.values());
  }

  /// Those of the heads that come before a key.
  public Collection<QueueEntry> headsBefore(OrderKey key) {
    return Collections.unmodifiableCollection(heads.headMap(key).values());
  }

  /// Choices of the group of this one before a key, or all of them, counted no further than `countMax`.
  public int count(QueueEntry head, @Nullable OrderKey before, int countMax) {
    TreeMap<OrderKey, QueueEntry> entries = choices.get(Group.of(head));
    if (entries == null) {
      return 0;
    }
    if (before == null) {
      return Math.min(entries.size(), countMax);
    }
    int count = 0;
    for (OrderKey key : entries.keySet()) {
      if (count == countMax || key.compareTo(before) >= 0) {
        break;
      }
      count++;
    }
    return count;
  }

  /// All that wait, ringing ones included.
  public int size() {
    return choiceCount + ringing.size();
  }

  /// All that wait, first in order first, ringing ones included.
  public Iterable<QueueEntry> inOrder() {
    return () -> {
      List<Iterator<QueueEntry>> runs = new ArrayList<>();
      choices.values().forEach(group -> runs.add(group.values().iterator()));
      runs.add(ringing.values().iterator());
      return new Merged(runs);
    };
  }

  private static @Nullable QueueEntry headOf(TreeMap<OrderKey, QueueEntry> group) {
    return group.isEmpty() ? null : group.firstEntry().getValue();
  }

  private void moveHead(@Nullable QueueEntry before, @Nullable QueueEntry after) {
    if (before == after) {
      return;
    }
    if (before != null) {
      heads.remove(before.key());
    }
    if (after != null) {
      heads.put(after.key(), after);
    }
  }

  /// Merges sorted runs.
  private static final class Merged implements Iterator<QueueEntry> {
    private record Run(QueueEntry head, Iterator<QueueEntry> rest) implements Comparable<Run> {
      @Override
      public int compareTo(Run other) {
        return head.key().compareTo(other.head.key());
      }
    }

    private final PriorityQueue<Run> runs = new PriorityQueue<>();

    Merged(List<Iterator<QueueEntry>> iterators) {
      iterators.forEach(this::add);
    }

    private void add(Iterator<QueueEntry> rest) {
      if (rest.hasNext()) {
        runs.add(new Run(rest.next(), rest));
      }
    }

    @Override
    public boolean hasNext() {
      return !runs.isEmpty();
    }

    @Override
    public QueueEntry next() {
      Run first = runs.poll();
      if (first == null) {
        throw new NoSuchElementException();
      }
      add(first.rest());
      return first.head();
    }
  }
}
