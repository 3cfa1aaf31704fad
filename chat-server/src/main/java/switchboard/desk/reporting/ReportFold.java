package switchboard.desk.reporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.StateReason;

/// Folds a desk's entries into the rows that reports are made of. What it holds is what may still change: chats that the desk holds, and
/// each agent's last status; so it goes on from its own stored rows. How entries are cut into batches makes no difference to the rows.
public final class ReportFold {
  /// Grows whenever the same entries would lead to other rows than before: then stored rows are made anew.
  public static final int VERSION = 1;

  private final Map<Long, Chat> chats = new LinkedHashMap<>();
  private final Map<String, Worker> workers = new TreeMap<>();

  private final Map<Long, ChatRow> changedChats = new LinkedHashMap<>();
  private final Map<Long, HandlingRow> changedHandlings = new LinkedHashMap<>();
  private final List<OfferRow> newOffers = new ArrayList<>();
  private final Map<StatusKey, StatusRow> changedStatuses = new LinkedHashMap<>();
  private final Map<String, AgentRow> changedAgents = new LinkedHashMap<>();

  private record StatusKey(String agent, long sequence) {}

  /// Goes on from rows that were stored.
  ///
  /// @param open chats that are held, handlings and statuses that go on, all agents; offers are not needed
  public ReportFold(ReportRows open) {
    open.chats().forEach(row -> chats.put(row.number(), new Chat(row)));
    open.agents().forEach(row -> workers.put(row.agent(), new Worker(row)));
    open.handlings()
        .forEach(
            row -> {
              Chat chat = Objects.requireNonNull(chats.get(row.chat()));
              chat.handling = row;
              worker(row.agent()).chats.put(row.chat(), row.wrapUpFromMs() > 0);
            });
    open.statuses().forEach(row -> worker(row.agent()).status = row);
  }

  /// The rows that changed since they were last taken.
  public ReportRows takeChanges() {
    ReportRows taken =
        new ReportRows(
            new ArrayList<>(changedChats.values()),
            new ArrayList<>(changedHandlings.values()),
            newOffers,
            new ArrayList<>(changedStatuses.values()),
            new ArrayList<>(changedAgents.values()));
    changedChats.clear();
    changedHandlings.clear();
    newOffers.clear();
    changedStatuses.clear();
    changedAgents.clear();
    return taken;
  }

  public void apply(Entry entry) {
    switch (entry.event()) {
      case Event.OfConversation event -> applyToChat(entry, event);
      case Event.OfAgent event -> applyToAgent(entry, event);
      case Event.OfQueue _ -> {}
    }
  }

  // --- chats ---

  private void applyToChat(Entry entry, Event.OfConversation event) {
    if (event instanceof Event.Launched launched) {
      Chat chat = new Chat(entry, launched);
      chats.put(entry.conversation(), chat);
      note(chat);
      return;
    }
    Chat chat = chats.get(entry.conversation());
    if (chat == null) {
      return; // a chat that is no longer held does not change
    }
    switch (event) {
      case Event.Launched _ -> throw new IllegalStateException("handled before");
      case Event.Assigned e -> assign(chat, entry, e.agent());
      case Event.Queued _ -> endHandling(chat, entry);
      case Event.TransferredToQueue e -> {
        chat.moveTo(e.queue());
        passOn(chat);
        note(chat);
      }
      case Event.WantsChanged e -> {
        if (chat.moveTo(e.line().queue())) {
          note(chat);
        }
      }
      case Event.OfferEnded e -> endOffer(entry, e);
      case Event.Posted e -> {
        if (entry.by().isStaff() && !e.note() && chat.repliedAtMs == 0 && chat.closedAtMs == 0) {
          chat.repliedAtMs = entry.atMs();
          note(chat);
        }
      }
      case Event.WrapUpBegan _ -> beginWrapUp(chat, entry);
      case Event.Closed e -> {
        endHandling(chat, entry);
        chat.close(e.outcome(), entry.atMs());
        note(chat);
      }
      case Event.Rated e -> {
        chat.rating = e.score();
        note(chat);
      }
      case Event.TicketOpened _ -> {
        chat.ticket = true;
        note(chat);
      }
      case Event.Forgotten _ -> {
        chat.held = false;
        note(chat);
        chats.remove(chat.number);
      }
      case Event.PreferencesDropped _,
          Event.Boosted _,
          Event.Offered _,
          Event.TransferOffered _,
          Event.Weighed _,
          Event.Joined _,
          Event.Left _,
          Event.VipMarked _,
          Event.Monitored _,
          Event.Marked _,
          Event.IntakeRevised _,
          Event.CustomerAbsent _,
          Event.CustomerBack _,
          Event.TicketAssigned _,
          Event.TicketResolved _ -> {}
    }
  }

