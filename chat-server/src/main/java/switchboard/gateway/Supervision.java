package switchboard.gateway;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.routing.Agent;
import switchboard.desk.supervision.Alerts;
import switchboard.desk.supervision.Breaches;
import switchboard.desk.supervision.Folds;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.supervision.WaitEstimate;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.protocol.BoardView;
import switchboard.protocol.PlaceView;
import switchboard.protocol.QueueView;
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

  /// Likewise the board: what happened in the last half hour grows less by itself, and a day begins.
  private static final long BOARD_STALE_MS = 10_000;

  private static final long ALERTS_EVERY_MS = 2_000;

  /// So long a change is kept for whoever leads next: who led may be gone before it was posted.
  private static final long UNTOLD_MS = 60_000;

  private final BoardViews views;
  private final ZoneId zone;
  private final LongSupplier wallMs;
  private final Alerts alerts;
  private final Predicate<Alerts.Change> onAlert;

  private final List<Alerts.Change> untold = new ArrayList<>();

  private Folds folds;

  /// What is committed while the past is read, to be counted after it; null at other times.
  private @Nullable List<Entry> heldBack;

  private volatile Queue queue = Queue.EMPTY;
  private boolean placesWanted;
  private long placesMs;
  private long placesNotBeforeMs;
  private Breaches breaches = new Breaches(0);
  private long alertsMs;
  private boolean alertsChanged;
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
    this(tiers, zone, wallMs, List.of(), _ -> true);
  }

  /// @param alerts when supervisors are called
  /// @param onAlert hears when one begins or ends, and again for a minute until it says that this was passed on; must not block
  public Supervision(
      List<Tier> tiers,
      ZoneId zone,
      LongSupplier wallMs,
      List<AlertRule> alerts,
      Predicate<Alerts.Change> onAlert) {
    this.alerts = new Alerts(alerts);
    this.onAlert = onAlert;
    views = new BoardViews(tiers, zone);
    folds = new Folds(zone);
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
    folds.apply(entry);
  }

  private static boolean movesQueue(Event event) {
    return switch (event) {
      case Event.Queued _,
          Event.WantsChanged _,
          Event.Boosted _,
          Event.Assigned _,
          Event.Closed _,
          Event.AgentStateChanged _,
          Event.SessionOpened _,
          Event.SessionClosed _,
          Event.SessionQuiet _,
          Event.SessionHeard _,
          Event.AgentEnrolled _,
          Event.OfQueue _ ->
          true;
      case Event.OfConversation _ -> false;
    };
  }

  // --- the past ---

  /// Counts what happened before this start of the server, so that a restart leaves no hole in the numbers. Blocks while it reads: for a virtual
  /// thread. What is committed meanwhile is counted after it.
  public void recall(Journal journal, DeskPort desk) throws Journal.Unavailable {
    List<Agent> agents = new ArrayList<>();
    List<String> paused = new ArrayList<>();
    long newest =
        inStep(
            desk,
            view -> {
              heldBack = new ArrayList<>();
              agents.addAll(view.agents());
              paused.addAll(pausedQueues(view));
              return view.sequence();
            });
    boolean fromTheFirst = newest <= Folds.RECALLED_MAX;
    Folds past = new Folds(zone);
    if (!fromTheFirst) {
      past.begin(agents, paused);
    }
    try {
      journal.replay(Math.max(0, newest - Folds.RECALLED_MAX), newest, past::apply);
    } catch (Journal.Unavailable | RuntimeException e) {
      inStep(desk, this::countHeldBack);
      throw e;
    }
    inStep(
        desk,
        view -> {
          folds = past;
          boardSequence = -1;
          return countHeldBack(view);
        });
  }

  private boolean countHeldBack(DeskView view) {
    List<Entry> entries = Objects.requireNonNull(heldBack);
    heldBack = null;
    entries.forEach(this::count);
    folds.know(view.agents(), pausedQueues(view));
    return true;
  }

  private static List<String> pausedQueues(DeskView view) {
    return view.queues().stream().filter(view::isPaused).toList();
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
    Breaches counted = new Breaches(nowMs);
    QueuePlaces.each(
        desk,
        folds.forecast(),
        nowMs,
        place -> {
          depths.count(place.conversation());
          counted.count(place);
          reader.place(place.conversation().number(), placeView(place));
        });
    queue = depths.queue();
    breaches = counted;
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

  /// The board, if it shows anything new since it was last asked for, or was asked for long ago.
  Optional<BoardView> changedBoard(DeskView desk) {
    long sinceMs = nowMs() - boardMs;
    boolean changes =
        desk.sequence() != boardSequence || desk.waitingCount() > 0 || alertsChanged;
    boolean due = sinceMs >= (changes ? SECOND_MS : BOARD_STALE_MS);
    return due ? Optional.of(board(desk)) : Optional.empty();
  }

  /// Looks whether an alert begins or ends, once in a while.
  void watch(DeskView desk) {
    long nowMs = nowMs();
    if (alerts.isEmpty() || heldBack != null || nowMs - alertsMs < ALERTS_EVERY_MS) {
      return;
    }
    alertsMs = nowMs;
    BoardNumbers numbers = views.numbers(desk, folds, breaches, nowMs);
    List<Alerts.Change> changes = alerts.step(numbers::of, nowMs);
    alertsChanged |= !changes.isEmpty();
    untold.addAll(changes);
    untold.removeIf(change -> onAlert.test(change) || nowMs - change.atMs() >= UNTOLD_MS);
  }

  BoardView board(DeskView desk) {
    alertsChanged = false;
    boardSequence = desk.sequence();
    boardMs = nowMs();
    return views.of(desk, folds, breaches, alerts.raised(), boardMs);
  }

  /// The desk's queues as they are now.
  List<QueueView> queues(DeskView desk) {
    return BoardViews.queues(desk, Depths.of(desk, nowMs()));
  }
}
