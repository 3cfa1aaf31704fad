package switchboard.runtime;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import switchboard.desk.vocabulary.Entry;

/// A journal whose storage can be slow, away or lost on command. What does get through is stored by the journal behind it.
public class FaultyJournal implements Journal {
  private static final int OPEN = 1 << 20;

  private final Journal storage;
  private final Semaphore gate = new Semaphore(OPEN);
  private final AtomicInteger appends = new AtomicInteger();
  private volatile boolean away;
  private volatile int answersToLose;
  private volatile int lastAppend = Integer.MAX_VALUE;
  private volatile boolean lastIsStored;

  public FaultyJournal(Journal storage) {
    this.storage = storage;
  }

  /// From now on appends wait.
  void hold() {
    gate.drainPermits();
  }

  /// Lets so many of them through.
  void pass(int count) {
    gate.release(count);
  }

  void passAll() {
    gate.release(OPEN);
  }

  /// The appends that wait.
  int waiting() {
    return gate.getQueueLength();
  }

  public void away(boolean isAway) {
    away = isAway;
  }

  /// The next appends are stored, but whoever asked does not hear of it.
  void loseAnswers(int count) {
    answersToLose = count;
  }

  /// As if the process died: the append of this number, and any after it, never returns well.
  ///
  /// @param stored whether that one still reaches storage
  void dieAt(int append, boolean stored) {
    lastIsStored = stored;
    lastAppend = append;
  }

  boolean isDead() {
    return appends.get() >= lastAppend;
  }

  /// Attempts to append.
  int appends() {
    return appends.get();
  }

  @Override
  public void append(Batch batch) throws Fenced, Unavailable {
    int number = appends.incrementAndGet();
    gate.acquireUninterruptibly();
    refuseWhileAway();
    if (number < lastAppend || number == lastAppend && lastIsStored) {
      storage.append(batch);
    }
    if (number >= lastAppend) {
      throw new Fenced("the process died");
    }
    if (answersToLose > 0) {
      answersToLose--;
      throw new Unavailable("the connection broke before the answer came", null);
    }
  }

  @Override
  public void replay(long afterSequence, long upToSequence, Consumer<Entry> reader)
      throws Unavailable {
    refuseWhileAway();
    storage.replay(afterSequence, upToSequence, reader);
  }

  @Override
  public long newestSequence() throws Unavailable {
    refuseWhileAway();
    return storage.newestSequence();
  }

  @Override
  public long sequenceAt(long atMs) throws Unavailable {
    refuseWhileAway();
    return storage.sequenceAt(atMs);
  }

  @Override
  public List<Entry> conversation(long conversation, int after, int upTo) throws Unavailable {
    refuseWhileAway();
    return storage.conversation(conversation, after, upTo);
  }

  @Override
  public Snapshot newestSnapshot() throws Unavailable {
    refuseWhileAway();
    return storage.newestSnapshot();
  }

  @Override
  public Snapshot snapshotUpTo(long sequence, int version) throws Unavailable {
    refuseWhileAway();
    return storage.snapshotUpTo(sequence, version);
  }

  @Override
  public void saveSnapshot(Snapshot snapshot) throws Unavailable {
    refuseWhileAway();
    storage.saveSnapshot(snapshot);
  }

  @Override
  public void claimFormat() throws Unavailable {
    refuseWhileAway();
    storage.claimFormat();
  }

  @Override
  public String epoch() throws Unavailable {
    refuseWhileAway();
    return storage.epoch();
  }

  @Override
  public void close() {
    storage.close();
  }

  private void refuseWhileAway() throws Unavailable {
    if (away) {
      throw new Unavailable("storage is away", null);
    }
  }
}
