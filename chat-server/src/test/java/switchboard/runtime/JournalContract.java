package switchboard.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// What every journal keeps to.
public abstract class JournalContract {
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Cora");
  private static final long START_MS = 1_800_000_000_000L;

  /// A journal with nothing in it.
  protected abstract Journal empty() throws Exception;

  /// Another writer's view of what a journal stores.
  protected abstract Journal sameStorage(Journal journal) throws Exception;

  @Test
  void anEmptyJournalReplaysNothing() throws Exception {
    Journal journal = empty();
    assertThat(replayed(journal, 0)).isEmpty();
    assertThat(journal.newestSnapshot()).isNull();
    assertThat(journal.conversation(1, 0, 10)).isEmpty();
  }

  @Test
  void whatWasAppendedIsReplayedInOrderAndWhole() throws Exception {
    Journal journal = empty();
    journal.append(batch(launch(1, 1)));
    journal.append(batch(posts(3, 1, 3, 5)));
    List<Entry> all = new ArrayList<>(launch(1, 1));
    all.addAll(posts(3, 1, 3, 5));
    assertThat(replayed(journal, 0)).isEqualTo(all);
    assertThat(replayed(journal, 4)).isEqualTo(all.subList(4, 7));
    assertThat(replayed(journal, 7)).isEmpty();
    assertThat(replayed(sameStorage(journal), 0)).isEqualTo(all);
  }

  @Test
  void aReplayEndsWithTheLastEntryThatIsAskedFor() throws Exception {
    Journal journal = empty();
    journal.append(batch(launch(1, 1)));
    journal.append(batch(posts(3, 1, 3, 5)));
    assertThat(sequences(journal, 2, 5)).containsExactly(3L, 4L, 5L);
    assertThat(sequences(journal, 5, 100)).containsExactly(6L, 7L);
    assertThat(sequences(journal, 5, 5)).isEmpty();
    assertThat(sequences(journal, 6, 2)).isEmpty();
  }

  @Test
  void theLastEntryAtATimeIsFoundAlsoWhereSeveralAreOfOneMoment() throws Exception {
    Journal journal = empty();
    assertThat(journal.sequenceAt(START_MS)).isZero();
    long[] secondsOfEntry = {10, 10, 10, 40, 70, 70, 70, 70, 90};
    List<Entry> entries = posts(1, 1, 1, secondsOfEntry.length);
    entries.replaceAll(entry -> at(entry, secondsOfEntry[(int) entry.sequence() - 1]));
    journal.append(batch(entries));
    for (long second = 0; second <= 100; second++) {
      long at = second;
      assertThat(journal.sequenceAt(START_MS + 1_000 * second))
          .as("the last entry by second %d", second)
          .isEqualTo(Arrays.stream(secondsOfEntry).filter(seconds -> seconds <= at).count());
    }
  }

  @Test
  void appendingTheSameBatchAgainStoresItOnce() throws Exception {
    Journal journal = empty();
    Journal.Batch batch = batch(launch(1, 1));
    journal.append(batch);
    journal.append(batch);
    assertThat(replayed(journal, 0)).isEqualTo(batch.entries());
    journal.append(batch(posts(3, 1, 3, 1)));
    assertThat(replayed(journal, 0)).hasSize(3);
  }

  @Test
  void aWriterThatWasOvertakenIsFencedAndStoresNothing() throws Exception {
    Journal old = empty();
    old.append(batch(launch(1, 1)));
    Journal leader = sameStorage(old);
    leader.append(batch(posts(3, 1, 3, 2)));
    assertThatThrownBy(() -> old.append(batch(posts(3, 1, 3, 1))))
        .isInstanceOf(Journal.Fenced.class);
    assertThatThrownBy(() -> old.append(batch(posts(4, 1, 4, 3))))
        .isInstanceOf(Journal.Fenced.class);
    List<Entry> all = new ArrayList<>(launch(1, 1));
    all.addAll(posts(3, 1, 3, 2));
    assertThat(replayed(leader, 0)).isEqualTo(all);
    leader.append(batch(posts(5, 1, 5, 1)));
    assertThat(replayed(leader, 4)).isEqualTo(posts(5, 1, 5, 1));
  }

