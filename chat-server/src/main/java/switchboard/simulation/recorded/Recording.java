package switchboard.simulation.recorded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.Desk;
import switchboard.desk.DeskImage;
import switchboard.desk.DeskRules;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.reporting.Figures;
import switchboard.desk.routing.Agent;
import switchboard.desk.supervision.BoardCounts.Service;
import switchboard.desk.supervision.Forecast;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.desk.vocabulary.StateReason;
import switchboard.simulation.Arrivals;
import switchboard.simulation.ChatClass;
import switchboard.simulation.Times;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;

/// Reads a period of a journal and tells what it was like (docs/spec/simulation.md, X20 and on). A fold of the entries: the same entries, the same figures.
///
/// It holds the desk as it was, and of each chat that came in the period a few numbers; with more chats than a workload may have it refuses.
public final class Recording {
  /// How often it looks to whom a ticket would be suggested; simulated customers look as often.
  private static final long LOOK_MS = 30_000;

  /// Of a tier of which fewer were seen, times are taken from all tiers together.
  private static final int SEEN_MIN = 10;

  private record Kind(Standing standing, Line line, Skills prefers) {}

  /// A chat on its way.
  private static final class Open {
    private final String tier;
    private final long cameMs;
    private final long targetMs;
    /// Came in the period itself, so that it counts.
    private final boolean counts;
    /// Came within what is read, so that its whole wait was watched.
    private final boolean watched;

    private boolean answered;
    private boolean suggested;
    private boolean handledFromItsBeginning = true;
    private long heldMs;
    /// 0 while nobody holds it.
    private long heldSinceMs;

    private Open(String tier, long cameMs, long targetMs, boolean counts, boolean watched) {
      this.tier = tier;
      this.cameMs = cameMs;
      this.targetMs = targetMs;
      this.counts = counts;
      this.watched = watched;
    }
  }

  private final Period period;
  private final DeskRules rules;
  private final long startMs;
  private final Desk desk;
  private final Forecast forecast = new Forecast();
  private final Answers answers = new Answers();
  private final Attendance attendance = new Attendance();
  private final Map<Long, Open> open = new LinkedHashMap<>();
  private final Map<Kind, List<Long>> came = new LinkedHashMap<>();
  private final TreeMap<String, Service> services = new TreeMap<>();
  private final TreeMap<String, KaplanMeier> handling = new TreeMap<>();
  private final TreeMap<String, KaplanMeier> waiting = new TreeMap<>();
  private int chats;
  private int suggested;
  private int deflected;
  private long lookAtMs;

  /// @param start the desk before the first entry
  /// @param startMs when that was: the period's lead, or the time of the journal's first entry when that is later
  public Recording(Period period, DeskRules rules, DeskImage start, long startMs) {
    this.period = period;
    this.rules = rules;
    this.startMs = Math.clamp(startMs, period.leadMs(), period.fromMs());
    desk = Desk.restore(rules, start);
    forecast.know(desk.view().agents(), start.pausedQueues());
    desk.view().agents().forEach(agent -> attendance.saw(agent, null, this.startMs));
    desk.view().conversations().forEach(this::takeOver);
    lookAtMs = this.startMs + LOOK_MS;
  }

  /// Who waits or is served when reading begins comes then: a simulated desk begins empty.
  private void takeOver(Conversation held) {
    boolean served = held.heldBy() != null;
    if (!served && !(held.stage() instanceof Stage.Waiting)) {
      return;
    }
    Open chat =
        new Open(
            held.standing().tier(), held.launchedAtMs(), held.standing().targetMs(), false, false);
    chat.answered = served;
    chat.heldSinceMs = served ? startMs : 0;
    chat.handledFromItsBeginning = !served;
    open.put(held.number(), chat);
    if (!(held.stage() instanceof Stage.WrapUp)) {
      comes(held.standing(), held.line(), held.prefers(), startMs);
    }
  }

