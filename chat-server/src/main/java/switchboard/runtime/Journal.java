package switchboard.runtime;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;

/// One desk's journal: the truth. Calls block; they are made from the writer's thread (`append`) or from virtual threads (the others).
public interface Journal extends AutoCloseable {

  /// Stores a batch with its projections and outbox rows, all or nothing. When it returns, the batch is on disk.
  /// Appending the same batch (same id) again after `Unavailable` is harmless: it is stored once.
  ///
  /// @throws Fenced another writer has written past this one: this one must stop
  /// @throws Unavailable storage cannot be reached; whether the batch was stored is unknown until it is appended again
  void append(Batch batch) throws Fenced, Unavailable;

  /// Reads all entries after a sequence, in order, without holding them all in memory.
  default void replay(long afterSequence, Consumer<Entry> reader) throws Unavailable {
    replay(afterSequence, Long.MAX_VALUE, reader);
  }

  /// The same of those with `afterSequence < sequence <= upToSequence`.
  void replay(long afterSequence, long upToSequence, Consumer<Entry> reader) throws Unavailable;

  /// Of the last entry; 0 for none.
  long newestSequence() throws Unavailable;

  /// Of the last entry that was written at a time or before it; 0 for none. Time never runs backwards in a journal, so this reads a few dozen
  /// entries, however many there are.
  long sequenceAt(long atMs) throws Unavailable;

  /// A conversation's entries with `after < position <= upTo`, in order; callers bound the span.
  List<Entry> conversation(long conversation, int after, int upTo) throws Unavailable;

  /// The newest snapshot of the current version, if any.
  @Nullable Snapshot newestSnapshot() throws Unavailable;

  /// The newest snapshot of a version that was taken after that entry or before it, if one is kept.
  @Nullable Snapshot snapshotUpTo(long sequence, int version) throws Unavailable;

  /// Keeps this snapshot and the one before it; of those before these the last one of each day (UTC), for 35 days.
  void saveSnapshot(Snapshot snapshot) throws Unavailable;

  /// Notes, before this program writes its first entry, that from now on entries may be of its format (`EventCodec.FORMAT`).
  ///
  /// @throws NewerJournal a newer version of the program has led, and may have written what this one cannot read
  void claimFormat() throws Unavailable;

  /// Changes when the database was restored from a backup: positions of another epoch are void.
  String epoch() throws Unavailable;

  @Override
  void close();

  /// @param entries consecutive, not empty
  record Batch(UUID id, List<Entry> entries) {
    public Batch {
      entries = List.copyOf(entries);
    }

    public long firstSequence() {
      return entries.getFirst().sequence();
    }
  }

  /// The state after `sequence`, as `SnapshotCodec` writes it.
  record Snapshot(long sequence, int version, byte[] state) {}

  /// The journal holds other entries at these sequences: somebody else leads.
  final class Fenced extends Exception {
    public Fenced(String message) {
      super(message);
    }
  }

  /// Storage cannot be reached or refuses to write.
  final class Unavailable extends Exception {
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
