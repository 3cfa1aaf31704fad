package switchboard.desk.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Roster;
import switchboard.desk.supervision.WaitEstimate.Overtakers;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Standing;

/// The wait that a chat is told when it enters the queue, and whether that came true. A fold of the committed entries and of nothing else: the same entries give the
/// same estimates.
public final class Forecast {
  private final DeskPace pace;
  private final Calibration calibration;
  private Roster roster = new Roster();
  private final TreeMap<Line, TreeMap<OrderKey, Long>> waiting = new TreeMap<>();

  private final TreeSet<String> paused = new TreeSet<>();

  /// Chats that are not over.
  private final Map<Long, Chat> chats = new LinkedHashMap<>();

  /// Of the agents as they are; null when they changed.
  private @Nullable Staffing staffing;

  /// @param key null while it does not wait
  private record Chat(Line line, Standing standing, @Nullable OrderKey key, long queuedAtMs) {}

  public Forecast() {
    this(_ -> {});
  }

  /// @param reader hears of each wait that was told what came of it
  public Forecast(Consumer<Calibration.Came> reader) {
    this(new DeskPace(), new Calibration(reader));
  }

  private Forecast(DeskPace pace, Calibration calibration) {
    this.pace = pace;
    this.calibration = calibration;
  }

  /// The same, going on by itself and telling nobody.
  Forecast copy() {
    Forecast copy = new Forecast(pace.copy(), calibration.copy());
    copy.know(roster.agents(), paused);
    waiting.forEach((line, keys) -> copy.waiting.put(line, new TreeMap<>(keys)));
    copy.chats.putAll(chats);
    return copy;
  }

  public DeskPace pace() {
    return pace;
  }

  public Calibration calibration() {
    return calibration;
  }

  /// Takes the agents and the paused queues from the desk where the entries do not begin with its first.
  public void know(Collection<Agent> agents, Collection<String> pausedQueues) {
    paused.clear();
    paused.addAll(pausedQueues);
    roster = new Roster();
    agents.forEach(roster::restore);
    staffing = null;
  }

  // --- the fold ---

  public void apply(Entry entry) {
    calibration.passed(entry.atMs());
    pace.apply(entry);
    switch (entry.event()) {
      case Event.OfAgent event -> {
        roster.apply(event, entry.atMs());
        staffing = null;
      }
      case Event.OfConversation event -> follow(event, entry.conversation(), entry.atMs());
      case Event.QueuePaused event -> paused.add(event.queue());
      case Event.QueueResumed event -> paused.remove(event.queue());
    }
  }

  private void follow(Event.OfConversation event, long number, long atMs) {
    switch (event) {
      case Event.Launched e -> chats.put(number, new Chat(e.line(), e.standing(), null, 0));
      case Event.Queued e -> enter(number, e, atMs);
      case Event.WantsChanged e -> move(number, e.line(), null);
      case Event.TransferredToQueue e -> {
        Chat chat = chats.get(number);
        if (chat != null) {
          move(number, new Line(e.queue(), chat.line().skills()), null);
        }
      }
      case Event.Boosted e -> move(number, null, e.key());
      case Event.Offered _ -> {
        Chat chat = chats.get(number);
        if (chat != null && chat.queuedAtMs() == atMs) {
          calibration.withdraw(number);
        }
      }
      case Event.Assigned _ -> {
        leaveLine(number);
        calibration.answered(number, atMs);
      }
      case Event.Closed _ -> {
        leaveLine(number);
        chats.remove(number);
        calibration.left(number, atMs);
      }
      default -> {}
    }
  }

  private void enter(long number, Event.Queued event, long atMs) {
    Chat chat = chats.get(number);
    if (chat == null) {
      return; // launched before the first entry that was read
    }
    if (event.reason() == QueueReason.LAUNCHED) {
      Calibration.Told told = told(chat.line(), chat.standing(), event.key(), atMs);
      if (told != null) {
        calibration.tell(number, told);
      }
    }
    waiting.computeIfAbsent(chat.line(), _ -> new TreeMap<>()).put(event.key(), number);
    chats.put(number, new Chat(chat.line(), chat.standing(), event.key(), atMs));
  }

  /// The chat counts in another line, or at another place, if it waits.
  private void move(long number, @Nullable Line line, @Nullable OrderKey key) {
    Chat before = chats.get(number);
    if (before == null) {
      return;
    }
    leaveLine(number);
    Line nextLine = line == null ? before.line() : line;
    OrderKey nextKey = before.key() == null || key == null ? before.key() : key;
    if (nextKey != null) {
      waiting.computeIfAbsent(nextLine, _ -> new TreeMap<>()).put(nextKey, number);
    }
    chats.put(number, new Chat(nextLine, before.standing(), nextKey, before.queuedAtMs()));
  }

  private void leaveLine(long number) {
    Chat chat = chats.get(number);
    if (chat == null || chat.key() == null) {
      return;
    }
    TreeMap<OrderKey, Long> line = Objects.requireNonNull(waiting.get(chat.line()));
    line.remove(chat.key());
    if (line.isEmpty()) {
      waiting.remove(chat.line());
    }
    chats.put(number, new Chat(chat.line(), chat.standing(), null, chat.queuedAtMs()));
  }

  // --- the estimate ---

  /// What a chat that enters a line now is told; null while nobody who could take it is available.
  public Calibration.@Nullable Told told(
      Line line, Standing standing, OrderKey key, long nowMs) {
    Staffing staffing = staffing();
    if (staffing.slots(line) == 0 || paused.contains(line.queue())) {
      return null;
    }
    staffing.forgetAhead();
    waiting.forEach((other, chats) -> staffing.ahead(other, before(key, chats)));
    WaitEstimate estimate =
        corrected(
            standing.tier(),
            staffing,
            line,
            overtaking(pace.arrivalsPerMs(line, nowMs), standing.headStartMs(), 0));
    double naiveMs = staffing.ahead(line) * pace.handleMs() / staffing.slots(line);
    return new Calibration.Told(standing.tier(), nowMs, estimate, Math.round(naiveMs));
  }

  /// The estimate for the next chat of a line after those counted as ahead.
  WaitEstimate corrected(
      String tier, Staffing staffing, Line line, List<Overtakers> overtakers) {
    return calibration.corrected(
        tier,
        WaitEstimate.of(
            staffing.ahead(line),
            staffing.shareOf(line) / Math.max(1, pace.handleMs()),
            pace.givenUpPerMs(),
            overtakers));
  }

  /// Who may still come in ahead of a chat that has waited so long.
  static List<Overtakers> overtaking(
      Map<Long, Double> arrivals, long headStartMs, long waitedMs) {
    List<Overtakers> overtakers = new ArrayList<>();
    arrivals.forEach(
        (theirs, perMs) -> {
          long leadMs = theirs - headStartMs - waitedMs;
          if (leadMs > 0) {
            overtakers.add(new Overtakers(perMs, leadMs));
          }
        });
    return overtakers;
  }

  private Staffing staffing() {
    if (staffing == null) {
      staffing = Staffing.of(roster.agents());
    }
    return staffing;
  }

  /// Most chats come in at the end of their line, so those behind are counted.
  private static int before(OrderKey key, NavigableMap<OrderKey, Long> line) {
    return line.size() - line.tailMap(key, true).size();
  }

  /// Open chats that this holds on to.
  int openChats() {
    return chats.size() + calibration.pending();
  }
}