  private void assign(Chat chat, Entry entry, String agent) {
    HandlingRow before = chat.handling;
    if (before != null && before.agent().equals(agent)) {
      return;
    }
    if (before != null) {
      passOn(chat);
      endHandling(chat, entry);
    }
    chat.assign(agent, entry.atMs());
    note(chat);
    HandlingRow begun =
        new HandlingRow(entry.sequence(), chat.number, agent, entry.atMs(), 0, 0, false);
    keep(chat, begun);
    Worker worker = worker(agent);
    worker.chats.put(chat.number, false);
    settle(worker, entry, null);
  }

  private void beginWrapUp(Chat chat, Entry entry) {
    chat.endedAtMs = entry.atMs();
    note(chat);
    HandlingRow handling = chat.handling;
    if (handling != null) {
      HandlingRow wrapping = handling.wrappingUp(entry.atMs());
      keep(chat, wrapping);
      Worker worker = worker(wrapping.agent());
      worker.chats.put(chat.number, true);
      settle(worker, entry, null);
    }
  }

  private void passOn(Chat chat) {
    chat.transfers++;
    HandlingRow handling = chat.handling;
    if (handling != null) {
      keep(chat, handling.passingOn());
    }
  }

  private void endHandling(Chat chat, Entry entry) {
    HandlingRow handling = chat.handling;
    if (handling == null) {
      return;
    }
    HandlingRow over = handling.ended(entry.atMs());
    keep(chat, over);
    chat.handling = null;
    chat.handledMs += over.toMs() - over.fromMs();
    note(chat);
    Worker worker = worker(over.agent());
    worker.chats.remove(chat.number);
    settle(worker, entry, null);
  }

  private void keep(Chat chat, HandlingRow handling) {
    chat.handling = handling;
    changedHandlings.put(handling.sequence(), handling);
  }

  private void endOffer(Entry entry, Event.OfferEnded ended) {
    if (ended.outcome() != OfferOutcome.WITHDRAWN) {
      newOffers.add(
          new OfferRow(
              entry.sequence(),
              entry.conversation(),
              ended.agent(),
              entry.atMs(),
              ended.outcome()));
    }
  }

  private void note(Chat chat) {
    changedChats.put(chat.number, chat.row());
  }

  // --- agents ---

  private void applyToAgent(Entry entry, Event.OfAgent event) {
    Worker worker = worker(event.agent());
    StateReason reason = null;
    switch (event) {
      case Event.AgentEnrolled e -> worker.name = e.name();
      case Event.AgentStateChanged e -> {
        worker.chosen = e.state();
        reason = e.reason();
      }
      case Event.SessionOpened e -> worker.sessions.add(e.session());
      case Event.SessionHeard e -> worker.sessions.add(e.session());
      case Event.SessionClosed e -> worker.sessions.remove(e.session());
      case Event.SessionQuiet e -> worker.sessions.remove(e.session());
    }
    changedAgents.put(worker.agent, worker.row());
    settle(worker, entry, reason);
  }

  private Worker worker(String agent) {
    return workers.computeIfAbsent(agent, Worker::new);
  }

  /// Begins a new row where the agent is something else now. What lasted no time gives its row to what follows.
  private void settle(Worker worker, Entry entry, @Nullable StateReason reason) {
    AgentStatus status = worker.statusNow();
    boolean handling = !worker.chats.isEmpty();
    long sequence = entry.sequence();
    StateReason why = reason;
    StatusRow before = worker.status;
    if (before != null) {
      if (before.status() == status && before.handling() == handling) {
        return;
      }
      if (before.fromMs() == entry.atMs()) {
        sequence = before.sequence();
      } else {
        note(before.ended(entry.atMs()));
      }
      if (why == null && before.status() == status) {
        why = before.reason();
      }
    }
    StatusRow next =
        new StatusRow(sequence, worker.agent, status, handling, entry.atMs(), 0, why);
    worker.status = next;
    note(next);
  }

  private void note(StatusRow row) {
    changedStatuses.put(new StatusKey(row.agent(), row.sequence()), row);
  }
}