  /// The next entry: all with `leadMs <= atMs < toMs`, in order.
  public void read(Entry entry) {
    lookUntil(entry.atMs());
    Stage before = stage(entry.conversation());
    desk.apply(entry);
    forecast.apply(entry);
    answers.apply(entry);
    switch (entry.event()) {
      case Event.OfAgent e -> attend(e, entry.atMs());
      case Event.OfConversation e -> follow(e, entry, before);
      case Event.OfQueue _ -> {}
    }
  }

  private @Nullable Stage stage(long conversation) {
    Conversation held = desk.view().conversation(conversation);
    return held == null ? null : held.stage();
  }

  // --- agents ---

  private void attend(Event.OfAgent event, long atMs) {
    Agent agent = desk.view().agent(event.agent());
    StateReason reason =
        event instanceof Event.AgentStateChanged changed ? changed.reason() : null;
    if (agent != null) {
      attendance.saw(agent, reason, atMs);
    }
  }

  // --- chats ---

  private void follow(Event.OfConversation event, Entry entry, @Nullable Stage before) {
    long number = entry.conversation();
    long atMs = entry.atMs();
    if (event instanceof Event.Queued && before instanceof Stage.Launched) {
      launch(number, atMs);
      return;
    }
    Open chat = open.get(number);
    if (chat == null) {
      return;
    }
    switch (event) {
      case Event.Assigned _ -> {
        answered(chat, atMs);
        if (chat.heldSinceMs == 0) {
          chat.heldSinceMs = atMs;
        }
      }
      case Event.Queued _ -> letGo(chat, atMs);
      case Event.Closed e -> {
        open.remove(number);
        if (before instanceof Stage.Waiting && !chat.answered) {
          left(chat, e.outcome(), atMs);
        }
        letGo(chat, atMs);
        handled(chat, before != null && !(before instanceof Stage.Waiting));
      }
      default -> {}
    }
  }

  private void launch(long number, long atMs) {
    Conversation held = desk.view().conversation(number);
    if (held == null) {
      return;
    }
    Standing standing = held.standing();
    comes(standing, held.line(), held.prefers(), atMs);
    boolean counts = atMs >= period.fromMs();
    open.put(number, new Open(standing.tier(), atMs, standing.targetMs(), counts, true));
  }

  private void comes(Standing standing, Line line, Skills prefers, long atMs) {
    if (++chats > Workload.CHATS_MAX) {
      throw new Unplayable(
          "to",
          "more than " + Workload.CHATS_MAX + " chats came in this period, expected a shorter one");
    }
    Standing alike =
        new Standing(
            standing.tier(),
            standing.rank(),
            standing.headStartMs(),
            standing.targetMs(),
            standing.chatOnly(),
            List.of(),
            standing.vip());
    came.computeIfAbsent(new Kind(alike, line, prefers), _ -> new ArrayList<>()).add(atMs);
  }

  private void answered(Open chat, long atMs) {
    if (chat.answered) {
      return;
    }
    chat.answered = true;
    long waitMs = atMs - chat.cameMs;
    patience(chat, waitMs, false);
    boolean inTarget = waitMs <= chat.targetMs;
    count(chat, new Service(1, 1, inTarget ? 1 : 0, 0, 0, 0, 0, waitMs));
  }

  private void left(Open chat, Outcome outcome, long atMs) {
    long waitMs = atMs - chat.cameMs;
    boolean ticket = outcome == Outcome.TICKETED;
    patience(chat, waitMs, !ticket);
    deflected += ticket && chat.suggested ? 1 : 0;
    boolean inTarget = waitMs <= chat.targetMs;
    count(
        chat,
        ticket
            ? new Service(1, 0, 0, 0, 0, 0, 1, 0)
            : new Service(
                1, 0, 0, 1, inTarget ? 1 : 0, waitMs < Figures.SOON_MS ? 1 : 0, 0, 0));
  }

