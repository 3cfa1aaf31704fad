package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.desk.Desk;
import switchboard.desk.RandomJournal;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.supervision.BoardCounts;
import switchboard.desk.supervision.Minute;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.past.Moment;
import switchboard.past.Past;
import switchboard.past.PastLimits;
import switchboard.protocol.BoardView;
import switchboard.runtime.Journal;
import switchboard.runtime.MemoryJournal;

/// docs/spec/supervision.md, S40 and S41: boards of random days, and the same read again from their journals.
class PastBoardTest {
  /// The scenarios' midnight is some hours after they begin.
  private static final ZoneId ZONE = ZoneId.of("Australia/Brisbane");

  private static final int STEPS = 400;

  /// So few that the states kept are thinned out, which long days are.
  private static final PastLimits LIMITS = new PastLimits(20, 400);

  private static final List<Tier> TIERS =
      List.of(tier("Sandbox", 1), tier("Basic", 2), tier("Business", 3), tier("Elite", 4));

  private static Tier tier(String name, int rank) {
    return new Tier(name, rank, Duration.ZERO, Duration.ofMinutes(5));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 25);
  }

  /// A desk that lived through a scenario, and what its board showed.
  private static final class Lived {
    final MemoryJournal journal = new MemoryJournal();
    final Map<Long, BoardView> boards = new TreeMap<>();
    final List<Entry> entries;
    private final Desk desk = new Desk(RandomJournal.rules());
    private long nowMs;
    private final Supervision supervision = new Supervision(TIERS, ZONE, () -> nowMs);

    Lived(long seed) throws Exception {
      entries = RandomJournal.of(seed, STEPS);
      nowMs = entries.getFirst().atMs();
      long shownMs = 0;
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        journal.append(new Journal.Batch(UUID.randomUUID(), List.of(entry)));
        desk.apply(entry);
        supervision.apply(entry);
        long nextMs = i + 1 < entries.size() ? entries.get(i + 1).atMs() : entry.atMs() + 90_000;
        if (nextMs > entry.atMs() && nextMs - shownMs > 15_000) {
          nowMs = nextMs - 1;
          shownMs = nowMs;
          supervision.places(desk.view(), (_, _) -> {});
          boards.put(nowMs, supervision.board(desk.view()));
        }
        if (i == entries.size() / 4) {
          journal.snapshot(desk);
        }
      }
    }

    Past past() {
      return new Past("test", journal, RandomJournal.rules(), ZONE, () -> nowMs, LIMITS);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void s15_s40_theBoardOfAnyMomentIsThatWhichWasShownThen(long seed) throws Exception {
    Lived lived = new Lived(seed);
    assertThat(lived.boards).hasSizeGreaterThan(10);
    BoardViews views = new BoardViews(TIERS, ZONE);
    try (Past past = lived.past()) {
      for (Map.Entry<Long, BoardView> shown : lived.boards.entrySet()) {
        Moment then = past.at(shown.getKey());
        assertThat(views.predicting(then.desk(), then.folds(), then.atMs()))
            .as("the board at %d", shown.getKey())
            .isEqualTo(shown.getValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void s41_theMinutesOfAllDaysAddUpToWhatHappened(long seed) throws Exception {
    Lived lived = new Lived(seed);
    try (Past past = lived.past()) {
      List<Minute> minutes = new ArrayList<>();
      for (var date = past.dateOf(past.firstAtMs());
          !date.isAfter(past.dateOf(lived.nowMs));
          date = date.plusDays(1)) {
        minutes.addAll(past.minutes(date));
      }
      for (int i = 1; i < minutes.size(); i++) {
        assertThat(minutes.get(i).fromMs()).isEqualTo(minutes.get(i - 1).fromMs() + Minute.MS);
      }
      BoardCounts counts = new BoardCounts();
      long over = minutes.getLast().fromMs() + Minute.MS;
      lived.entries.stream().filter(entry -> entry.atMs() < over).forEach(counts::apply);
      assertThat(
              minutes.stream()
                  .map(Minute::service)
                  .reduce(BoardCounts.Service.NONE, BoardCounts.Service::plus))
          .isEqualTo(counts.since(0));
      for (Minute minute : minutes) {
        BoardView shown = lived.boards.get(minute.fromMs() + Minute.MS - 1);
        if (shown != null) {
          assertThat(minute.depthByTier().values().stream().mapToInt(Integer::intValue).sum())
              .isEqualTo(shown.waitingCount());
          assertThat(minute.open()).isEqualTo(shown.openConversations());
        }
      }
    }
  }

  @Test
  void s41_aMinuteIsCountedOnlyWhenWhatHappenedInItIsStored() throws Exception {
    List<Entry> entries = RandomJournal.of(1, STEPS);
    int at = 50;
    while (!(entries.get(at).event() instanceof Event.Launched)) {
      at++;
    }
    Entry last = entries.get(at);
    long fromMs = last.atMs() / Minute.MS * Minute.MS;
    AtomicLong nowMs = new AtomicLong(fromMs + Minute.MS + 100);
    MemoryJournal journal = new MemoryJournal();
    journal.append(new Journal.Batch(UUID.randomUUID(), entries.subList(0, at)));
    try (Past past =
        new Past("test", journal, RandomJournal.rules(), ZONE, nowMs::get, LIMITS)) {
      past.minutes(past.dateOf(fromMs));
      journal.append(new Journal.Batch(UUID.randomUUID(), List.of(last)));
      nowMs.addAndGet(Minute.MS);
      assertThat(past.minutes(past.dateOf(fromMs)))
          .filteredOn(minute -> minute.fromMs() == fromMs)
          .extracting(minute -> minute.service().launched())
          .containsExactly(
              (int)
                  entries.subList(0, at + 1).stream()
                      .filter(entry -> entry.atMs() >= fromMs)
                      .filter(entry -> entry.event() instanceof Event.Launched)
                      .count());
    }
  }
}
