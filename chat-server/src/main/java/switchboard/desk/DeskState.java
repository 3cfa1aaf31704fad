package switchboard.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskImage.Remembered;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Marks;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.conversation.Conversation.Ticket;
import switchboard.desk.queue.WaitingQueue;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Roster;
import switchboard.desk.routing.Sentences;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.TicketState;

/// What the desk knows now, as the fold of its events. `apply` is the only way in which it changes, live and on replay alike;
/// it never decides. Everything that can be derived from conversations (queue, slots, deadlines) is kept in step in one place, `put`.
final class DeskState implements DeskView {
  private static final int LAST_AGENTS_MAX = 50_000;

  /// Something becomes due by time alone: a conversation's next deadline, or an agent's.
  record Due(long atMs, long conversation, String agent) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atMs, other.atMs);
      if (byTime != 0) {
        return byTime;
      }
      int byConversation = Long.compare(conversation, other.conversation);
      return byConversation != 0 ? byConversation : agent.compareTo(other.agent);
    }
  }

  /// A customer's conversations: their numbers, oldest first, and how many of them are not over.
  private static final class Theirs {
    final List<Long> numbers = new ArrayList<>(1);
    int open;
  }

  /// By number, since conversations come in that order.
  private final Map<Long, Conversation> conversations = new LinkedHashMap<>();

  private final Map<String, Theirs> byCustomer = new LinkedHashMap<>();
  private final Map<Long, Long> offers = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> lastAgents = new LinkedHashMap<>();
  private final TreeSet<Due> due = new TreeSet<>();
  private final Map<String, Due> agentDue = new LinkedHashMap<>();
  private final RequestLog requests;
  final WaitingQueue queue = new WaitingQueue();
  final Roster roster = new Roster();

  private long sequence;
  private long atMs;
  long conversationCount;
  long ticketCount;
  long offerCount;

  DeskState(int requestsRememberedMax) {
    requests = new RequestLog(requestsRememberedMax);
  }

  // --- apply ---

  void apply(Entry entry) {
    if (entry.sequence() != sequence + 1) {
      throw new IllegalStateException(
          "entry " + entry.sequence() + ": expected entry " + (sequence + 1));
    }
    sequence = entry.sequence();
    atMs = entry.atMs();
    switch (entry.event()) {
      case Event.OfConversation event -> applyToConversation(entry, event);
      case Event.OfAgent event -> applyToAgent(event);
    }
    if (entry.request() != null) {
      requests.remember(
          new Remembered(
              entry.by().isStaff(),
              entry.by().id(),
              entry.request(),
              entry.conversation(),
              entry.position()));
    }
  }

  private void applyToConversation(Entry entry, Event.OfConversation event) {
    long number = entry.conversation();
    if (event instanceof Event.Launched launched) {
      put(null, launched(entry, launched));
      conversationCount = Math.max(conversationCount, number);
      return;
    }
    Conversation before = conversations.get(number);
    if (before == null) {
      throw new IllegalStateException(
          "entry " + entry.sequence() + ": conversation " + number + " is not held");
    }
    if (event instanceof Event.Forgotten) {
      forget(before);
      return;
    }
    put(before, after(before, entry, event).withPosition(entry.position()));
    switch (event) {
      case Event.Offered offered -> offerCount = Math.max(offerCount, offered.offer());
      case Event.OfferEnded ended -> noteEndedOffer(before, ended);
      case Event.Assigned assigned -> noteLastAgent(before.customer().id(), assigned.agent());
      case Event.TicketOpened opened -> ticketCount = Math.max(ticketCount, opened.ticket());
      default -> {}
    }
  }

  private static Conversation launched(Entry entry, Event.Launched event) {
    return new Conversation(
        entry.conversation(),
        entry.position(),
        event.customer(),
        event.intake(),
        event.line(),
        event.prefers(),
        event.standing(),
        entry.atMs(),
        Stage.Launched.INSTANCE,
        Marks.NONE,
        Marks.NONE,
        null);
  }

  private static Conversation after(
      Conversation before, Entry entry, Event.OfConversation event) {
    return switch (event) {
      case Event.Launched _, Event.Forgotten _ ->
          throw new IllegalStateException("handled before");
      case Event.Queued e ->
          before.withStage(
              new Stage.Waiting(e.key(), entry.atMs(), e.prefersUntilMs(), null, 0));
      case Event.PreferencesDropped _ ->
          before.withStage(waiting(before).withoutPreferences());
      case Event.Offered e ->
          before.withStage(
              waiting(before)
                  .withOffer(
                      new Offer(
                          e.offer(),
                          e.agent(),
                          e.agentName(),
                          e.expiresAtMs(),
                          Sentences.ofOffer(e.agentName(), e.explanation()))));
      case Event.OfferEnded _ -> before.withStage(waiting(before).withOffer(null));
      case Event.CustomerAbsent e ->
          before.withStage(waiting(before).withAbsentUntil(e.untilMs()));
      case Event.CustomerBack _ -> before.withStage(waiting(before).withAbsentUntil(0));
      case Event.Assigned e ->
          before.withStage(new Stage.Assigned(e.agent(), e.agentName(), entry.atMs()));
      case Event.WrapUpBegan e -> {
        Stage.Assigned held = (Stage.Assigned) before.stage();
        yield before.withStage(
            new Stage.WrapUp(
                held.agent(), held.agentName(), held.answeredAtMs(), entry.atMs(), e.untilMs()));
      }
      case Event.Closed e -> before.withStage(closed(before, e));
      case Event.Posted e -> afterMessage(before, entry, e);
      case Event.Marked e -> before.withMark(entry.by(), e.mark(), e.upTo());
      case Event.IntakeRevised e -> before.withIntake(e.intake());
      case Event.TicketOpened e ->
          kept(
              before.withTicket(
                  new Ticket(
                      e.ticket(), TicketState.OPEN, e.subject(), null, null, entry.atMs(),
                      entry.atMs())),
              0);
      case Event.TicketAssigned e ->
          before.withTicket(ticket(before).assigned(e.agent(), e.agentName(), entry.atMs()));
      case Event.TicketResolved e ->
          kept(
              before.withTicket(ticket(before).in(TicketState.RESOLVED, entry.atMs())),
              e.keptUntilMs());
    };
  }

  /// An agent's message answers an open ticket; the customer's opens it again, a resolved one too. Notes do neither.
  private static Conversation afterMessage(Conversation before, Entry entry, Event.Posted posted) {
    Ticket ticket = before.ticket();
    if (ticket == null || posted.note()) {
      return before;
    }
    if (entry.by().isStaff()) {
      return ticket.state() == TicketState.RESOLVED
          ? before
          : before.withTicket(ticket.in(TicketState.ANSWERED, entry.atMs()));
    }
    TicketState reopened = ticket.agent() == null ? TicketState.OPEN : TicketState.ASSIGNED;
    return kept(before.withTicket(ticket.in(reopened, entry.atMs())), 0);
  }

  private static Stage closed(Conversation before, Event.Closed event) {
    return switch (before.stage()) {
      case Stage.WrapUp held ->
          new Stage.Closed(
              event.outcome(), held.agent(), held.agentName(), event.keptUntilMs());
      case Stage.Assigned held ->
          new Stage.Closed(
              event.outcome(), held.agent(), held.agentName(), event.keptUntilMs());
      case Stage.Launched _, Stage.Waiting _, Stage.Closed _ ->
          new Stage.Closed(event.outcome(), "", "", event.keptUntilMs());
    };
  }

  /// Sets until when a closed conversation is kept; an open one is kept anyway.
  private static Conversation kept(Conversation conversation, long untilMs) {
    return conversation.stage() instanceof Stage.Closed closed
        ? conversation.withStage(
            new Stage.Closed(closed.outcome(), closed.agent(), closed.agentName(), untilMs))
        : conversation;
  }

  private static Stage.Waiting waiting(Conversation conversation) {
    return (Stage.Waiting) conversation.stage();
  }

  private static Ticket ticket(Conversation conversation) {
    return Objects.requireNonNull(conversation.ticket());
  }

  private void applyToAgent(Event.OfAgent event) {
    switch (event) {
      case Event.AgentEnrolled e ->
          roster.enrol(
              e.agent(), e.name(), e.supervisor(), e.capacity(), e.skills(), e.queues(), atMs);
      case Event.AgentStateChanged e -> roster.changeState(e.agent(), e.state(), atMs);
      case Event.SessionOpened e -> roster.openSession(e.agent(), e.session());
      case Event.SessionClosed e ->
          roster.closeSession(e.agent(), e.session(), e.graceUntilMs());
    }
    moveDue(event.agent(), atMs);
  }

  private void noteEndedOffer(Conversation before, Event.OfferEnded ended) {
    roster.countMisses(ended.agent(), ended.misses());
    if (ended.excludedUntilMs() > atMs) {
      roster.cutOff(
          ended.agent(), before.line(), waiting(before).key(), ended.excludedUntilMs(), atMs);
    }
    moveDue(ended.agent(), atMs);
  }

  private void noteLastAgent(String customer, String agent) {
    lastAgents.remove(customer);
    lastAgents.put(customer, agent);
    if (lastAgents.size() > LAST_AGENTS_MAX) {
      lastAgents.pollFirstEntry();
    }
  }

  // --- what follows from a conversation's stage ---

  private void put(@Nullable Conversation before, Conversation after) {
    conversations.put(after.number(), after);
    noteWhose(before, after);
    if (before == null || before.stage() != after.stage()) {
      if (before != null) {
        leave(before);
      }
      moveSlot(after.number(), before == null ? null : before.stage(), after.stage());
      enter(after);
    }
  }

  private void noteWhose(@Nullable Conversation before, Conversation after) {
    boolean wasOpen = before != null && !before.isOver();
    if (before != null && wasOpen == !after.isOver()) {
      return;
    }
    Theirs theirs = byCustomer.computeIfAbsent(after.customer().id(), _ -> new Theirs());
    if (before == null) {
      theirs.numbers.add(after.number());
    }
    if (wasOpen) {
      theirs.open--;
    } else if (!after.isOver()) {
      theirs.open++;
    }
  }

  private void forget(Conversation conversation) {
    leave(conversation);
    conversations.remove(conversation.number());
    String customer = conversation.customer().id();
    Theirs theirs = Objects.requireNonNull(byCustomer.get(customer));
    theirs.numbers.remove((Long) conversation.number());
    if (theirs.numbers.isEmpty()) {
      byCustomer.remove(customer);
      requests.forgetCustomer(customer);
    }
  }

  private void enter(Conversation conversation) {
    long number = conversation.number();
    switch (conversation.stage()) {
      case Stage.Launched _, Stage.Assigned _, Stage.WrapUp _, Stage.Closed _ -> {}
      case Stage.Waiting waiting -> {
        Offer offer = waiting.offer();
        if (offer == null) {
          queue.add(entryOf(conversation, waiting));
        } else {
          queue.addRinging(entryOf(conversation, waiting));
          offers.put(offer.number(), number);
        }
      }
    }
    long dueMs = dueMs(conversation);
    if (dueMs < Long.MAX_VALUE) {
      due.add(new Due(dueMs, number, ""));
    }
  }

  private void leave(Conversation conversation) {
    long number = conversation.number();
    switch (conversation.stage()) {
      case Stage.Launched _, Stage.Assigned _, Stage.WrapUp _, Stage.Closed _ -> {}
      case Stage.Waiting waiting -> {
        Offer offer = waiting.offer();
        if (offer == null) {
          queue.remove(entryOf(conversation, waiting));
        } else {
          queue.removeRinging(entryOf(conversation, waiting));
          offers.remove(offer.number());
        }
      }
    }
    long dueMs = dueMs(conversation);
    if (dueMs < Long.MAX_VALUE) {
      due.remove(new Due(dueMs, number, ""));
    }
  }

  /// An agent's slot that an offer, its assignment and its wrap-up take in turn stays taken all the while.
  private void moveSlot(long number, @Nullable Stage before, Stage after) {
    String was = before == null ? null : agentOf(before);
    String is = agentOf(after);
    if (was != null && !was.equals(is)) {
      roster.release(was, number);
    }
    if (is != null) {
      if (after instanceof Stage.Assigned assigned) {
        roster.hold(is, number, assigned.answeredAtMs());
      } else if (!is.equals(was)) {
        roster.reserve(is, number);
      }
    }
  }

  /// The agent whose slot the stage takes, or null.
  private static @Nullable String agentOf(Stage stage) {
    return switch (stage) {
      case Stage.Waiting waiting -> waiting.offer() == null ? null : waiting.offer().agent();
      case Stage.Assigned held -> held.agent();
      case Stage.WrapUp held -> held.agent();
      case Stage.Launched _, Stage.Closed _ -> null;
    };
  }

  private static QueueEntry entryOf(Conversation conversation, Stage.Waiting waiting) {
    return new QueueEntry(
        conversation.number(),
        conversation.customer().id(),
        conversation.standing().tier(),
        conversation.line(),
        waiting.prefersUntilMs() > 0 ? conversation.prefers() : Skills.NONE,
        waiting.key(),
        waiting.enteredAtMs());
  }

  /// When the conversation next changes by time alone; Long.MAX_VALUE for never.
  private static long dueMs(Conversation conversation) {
    return switch (conversation.stage()) {
      case Stage.Launched _, Stage.Assigned _ -> Long.MAX_VALUE;
      case Stage.Waiting waiting ->
          Math.min(
              waiting.offer() == null ? Long.MAX_VALUE : waiting.offer().expiresAtMs(),
              Math.min(orNever(waiting.absentUntilMs()), orNever(waiting.prefersUntilMs())));
      case Stage.WrapUp wrapUp -> wrapUp.untilMs();
      case Stage.Closed closed -> orNever(closed.keptUntilMs());
    };
  }

  private static long orNever(long atMs) {
    return atMs == 0 ? Long.MAX_VALUE : atMs;
  }

  private void moveDue(String agent, long nowMs) {
    Due before = agentDue.remove(agent);
    if (before != null) {
      due.remove(before);
    }
    Agent now = roster.agent(agent);
    long dueMs = now == null ? Long.MAX_VALUE : now.nextDueMs(nowMs);
    if (dueMs < Long.MAX_VALUE) {
      Due next = new Due(dueMs, 0, agent);
      agentDue.put(agent, next);
      due.add(next);
    }
  }

  // --- deadlines ---

  long nextDueMs() {
    return due.isEmpty() ? Long.MAX_VALUE : due.first().atMs();
  }

  /// The first thing due by now, or null.
  @Nullable Due firstDue(long nowMs) {
    return due.isEmpty() || due.first().atMs() > nowMs ? null : due.first();
  }

  /// An agent's deadline passed without an event (an exclusion ended): on to the agent's next one.
  void passDue(String agent, long nowMs) {
    moveDue(agent, nowMs);
  }

  // --- reading ---

  @Nullable Remembered outcome(Actor by, String request) {
    return requests.outcome(by, request);
  }

  @Nullable String lastAgent(String customer) {
    return lastAgents.get(customer);
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long atMs() {
    return atMs;
  }

  @Override
  public @Nullable Conversation conversation(long number) {
    return conversations.get(number);
  }

  @Override
  public List<Conversation> conversationsOf(String customer) {
    Theirs theirs = byCustomer.get(customer);
    if (theirs == null) {
      return List.of();
    }
    List<Conversation> held = new ArrayList<>(theirs.numbers.size());
    theirs.numbers.forEach(number -> held.add(Objects.requireNonNull(conversations.get(number))));
    return held;
  }

  /// How many chats of a customer are not over. A customer may have many that are, so these are not counted anew each time.
  int openChatsOf(String customer) {
    Theirs theirs = byCustomer.get(customer);
    return theirs == null ? 0 : theirs.open;
  }

  @Override
  public @Nullable Conversation offered(long offer) {
    Long number = offers.get(offer);
    return number == null ? null : conversations.get(number);
  }

  @Override
  public @Nullable Agent agent(String id) {
    return roster.agent(id);
  }

  @Override
  public Collection<Agent> agents() {
    return roster.agents();
  }

  @Override
  public Collection<Conversation> conversations() {
    return Collections.unmodifiableCollection(conversations.values());
  }

  @Override
  public int waitingCount() {
    return queue.size();
  }

  @Override
  public Iterable<Conversation> waiting() {
    return () -> {
      Iterator<QueueEntry> entries = queue.inOrder().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public Conversation next() {
          return Objects.requireNonNull(conversations.get(entries.next().conversation()));
        }
      };
    };
  }

  // --- snapshots ---

  DeskImage image() {
    List<DeskImage.LastAgent> last = new ArrayList<>(lastAgents.size());
    lastAgents.forEach((customer, agent) -> last.add(new DeskImage.LastAgent(customer, agent)));
    return new DeskImage(
        sequence,
        atMs,
        conversationCount,
        ticketCount,
        offerCount,
        new ArrayList<>(conversations.values()),
        new ArrayList<>(roster.agents()),
        last,
        requests.all());
  }

  void restore(DeskImage image) {
    sequence = image.sequence();
    atMs = image.atMs();
    conversationCount = image.conversationCount();
    ticketCount = image.ticketCount();
    offerCount = image.offerCount();
    // Agents come last: theirs already count the slots that conversations take.
    image.conversations().forEach(conversation -> put(null, conversation));
    image.agents().forEach(roster::restore);
    image.agents().forEach(agent -> moveDue(agent.id(), atMs));
    image.lastAgents().forEach(last -> lastAgents.put(last.customer(), last.agent()));
    image.requests().forEach(requests::remember);
  }
}