  @Test
  void aConversationIsReadByItsPositions() throws Exception {
    Journal journal = empty();
    journal.append(batch(launch(1, 1)));
    journal.append(batch(launch(3, 2)));
    journal.append(batch(posts(5, 1, 3, 4)));
    journal.append(batch(posts(9, 2, 3, 2)));
    assertThat(journal.conversation(1, 2, 5)).isEqualTo(posts(5, 1, 3, 3));
    assertThat(journal.conversation(2, 3, 100)).isEqualTo(posts(10, 2, 4, 1));
    assertThat(journal.conversation(2, 4, 100)).isEmpty();
    assertThat(journal.conversation(3, 0, 100)).isEmpty();
  }

  @Test
  void theNewestSnapshotAndTheOneBeforeAreKept() throws Exception {
    Journal journal = empty();
    journal.saveSnapshot(new Journal.Snapshot(10, 7, new byte[] {1}));
    journal.saveSnapshot(new Journal.Snapshot(20, 7, new byte[] {2, 0, -1}));
    journal.saveSnapshot(new Journal.Snapshot(30, 7, new byte[1_000_000]));
    Journal.Snapshot newest = sameStorage(journal).newestSnapshot();
    assertThat(newest).isNotNull();
    assertThat(newest.sequence()).isEqualTo(30);
    assertThat(newest.version()).isEqualTo(7);
    assertThat(newest.state()).isEqualTo(new byte[1_000_000]);
  }

  @Test
  void theNewestSnapshotBeforeAnEntryIsFound() throws Exception {
    Journal journal = empty();
    journal.append(batch(posts(1, 1, 1, 40)));
    journal.saveSnapshot(new Journal.Snapshot(20, 7, new byte[] {2}));
    journal.saveSnapshot(new Journal.Snapshot(30, 7, new byte[] {3}));
    assertThat(journal.snapshotUpTo(19, 7)).isNull();
    assertThat(Objects.requireNonNull(journal.snapshotUpTo(20, 7)).state()).containsExactly(2);
    assertThat(Objects.requireNonNull(journal.snapshotUpTo(29, 7)).sequence()).isEqualTo(20);
    assertThat(Objects.requireNonNull(journal.snapshotUpTo(99, 7)).sequence()).isEqualTo(30);
    assertThat(journal.snapshotUpTo(99, 8)).isNull();
  }

  @Test
  void theEpochStaysTheSame() throws Exception {
    Journal journal = empty();
    String epoch = journal.epoch();
    journal.append(batch(launch(1, 1)));
    assertThat(sameStorage(journal).epoch()).isEqualTo(epoch).isNotEmpty();
  }

  private static Journal.Batch batch(List<Entry> entries) {
    return new Journal.Batch(UUID.randomUUID(), entries);
  }

  private static List<Entry> replayed(Journal journal, long after) throws Exception {
    List<Entry> replayed = new ArrayList<>();
    journal.replay(after, replayed::add);
    return replayed;
  }

  private static List<Long> sequences(Journal journal, long after, long upTo) throws Exception {
    List<Long> sequences = new ArrayList<>();
    journal.replay(after, upTo, entry -> sequences.add(entry.sequence()));
    return sequences;
  }

  private static Entry at(Entry entry, long second) {
    return new Entry(
        entry.sequence(),
        START_MS + 1_000 * second,
        entry.by(),
        entry.request(),
        entry.conversation(),
        entry.position(),
        entry.event());
  }

  private static List<Entry> launch(long sequence, long conversation) {
    Customer customer =
        new Customer(
            "cora", "Cora", "cora@example.test", "o", "O", null, null, null, null, List.of());
    Standing standing = new Standing("Basic", 1, 0, 300_000, false, List.of());
    return List.of(
        entry(
            sequence,
            CORA,
            "launch-" + conversation,
            conversation,
            1,
            new Event.Launched(customer, Intake.EMPTY, Line.GENERAL, Skills.NONE, standing)),
        entry(
            sequence + 1,
            Actor.DESK,
            null,
            conversation,
            2,
            new Event.Queued(
                QueueReason.LAUNCHED, new OrderKey(START_MS + sequence, 1, conversation), 0, 0)));
  }

  private static List<Entry> posts(long sequence, long conversation, int position, int count) {
    List<Entry> posts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      posts.add(
          entry(
              sequence + i,
              CORA,
              "post-" + (sequence + i),
              conversation,
              position + i,
              new Event.Posted("Grüße 🙂 " + (position + i), false)));
    }
    return posts;
  }

  private static Entry entry(
      long sequence, Actor by, String request, long conversation, int position, Event event) {
    return new Entry(
        sequence, START_MS + sequence, by, request, conversation, position, event);
  }
}
