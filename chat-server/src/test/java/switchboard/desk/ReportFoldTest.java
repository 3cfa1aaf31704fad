package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import switchboard.desk.RoutingProperties.Property;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.reporting.AgentRow;
import switchboard.desk.reporting.AgentStatus;
import switchboard.desk.reporting.ChatRow;
import switchboard.desk.reporting.HandlingRow;
import switchboard.desk.reporting.OfferRow;
import switchboard.desk.reporting.ReportFold;
import switchboard.desk.reporting.ReportRows;
import switchboard.desk.reporting.StatusRow;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.StateReason;

/// docs/spec/reports.md, P2 to P12: the rows that entries lead to.
class ReportFoldTest {
  private static final int SEEDS = 120;
  private static final int STEPS = 150;

  // --- against the desk itself, over random scenarios ---

  @Test
  void p2_p5_p6_p7_p8_rowsOfChatsSayWhatTheDeskWentThrough() {
    everywhere(
        journal -> {
          Stored stored = Stored.of(journal, 1_000_000);
          Told told = Told.of(journal);
          assertThat(stored.chats).isEqualTo(told.chats);
          assertThat(stored.handlings).isEqualTo(told.handlings);
          assertThat(stored.offers).isEqualTo(told.offers);
        });
  }

  @Test
  void p10_statusesSayWhatTheDeskKnewOfEachAgentAtAllTimes() {
    everywhere(
        journal -> {
          Map<String, List<StatusRow>> rows = Stored.of(journal, 1_000_000).statuses();
          Told told = Told.of(journal);
          assertThat(rows.keySet()).isEqualTo(told.statuses.keySet());
          rows.forEach(
              (agent, statuses) -> {
                long nextMs = statuses.getFirst().fromMs();
                for (StatusRow row : statuses) {
                  assertThat(row.fromMs()).as("without gaps").isEqualTo(nextMs);
                  nextMs = row.toMs();
                }
                assertThat(nextMs).as("the last one goes on").isZero();
                assertThat(merged(statuses)).isEqualTo(told.statuses.get(agent));
              });
        });
  }

  @Test
  void p13_howEntriesAreCutAndWhereAnotherGoesOnMakesNoDifference() {
    everywhere(
        journal -> {
          Stored whole = Stored.of(journal, 1_000_000);
          for (int size : new int[] {1, 2, 7, 50}) {
            assertThat(Stored.of(journal, size)).isEqualTo(whole);
          }
        });
  }

  private static void everywhere(Consumer<List<Entry>> check) {
    RandomScenario.checkEach(
        SEEDS,
        STEPS,
        steps -> check.accept(RoutingProperties.run(steps, new Property() {}).journal()));
  }

