package switchboard.gateway;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.entitlement.Tier;
import switchboard.desk.routing.Agent;
import switchboard.desk.supervision.Alerts;
import switchboard.desk.supervision.BoardCounts;
import switchboard.desk.supervision.Breaches;
import switchboard.desk.supervision.Calibration;
import switchboard.desk.supervision.Folds;
import switchboard.desk.supervision.Minute;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.supervision.Shift;
import switchboard.desk.supervision.Shifts;
import switchboard.desk.supervision.WaitReason;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Entry;
import switchboard.protocol.AgentView;
import switchboard.protocol.BoardView;
import switchboard.protocol.ConversationView;
import switchboard.protocol.QueueView;

/// The board of a desk: a function of its state, of what was folded of its entries, and of the time. The live board and that of any past moment are made
/// by it alike.
public final class BoardViews {
  static final int WAITING_LISTED_MAX = 200;

  private static final long SECOND_MS = 1_000;
  private static final long HALF_HOUR_MS = 30 * 60_000;

  private final List<Tier> tiers;
  private final ZoneId zone;

  /// @param tiers of the catalogue, lowest rank first
  /// @param zone in which the day begins
  public BoardViews(List<Tier> tiers, ZoneId zone) {
    this.tiers = List.copyOf(tiers).reversed();
    this.zone = zone;
  }

  /// The board with the predictions of that moment, which costs O(chats that wait).
  public BoardView predicting(DeskView desk, Folds folds, long nowMs) {
    Breaches breaches = new Breaches(nowMs);
    QueuePlaces.each(desk, folds.forecast(), nowMs, breaches::count);
    return of(desk, folds, breaches, List.of(), nowMs);
  }

  /// @param breaches as last predicted
  /// @param raised the alerts that have begun and are not over
  public BoardView of(
      DeskView desk, Folds folds, Breaches breaches, List<Alerts.Raised> raised, long nowMs) {
    Depths depths = new Depths(nowMs);
    int open = 0;
    int tickets = 0;
    for (Conversation conversation : desk.conversations()) {
      depths.count(conversation);
      open += conversation.isClosed() ? 0 : 1;
      tickets += conversation.hasOpenTicket() ? 1 : 0;
    }
    return new BoardView(
        nowMs,
        desk.waitingCount(),
        depths.longestWaitMs(),
        open,
        tickets,
        tiers(depths, breaches),
        queues(desk, depths),
        waiting(desk, null, 0),
        agents(desk, folds.shifts(), nowMs),
        lastHalfHour(folds, nowMs),
        service(folds.counts().since(Shifts.dayBeganMs(nowMs, zone))),
        share(folds.shifts().worked(nowMs).occupancy()),
        decisions(folds.counts()),
        raised.stream().map(BoardViews::alert).toList(),
        calibration(folds.forecast().calibration()));
  }

  /// What alerts watch.
  BoardNumbers numbers(DeskView desk, Folds folds, Breaches breaches, long nowMs) {
    Depths depths = Depths.of(desk, nowMs);
    return new BoardNumbers(
        tiers(depths, breaches),
        queues(desk, depths),
        desk.agents().stream().map(agent -> agent(agent, desk)).toList(),
        lastHalfHour(folds, nowMs));
  }

  private static List<BoardView.DecisionView> decisions(BoardCounts counts) {
    return counts.decisions().stream()
        .map(
            decided ->
                new BoardView.DecisionView(
                    decided.atMs(),
                    decided.conversation(),
                    decided.tier(),
                    decided.explanation()))
        .toList();
  }

  private static BoardView.AlertView alert(Alerts.Raised raised) {
    return new BoardView.AlertView(
        raised.rule().name(),
        raised.sinceMs(),
        BoardNumbers.sentence(raised.rule(), raised.number()));
  }

