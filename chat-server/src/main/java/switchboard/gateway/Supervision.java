package switchboard.gateway;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.routing.Agent;
import switchboard.desk.supervision.BoardCounts;
import switchboard.desk.supervision.DeskPace;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.supervision.WaitEstimate;
import switchboard.desk.supervision.WaitReason;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.protocol.AgentView;
import switchboard.protocol.BoardView;
import switchboard.protocol.PlaceView;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// What is worked out from the whole desk and told at most once a second: everybody's place in the queue, and the board.
/// Used in the desk's steps only.
public final class Supervision {
  private static final long SECOND_MS = 1_000;

  /// Estimates change while nothing happens, so places are worked out this often at least while somebody waits.
  private static final long PLACES_STALE_MS = 10_000;

  /// With a very long queue the places cost a noticeable time; then they take at most this part of it.
  private static final int PLACES_SHARE = 20;

  /// Told while nobody who could take the chat is on duty.
  private static final int WAIT_UNKNOWN = -1;

  private static final int WAITING_LISTED_MAX = 200;

  /// Entries before a start that are read again for the numbers: a busy day.
  private static final long RECALLED_MAX = 300_000;

  private static final long HALF_HOUR_MS = 30 * 60_000;

  private final List<Tier> tiers;
  private final ZoneId zone;
  private final LongSupplier wallMs;
  private DeskPace pace = new DeskPace();
  private BoardCounts counts = new BoardCounts();
  /// What is committed while the past is read, to be counted after it; null at other times.
  private @Nullable List<Entry> heldBack;

  private volatile Queue queue = Queue.EMPTY;
  private boolean placesWanted;
  private long placesMs;
  private long placesNotBeforeMs;
  private long boardSequence = -1;
  private long boardMs;

  /// How many wait, as of the last time that places were worked out.
  ///
  /// @param depthByTier no tier without waiting chats
  /// @param waitingSinceMs since when the first of them waits; 0 when nobody does
  public record Queue(Map<String, Integer> depthByTier, long waitingSinceMs) {
    static final Queue EMPTY = new Queue(Map.of(), 0);
  }

  /// Hears the place of one waiting chat.
  interface PlaceReader {
    void place(long conversation, PlaceView place);
  }

  /// @param tiers of the catalogue, lowest rank first
  /// @param zone in which the day begins
  public Supervision(List<Tier> tiers, ZoneId zone, LongSupplier wallMs) {
    this.tiers = List.copyOf(tiers).reversed();
    this.zone = zone;
    this.wallMs = wallMs;
  }

  long nowMs() {
    return wallMs.getAsLong();
  }

  void apply(Entry entry) {
    if (heldBack == null) {
      count(entry);
    } else {
      heldBack.add(entry);
    }
    placesWanted |= movesQueue(entry.event());
  }

  private void count(Entry entry) {
    pace.apply(entry);
    counts.apply(entry);
  }

  private static boolean movesQueue(Event event) {
    return switch (event) {
      case Event.Queued _,
          Event.Assigned _,
          Event.Closed _,
          Event.AgentStateChanged _,
          Event.SessionOpened _,
          Event.SessionClosed _,
          Event.AgentEnrolled _ ->
          true;
      case Event.OfConversation _ -> false;
    };
  }

  // --- the past ---

  /// Counts what happened before this start of the server, so that a restart leaves no hole in the numbers. Blocks while it reads: for a virtual
  /// thread. What is committed meanwhile is counted after it.
  public void recall(Journal journal, DeskPort desk) throws Journal.Unavailable {
    long newest =
        inStep(
            desk,
            view -> {
              heldBack = new ArrayList<>();
              return view.sequence();
            });
    DeskPace pastPace = new DeskPace();
    BoardCounts pastCounts = new BoardCounts();
    try {
      journal.replay(
          Math.max(0, newest - RECALLED_MAX),
          entry -> {
            if (entry.sequence() <= newest) {
              pastPace.apply(entry);
              pastCounts.apply(entry);
            }
          });
    } catch (Journal.Unavailable | RuntimeException e) {
      inStep(desk, _ -> countHeldBack());
      throw e;
    }
    inStep(
        desk,
        _ -> {
          pace = pastPace;
          counts = pastCounts;
          boardSequence = -1;
          return countHeldBack();
        });
  }

  private boolean countHeldBack() {
    List<Entry> entries = Objects.requireNonNull(heldBack);
    heldBack = null;
    entries.forEach(this::count);
    return true;
  }

  private static <T> T inStep(DeskPort desk, Function<DeskView, T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    desk.read(view -> done.complete(work.apply(view)));
    return done.join();
  }

  // --- places ---

  /// Somebody who waits is to be told where, though the queue did not move.
  void placesWanted() {
    placesWanted = true;
  }

  /// Hands out all places if they may have changed and the last time was long enough ago.
  void places(DeskView desk, PlaceReader reader) {
    long nowMs = nowMs();
    boolean wanted = placesWanted || nowMs - placesMs >= PLACES_STALE_MS;
    if (!wanted || nowMs < placesNotBeforeMs) {
      return;
    }
    placesWanted = false;
    placesMs = nowMs;
    long began = System.nanoTime();
    Depths depths = new Depths(nowMs);
    QueuePlaces.each(
        desk,
        pace,
        nowMs,
        place -> {
          depths.count(place.conversation());
          reader.place(place.conversation().number(), placeView(place));
        });
    queue = depths.queue();
    long tookMs = (System.nanoTime() - began) / 1_000_000;
    placesNotBeforeMs = nowMs + Math.max(SECOND_MS, PLACES_SHARE * tookMs);
  }