  private void patience(Open chat, long waitMs, boolean ended) {
    if (chat.watched) {
      waiting.computeIfAbsent(chat.tier, _ -> new KaplanMeier()).add(waitMs, ended);
    }
  }

  private void count(Open chat, Service one) {
    if (chat.counts) {
      services.merge(chat.tier, one, Service::plus);
    }
  }

  /// A chat that comes back to the queue is handled in parts; they count as one.
  private static void letGo(Open chat, long atMs) {
    if (chat.heldSinceMs > 0) {
      chat.heldMs += atMs - chat.heldSinceMs;
      chat.heldSinceMs = 0;
    }
  }

  /// @param ended whether an agent ended it; otherwise it would have gone on
  private void handled(Open chat, boolean ended) {
    if (chat.handledFromItsBeginning && (ended || chat.heldMs > 0)) {
      handling.computeIfAbsent(chat.tier, _ -> new KaplanMeier()).add(chat.heldMs, ended);
    }
  }

  // --- tickets ---

  /// The desk is as the entries before left it.
  private void lookUntil(long atMs) {
    while (lookAtMs <= atMs) {
      if (desk.view().waitingCount() == 0) {
        lookAtMs += (atMs - lookAtMs) / LOOK_MS * LOOK_MS + LOOK_MS;
        return;
      }
      QueuePlaces.each(desk.view(), forecast, lookAtMs, this::mayBeSuggestedOne, this::suggest);
      lookAtMs += LOOK_MS;
    }
  }

  private boolean mayBeSuggestedOne(Conversation held) {
    Open chat = open.get(held.number());
    return chat != null
        && !chat.answered
        && !chat.suggested
        && held.offer() == null
        && !held.standing().chatOnly();
  }

  private void suggest(QueuePlaces.Place place) {
    Open chat = open.get(place.conversation().number());
    if (chat != null && place.ticketSuggested()) {
      chat.suggested = true;
      suggested++;
    }
  }

  // --- the end ---

  /// After the last entry.
  public Recorded end() {
    lookUntil(period.toMs());
    for (Open chat : open.values()) {
      if (!chat.answered) {
        patience(chat, period.toMs() - chat.cameMs, false);
        unanswered(chat);
      }
      letGo(chat, period.toMs());
      handled(chat, false);
    }
    open.clear();
    List<Recorded.Came> all = new ArrayList<>();
    came.forEach(
        (kind, atMs) ->
            all.add(
                new Recorded.Came(
                    new ChatClass(
                        kind.standing(), kind.line(), kind.prefers(), new Arrivals.Instants(atMs)),
                    List.copyOf(atMs))));
    return new Recorded(
        period,
        startMs,
        services,
        all,
        times(handling),
        times(waiting),
        ends(handling),
        ends(waiting),
        answers.answering(attendance.awayMs()),
        answers.count(),
        suggested,
        suggested == 0 ? 0 : (double) deflected / suggested,
        attendance.staff(period.toMs()),
        rules);
  }

  /// Who still waits at the end counts as late as soon as that is certain.
  private void unanswered(Open chat) {
    if (period.toMs() - chat.cameMs > chat.targetMs) {
      count(chat, new Service(1, 0, 0, 1, 0, 0, 0, 0));
    }
  }

  private SortedMap<String, Times> times(Map<String, KaplanMeier> byTier) {
    KaplanMeier all = new KaplanMeier();
    byTier.values().forEach(all::addAll);
    TreeMap<String, Times> times = new TreeMap<>();
    for (Kind kind : came.keySet()) {
      KaplanMeier own = byTier.get(kind.standing().tier());
      times.put(
          kind.standing().tier(),
          (own == null || own.ends() < SEEN_MIN ? all : own).survival());
    }
    return times;
  }

  private SortedMap<String, Integer> ends(Map<String, KaplanMeier> byTier) {
    TreeMap<String, Integer> ends = new TreeMap<>();
    byTier.forEach((tier, times) -> ends.put(tier, times.ends()));
    return ends;
  }
}