  private List<BoardView.CalibrationView> calibration(Calibration calibration) {
    Map<String, Calibration.OfTier> byTier = new HashMap<>();
    calibration.tiers().forEach(figures -> byTier.put(figures.tier(), figures));
    return tiers.stream()
        .map(tier -> byTier.get(tier.name()))
        .filter(Objects::nonNull)
        .map(
            c ->
                new BoardView.CalibrationView(
                    c.tier(),
                    c.told(),
                    c.covered80(),
                    c.covered90(),
                    c.errorMs(),
                    c.naiveErrorMs()))
        .toList();
  }

  private List<BoardView.TierDepth> tiers(Depths depths, Breaches breaches) {
    return tiers.stream().map(tier -> depths.of(tier, breaches)).toList();
  }

  private BoardView.ServiceView lastHalfHour(Folds folds, long nowMs) {
    return service(folds.counts().since(nowMs - HALF_HOUR_MS));
  }

  static BoardView.ServiceView service(BoardCounts.Service service) {
    return new BoardView.ServiceView(
        service.launched(),
        service.answered(),
        service.answeredInTarget(),
        service.abandoned(),
        service.ticketed(),
        service.serviceLevel(),
        service.abandonment(),
        service.deflection(),
        service.speedOfAnswerMs());
  }

  /// To the hundredth: it is looked at, and changes no more often than it is seen to.
  public static @Nullable Double share(@Nullable Double share) {
    return share == null ? null : Math.round(100 * share) / 100.0;
  }

  // --- queues ---

  static List<QueueView> queues(DeskView desk, Depths depths) {
    return desk.queues().stream()
        .map(
            name ->
                depths.of(
                    name,
                    (int)
                        desk.agents().stream()
                            .filter(agent -> agent.takesChats() && agent.profile().serves(name))
                            .count(),
                    desk.isPaused(name)))
        .toList();
  }

  /// The waiting chats first in order, at most 200.
  ///
  /// @param queue null for all queues
  /// @param from how many first in order are passed over
  public static List<BoardView.Waiting> waiting(DeskView desk, @Nullable String queue, int from) {
    List<BoardView.Waiting> waiting = new ArrayList<>();
    Function<Conversation, String> reasons = WaitReason.reasons(desk);
    int passed = 0;
    Iterator<Conversation> chats = desk.waiting().iterator();
    while (waiting.size() < WAITING_LISTED_MAX && chats.hasNext()) {
      Conversation chat = chats.next();
      if (chat.stage() instanceof Stage.Waiting stage
          && (queue == null || chat.line().queue().equals(queue))
          && passed++ >= from) {
        waiting.add(waiting(chat, stage, reasons.apply(chat)));
      }
    }
    return waiting;
  }

  private static BoardView.Waiting waiting(
      Conversation chat, Stage.Waiting stage, String reason) {
    return new BoardView.Waiting(
        chat.number(),
        chat.customer().name(),
        chat.customer().organization(),
        chat.standing().tier(),
        chat.standing().rank(),
        stage.enteredAtMs(),
        (int) (chat.standing().targetMs() / SECOND_MS),
        chat.line().queue(),
        stage.key().countsFromMs() < chat.launchedAtMs() - chat.standing().headStartMs(),
        stage.offer() != null,
        reason);
  }

  /// A conversation as staff see it.
  ///
  /// @param history its last entries
  public static ConversationView conversation(Conversation of, List<Entry> history) {
    return Translator.conversation(
        of,
        Audience.STAFF,
        null,
        history.stream().map(entry -> Translator.event(entry, Audience.STAFF)).toList());
  }

  // --- agents ---

  public static switchboard.protocol.AgentState state(AgentState state) {
    return Translator.agentState(state, false);
  }

  private static List<AgentView> agents(DeskView desk, Shifts shifts, long nowMs) {
    return desk.agents().stream()
        .map(agent -> agent(agent, desk, shifts.of(agent.id(), nowMs)))
        .toList();
  }

  static AgentView agent(Agent agent, DeskView desk) {
    return agent(agent, desk, null);
  }

  /// @param shift null where nobody is to see how busy the agent was
  public static AgentView agent(Agent agent, DeskView desk, @Nullable Shift shift) {
    return Translator.agent(
        agent,
        Minute.wrapsUp(agent, desk),
        shift == null ? null : share(shift.occupancy()));
  }
}