  /// What tables would hold, each batch folded by somebody who reads anew what the one before has stored.
  private record Stored(
      Map<Long, ChatRow> chats,
      Map<Long, HandlingRow> handlings,
      Map<Long, OfferRow> offers,
      Map<String, TreeMap<Long, StatusRow>> statusRows,
      Map<String, AgentRow> agents) {

    static Stored of(List<Entry> journal, int batch) {
      Stored stored =
          new Stored(
              new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
      for (int from = 0; from < journal.size(); from += batch) {
        ReportFold fold = new ReportFold(stored.open());
        journal.subList(from, Math.min(journal.size(), from + batch)).forEach(fold::apply);
        stored.put(fold.takeChanges());
        assertThat(fold.takeChanges()).isEqualTo(ReportRows.NONE);
      }
      return stored;
    }

    private void put(ReportRows rows) {
      rows.chats().forEach(row -> chats.put(row.number(), row));
      rows.handlings().forEach(row -> handlings.put(row.sequence(), row));
      rows.offers().forEach(row -> offers.put(row.sequence(), row));
      rows.statuses()
          .forEach(
              row ->
                  statusRows
                      .computeIfAbsent(row.agent(), _ -> new TreeMap<>())
                      .put(row.sequence(), row));
      rows.agents().forEach(row -> agents.put(row.agent(), row));
    }

    private ReportRows open() {
      return new ReportRows(
          chats.values().stream().filter(ChatRow::held).toList(),
          handlings.values().stream().filter(row -> row.toMs() == 0).toList(),
          List.of(),
          statusRows.values().stream()
              .flatMap(rows -> rows.values().stream())
              .filter(row -> row.toMs() == 0)
              .toList(),
          new ArrayList<>(agents.values()));
    }

    Map<String, List<StatusRow>> statuses() {
      Map<String, List<StatusRow>> statuses = new TreeMap<>();
      statusRows.forEach((agent, rows) -> statuses.put(agent, new ArrayList<>(rows.values())));
      return statuses;
    }
  }

  /// What an agent was from a time on.
  private record Was(AgentStatus status, boolean handling, long fromMs) {}

  private static List<Was> merged(List<StatusRow> rows) {
    List<Was> merged = new ArrayList<>();
    rows.forEach(row -> add(merged, new Was(row.status(), row.handling(), row.fromMs())));
    return merged;
  }

  /// Drops what lasted no time, and joins what is the same.
  private static void add(List<Was> all, Was next) {
    if (!all.isEmpty() && all.getLast().fromMs() == next.fromMs()) {
      all.removeLast();
    }
    if (all.isEmpty()
        || all.getLast().status() != next.status()
        || all.getLast().handling() != next.handling()) {
      all.add(next);
    }
  }

  /// The same told by the desk: after each entry it is asked for the stage of the chat and for what every agent is.
  private static final class Told {
    final Map<Long, ChatRow> chats = new TreeMap<>();
    final Map<Long, HandlingRow> handlings = new TreeMap<>();
    final Map<Long, OfferRow> offers = new TreeMap<>();
    final Map<String, List<Was>> statuses = new TreeMap<>();

    private final Desk desk = new Desk(Play.RULES);
    private final Map<Long, List<Entry>> ofChat = new TreeMap<>();

    static Told of(List<Entry> journal) {
      Told told = new Told();
      journal.forEach(told::apply);
      told.ofChat.forEach(told::count);
      return told;
    }

    private void apply(Entry entry) {
      Conversation before = desk.view().conversation(entry.conversation());
      desk.apply(entry);
      Conversation after = desk.view().conversation(entry.conversation());
      if (entry.conversation() > 0) {
        ofChat.computeIfAbsent(entry.conversation(), _ -> new ArrayList<>()).add(entry);
        handle(entry, holder(before), after);
      }
      for (Agent agent : desk.view().agents()) {
        add(
            statuses.computeIfAbsent(agent.id(), _ -> new ArrayList<>()),
            new Was(status(agent), !agent.held().isEmpty(), entry.atMs()));
      }
    }

    private static String holder(Conversation chat) {
      return chat == null || chat.heldBy() == null ? "" : chat.heldBy();
    }

    private AgentStatus status(Agent agent) {
      if (agent.state() == AgentState.OFFLINE) {
        return AgentStatus.OFFLINE;
      }
      if (agent.quiet().containsAll(agent.sessions())) {
        return AgentStatus.LOST;
      }
      boolean onlyWrapUp =
          !agent.held().isEmpty()
              && agent.held().stream()
                  .allMatch(
                      number ->
                          Objects.requireNonNull(desk.view().conversation(number)).stage()
                              instanceof Stage.WrapUp);
      return agent.state() == AgentState.AVAILABLE && onlyWrapUp
          ? AgentStatus.WRAP_UP
          : AgentStatus.valueOf(agent.state().name());
    }

    private void handle(Entry entry, String held, Conversation after) {
      String holds = holder(after);
      HandlingRow open =
          handlings.values().stream()
              .filter(row -> row.chat() == entry.conversation() && row.toMs() == 0)
              .findFirst()
              .orElse(null);
      if (entry.event() instanceof Event.TransferredToQueue && open != null) {
        put(open, open.wrapUpFromMs(), 0, true);
      } else if (entry.event() instanceof Event.WrapUpBegan && open != null) {
        put(open, entry.atMs(), 0, open.passedOn());
      } else if (!holds.equals(held)) {
        if (open != null) {
          put(open, open.wrapUpFromMs(), entry.atMs(), open.passedOn() || !holds.isEmpty());
        }
        if (!holds.isEmpty()) {
          handlings.put(
              entry.sequence(),
              new HandlingRow(
                  entry.sequence(), entry.conversation(), holds, entry.atMs(), 0, 0, false));
        }
      }
      if (entry.event() instanceof Event.OfferEnded e
          && (e.outcome() == OfferOutcome.DECLINED || e.outcome() == OfferOutcome.EXPIRED)) {
        offers.put(
            entry.sequence(),
            new OfferRow(
                entry.sequence(), entry.conversation(), e.agent(), entry.atMs(), e.outcome()));
      }
    }

    private void put(HandlingRow row, long wrapUpFromMs, long toMs, boolean passedOn) {
      handlings.put(
          row.sequence(),
          new HandlingRow(
              row.sequence(), row.chat(), row.agent(), row.fromMs(), wrapUpFromMs, toMs, passedOn));
    }

    private void count(long number, List<Entry> entries) {
      Event.Launched launched = (Event.Launched) entries.getFirst().event();
      List<HandlingRow> own =
          handlings.values().stream().filter(row -> row.chat() == number).toList();
      long closedAtMs = firstMs(entries, Event.Closed.class);
      long wrappedMs = firstMs(entries, Event.WrapUpBegan.class);
      chats.put(
          number,
          new ChatRow(
              number,
              queue(entries),
              launched.standing().tier(),
              launched.standing().targetMs(),
              entries.getFirst().atMs(),
              firstMs(entries, Event.Assigned.class),
              repliedMs(entries),
              wrappedMs > 0 ? wrappedMs : closedAtMs,
              closedAtMs,
              own.stream()
                  .filter(row -> row.toMs() > 0)
                  .mapToLong(row -> row.toMs() - row.fromMs())
                  .sum(),
              own.isEmpty() ? "" : own.getFirst().agent(),
              own.isEmpty() ? "" : own.getLast().agent(),
              entries.stream()
                  .map(Entry::event)
                  .filter(Event.Closed.class::isInstance)
                  .map(event -> ((Event.Closed) event).outcome())
                  .findFirst()
                  .orElse(null),
              firstMs(entries, Event.TicketOpened.class) > 0,
              (int) own.stream().filter(HandlingRow::passedOn).count(),
              rating(entries),
              firstMs(entries, Event.Forgotten.class) == 0));
    }

    private static int rating(List<Entry> entries) {
      int rating = 0;
      for (Entry entry : entries) {
        if (entry.event() instanceof Event.Rated rated) {
          rating = rated.score();
        }
      }
      return rating;
    }

    private static long firstMs(List<Entry> entries, Class<? extends Event> type) {
      return entries.stream()
          .filter(entry -> type.isInstance(entry.event()))
          .mapToLong(Entry::atMs)
          .findFirst()
          .orElse(0);
    }

    private static long repliedMs(List<Entry> entries) {
      for (Entry entry : entries) {
        if (entry.event() instanceof Event.Closed) {
          return 0;
        }
        if (entry.event() instanceof Event.Posted posted
            && !posted.note()
            && entry.by().isStaff()) {
          return entry.atMs();
        }
      }
      return 0;
    }

    private static String queue(List<Entry> entries) {
      String queue = "";
      for (Entry entry : entries) {
        switch (entry.event()) {
          case Event.Launched e -> queue = e.line().queue();
          case Event.WantsChanged e -> queue = e.line().queue();
          case Event.Assigned _ -> {
            return queue;
          }
          default -> {}
        }
      }
      return queue;
    }
  }

  // --- by example ---

  private static Stored play(String steps) {
    return Stored.of(Scenario.check(steps).journal(), 3);
  }

  private static ChatRow chat(Stored stored) {
    assertThat(stored.chats()).hasSize(1);
    return stored.chats().values().iterator().next();
  }

  @Test
  void p7_aChatThatIsPassedOnCostsBothAgentsTheirTime() {
    Stored stored =
        play(
            """
            agent    Ana capacity 1
            launch   Cora Basic
            after    10s
            accept   Ana Cora
            after    5m
            agent    Ben capacity 1
            transfer Ana Cora to Ben
            after    10s
            accept   Ben Cora
            after    3m
            close    Ben Cora
            after    30s
            wrapped  Ben Cora""");
    ChatRow chat = chat(stored);
    assertThat(chat.answeredAtMs() - chat.launchedAtMs()).isEqualTo(10_000);
    assertThat(chat.firstAgent()).isEqualTo("Ana");
    assertThat(chat.lastAgent()).isEqualTo("Ben");
    assertThat(chat.transfers()).isEqualTo(1);
    assertThat(chat.outcome()).isEqualTo(Outcome.RESOLVED);
    assertThat(chat.closedAtMs() - chat.endedAtMs()).isEqualTo(30_000);
    assertThat(stored.handlings().values())
        .extracting(HandlingRow::agent, row -> row.toMs() - row.fromMs(), HandlingRow::passedOn)
        .containsExactly(
            tuple("Ana", 310_000L, true),
            tuple("Ben", 210_000L, false));
    assertThat(chat.handledMs()).isEqualTo(520_000);
  }

  @Test
  void p6_theFirstReplyIsThatOfStaffToTheCustomer() {
    ChatRow chat =
        chat(
            play(
                """
                agent  Ana capacity 1
                launch Cora Basic
                say    Cora Cora hello?
                accept Ana Cora
                after  20s
                note   Ana Cora looks like dns
                after  20s
                say    Ana Cora hello"""));
    assertThat(chat.repliedAtMs() - chat.launchedAtMs()).isEqualTo(40_000);
  }

  @Test
  void p10_statusesAreWithTheirReasons() {
    Stored stored =
        play(
            """
            agent   Ana capacity 1
            after   60s
            launch  Cora Basic
            accept  Ana Cora
            after   5m
            close   Ana Cora
            after   20s
            wrapped Ana Cora
            after   60s
            lose    Ana
            after   46s""");
    assertThat(stored.statuses().get("Ana"))
        .extracting(
            StatusRow::status,
            StatusRow::handling,
            row -> row.toMs() == 0 ? 0 : (row.toMs() - row.fromMs()) / 1_000,
            StatusRow::reason)
        .containsExactly(
            tuple(AgentStatus.AVAILABLE, false, 60L, StateReason.CHOSEN),
            tuple(AgentStatus.AVAILABLE, true, 300L, StateReason.CHOSEN),
            tuple(AgentStatus.WRAP_UP, true, 20L, null),
            tuple(AgentStatus.AVAILABLE, false, 60L, null),
            tuple(AgentStatus.LOST, false, 45L, null),
            tuple(AgentStatus.OFFLINE, false, 0L, StateReason.LOST));
  }

  @Test
  void p10_whoIsNotHeardIsLostAsLongAsThatGoesOn() {
    Stored stored =
        play(
            """
            agent   Ana capacity 1
            after   60s
            quiet   Ana
            after   5s
            heard   Ana
            after   30s
            quiet   Ana
            after   10s
            lose    Ana
            after   46s""");
    assertThat(stored.statuses().get("Ana"))
        .extracting(
            StatusRow::status, row -> row.toMs() == 0 ? 0 : (row.toMs() - row.fromMs()) / 1_000)
        .containsExactly(
            tuple(AgentStatus.AVAILABLE, 60L),
            tuple(AgentStatus.LOST, 5L),
            tuple(AgentStatus.AVAILABLE, 30L),
            tuple(AgentStatus.LOST, 55L),
            tuple(AgentStatus.OFFLINE, 0L));
  }

  private static Tuple tuple(Object... values) {
    return Tuple.tuple(values);
  }
}