  /// At most ten seconds old; from any thread.
  public Queue queue() {
    return queue;
  }

  private static PlaceView placeView(QueuePlaces.Place place) {
    WaitEstimate estimate = place.estimate();
    return new PlaceView(
        place.ahead(),
        estimate == null ? WAIT_UNKNOWN : seconds(estimate.p50Ms()),
        estimate == null ? WAIT_UNKNOWN : seconds(estimate.p90Ms()),
        place.reason(),
        place.ticketSuggested());
  }

  private static int seconds(long ms) {
    return (int) ((ms + SECOND_MS - 1) / SECOND_MS);
  }

  // --- the board ---

  /// The board, if it shows anything new since it was last asked for.
  Optional<BoardView> changedBoard(DeskView desk) {
    long nowMs = nowMs();
    boolean changes = desk.sequence() != boardSequence || desk.waitingCount() > 0;
    boolean due = nowMs - boardMs >= SECOND_MS;
    return changes && due ? Optional.of(board(desk)) : Optional.empty();
  }

  BoardView board(DeskView desk) {
    long nowMs = nowMs();
    boardSequence = desk.sequence();
    boardMs = nowMs;
    Depths depths = new Depths(nowMs);
    List<BoardView.Waiting> waiting = new ArrayList<>();
    for (Conversation chat : desk.waiting()) {
      depths.count(chat);
      if (waiting.size() < WAITING_LISTED_MAX && chat.stage() instanceof Stage.Waiting stage) {
        waiting.add(waiting(desk, chat, stage));
      }
    }
    int open = 0;
    int tickets = 0;
    for (Conversation conversation : desk.conversations()) {
      open += conversation.isClosed() ? 0 : 1;
      tickets += conversation.hasOpenTicket() ? 1 : 0;
    }
    long todayMs =
        Instant.ofEpochMilli(nowMs)
            .atZone(zone)
            .toLocalDate()
            .atStartOfDay(zone)
            .toInstant()
            .toEpochMilli();
    return new BoardView(
        nowMs,
        desk.waitingCount(),
        depths.longestWaitMs(),
        open,
        tickets,
        tiers.stream().map(depths::of).toList(),
        waiting,
        desk.agents().stream().map(agent -> agent(agent, desk)).toList(),
        service(counts.since(nowMs - HALF_HOUR_MS)),
        service(counts.since(todayMs)),
        counts.decisions().stream()
            .map(
                d ->
                    new BoardView.DecisionView(
                        d.atMs(), d.conversation(), d.tier(), d.explanation()))
            .toList());
  }

  private static BoardView.Waiting waiting(
      DeskView desk, Conversation chat, Stage.Waiting stage) {
    return new BoardView.Waiting(
        chat.number(),
        chat.customer().name(),
        chat.customer().organization(),
        chat.standing().tier(),
        chat.standing().rank(),
        stage.enteredAtMs(),
        (int) (chat.standing().targetMs() / SECOND_MS),
        stage.offer() != null,
        WaitReason.of(desk, chat));
  }

  private static BoardView.ServiceView service(BoardCounts.Service service) {
    return new BoardView.ServiceView(
        service.launched(),
        service.answered(),
        service.answeredInTarget(),
        service.abandoned(),
        service.ticketed(),
        service.serviceLevel(),
        service.speedOfAnswerMs());
  }

  /// How many wait in each tier, and the longest.
  private static final class Depths {
    private final Map<String, Integer> depth = new HashMap<>();
    private final Map<String, Long> since = new HashMap<>();
    private final long nowMs;

    Depths(long nowMs) {
      this.nowMs = nowMs;
    }

    void count(Conversation chat) {
      if (chat.stage() instanceof Stage.Waiting waiting) {
        depth.merge(chat.standing().tier(), 1, Integer::sum);
        since.merge(chat.standing().tier(), waiting.enteredAtMs(), Math::min);
      }
    }

    BoardView.TierDepth of(Tier tier) {
      return new BoardView.TierDepth(
          tier.name(),
          tier.rank(),
          (int) tier.chatTarget().toSeconds(),
          depth.getOrDefault(tier.name(), 0),
          waitMs(since.get(tier.name())));
    }

    long longestWaitMs() {
      return waitMs(firstSinceMs());
    }

    Queue queue() {
      Long first = firstSinceMs();
      return first == null ? Queue.EMPTY : new Queue(Map.copyOf(depth), first);
    }

    private @Nullable Long firstSinceMs() {
      return since.values().stream().min(Long::compare).orElse(null);
    }

    private long waitMs(@Nullable Long sinceMs) {
      return sinceMs == null ? 0 : Math.max(0, nowMs - sinceMs);
    }
  }

  // --- agents ---

  static AgentView agent(Agent agent, DeskView desk) {
    boolean allWrapUp = true;
    for (long number : agent.held()) {
      Conversation held = desk.conversation(number);
      allWrapUp &= held != null && held.stage() instanceof Stage.WrapUp;
    }
    return Translator.agent(agent, allWrapUp);
  }
}
