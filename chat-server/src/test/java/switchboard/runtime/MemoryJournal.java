package switchboard.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import switchboard.desk.Desk;
import switchboard.desk.DeskImage;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;

/// A journal that forgets when the process ends, kept in the form in which entries are stored. It keeps `JournalContract`, as PostgreSQL's does.
public final class MemoryJournal implements Journal {
  private record Line(
      long sequence,
      long atMs,
      Actor by,
      String request,
      long conversation,
      int position,
      String type,
      int version,
      byte[] event) {

    static Line of(Entry entry) {
      return new Line(
          entry.sequence(),
          entry.atMs(),
          entry.by(),
          entry.request(),
          entry.conversation(),
          entry.position(),
          EventCodec.type(entry.event()),
          EventCodec.VERSION,
          EventCodec.write(entry.event()));
    }

    Entry entry() {
      return new Entry(
          sequence, atMs, by, request, conversation, position,
          EventCodec.read(type, version, event));
    }
  }

  private final String epoch = UUID.randomUUID().toString();
  private final List<Line> lines = new ArrayList<>();
  private final Set<UUID> batches = new HashSet<>();
  private final Deque<Snapshot> snapshots = new ArrayDeque<>();

  @Override
  public void append(Batch batch) throws Fenced {
    List<Line> appended = batch.entries().stream().map(Line::of).toList();
    synchronized (this) {
      if (batches.contains(batch.id())) {
        return;
      }
      if (batch.firstSequence() != lines.size() + 1) {
        throw new Fenced(
            "a batch begins with entry %d, but the journal ends with entry %d"
                .formatted(batch.firstSequence(), lines.size()));
      }
      lines.addAll(appended);
      batches.add(batch.id());
    }
  }

  /// Saves the state of a desk as it is.
  public void snapshot(Desk desk) {
    DeskImage image = desk.image();
    saveSnapshot(
        new Snapshot(image.sequence(), SnapshotCodec.VERSION, SnapshotCodec.write(image)));
  }

  /// As a restore does: forgets what came after.
  synchronized void putBack(int sequence) {
    lines.subList(sequence, lines.size()).clear();
  }

  @Override
  public void replay(long afterSequence, Consumer<Entry> reader) {
    replay(afterSequence, Long.MAX_VALUE, reader);
  }

  @Override
  public void replay(long afterSequence, long upToSequence, Consumer<Entry> reader) {
    List<Line> replayed;
    synchronized (this) {
      int to = (int) Math.min(upToSequence, lines.size());
      int from = (int) Math.min(afterSequence, to);
      replayed = List.copyOf(lines.subList(from, to));
    }
    replayed.forEach(line -> reader.accept(line.entry()));
  }

  @Override
  public synchronized long newestSequence() {
    return lines.size();
  }

  @Override
  public synchronized long sequenceAt(long atMs) {
    return lines.stream().filter(line -> line.atMs() <= atMs).count();
  }

  @Override
  public synchronized List<Entry> conversation(long conversation, int after, int upTo) {
    return lines.stream()
        .filter(line -> line.conversation() == conversation)
        .filter(line -> line.position() > after && line.position() <= upTo)
        .map(Line::entry)
        .toList();
  }

  @Override
  public synchronized Snapshot newestSnapshot() {
    return snapshots.peekLast();
  }

  @Override
  public synchronized Snapshot snapshotUpTo(long sequence, int version) {
    return snapshots.stream()
        .filter(snapshot -> snapshot.sequence() <= sequence && snapshot.version() == version)
        .reduce((_, later) -> later)
        .orElse(null);
  }

  /// Keeps them all: no test lasts a day.
  @Override
  public synchronized void saveSnapshot(Snapshot snapshot) {
    snapshots.addLast(snapshot);
  }

  @Override
  public void claimFormat() {}

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public void close() {}
}
