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
import switchboard.desk.conversation.Conversation.Guest;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.queue.WaitingQueue;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Roster;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Lists;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.Skills;

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
    List<Long> numbers = List.of();
    int open;
  }

  private final DeskRules rules;
  /// By number, since conversations come in that order.
  private final Map<Long, Conversation> conversations = new LinkedHashMap<>();

  private final Map<String, Theirs> byCustomer = new LinkedHashMap<>();
  private final Map<Long, Long> offers = new LinkedHashMap<>();
  private final LinkedHashMap<String, String> lastAgents = new LinkedHashMap<>();
  private final TreeSet<Due> due = new TreeSet<>();
  private final Map<String, Due> agentDue = new LinkedHashMap<>();
  /// Chats that somebody takes part in beside the agent, by account.
  private final Map<String, List<Long>> joined = new LinkedHashMap<>();
  /// Customers who go ahead with each chat.
  private final TreeSet<String> vips = new TreeSet<>();
  private final TreeSet<String> paused = new TreeSet<>();
  private final RequestLog requests;
  final WaitingQueue queue = new WaitingQueue();
  final Roster roster = new Roster();

  private long sequence;
  private long atMs;
  long conversationCount;
  long ticketCount;
  long offerCount;

  DeskState(DeskRules rules) {
    this.rules = rules;
    requests = new RequestLog(rules.requestsRememberedMax());
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
      case Event.OfQueue event -> applyToQueue(event);
    }
    requests.remember(entry);
  }

  private void applyToConversation(Entry entry, Event.OfConversation event) {
    long number = entry.conversation();
    if (event instanceof Event.Launched launched) {
      put(null, ConversationFold.launched(entry, launched));
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
    put(before, ConversationFold.after(before, entry, event));
    switch (event) {
      case Event.Offered offered -> offerCount = Math.max(offerCount, offered.offer());
      case Event.TransferOffered offered ->
          offerCount = Math.max(offerCount, offered.offer());
      case Event.OfferEnded ended -> noteEndedOffer(before, ended);
      case Event.Queued queued -> keepFromItsAgent(before, queued);
      case Event.VipMarked marked -> markVip(before.customer().id(), marked.vip());
      case Event.Assigned assigned -> noteLastAgent(before.customer().id(), assigned.agent());
      case Event.TicketOpened opened -> ticketCount = Math.max(ticketCount, opened.ticket());
      default -> {}
    }
  }

  private void applyToAgent(Event.OfAgent event) {
    roster.apply(event, atMs);
    moveDue(event.agent(), atMs);
  }

  private void applyToQueue(Event.OfQueue event) {
    switch (event) {
      case Event.QueuePaused e -> paused.add(e.queue());
      case Event.QueueResumed e -> paused.remove(e.queue());
    }
  }

  private void noteEndedOffer(Conversation before, Event.OfferEnded ended) {
    roster.countMisses(ended.agent(), ended.misses());
    if (before.stage() instanceof Stage.Waiting waiting) {
      keepFrom(ended.agent(), before.line(), waiting.key(), ended.excludedUntilMs());
    }
    moveDue(ended.agent(), atMs);
  }

  private void markVip(String customer, boolean vip) {
    if (vip) {
      vips.add(customer);
    } else {
      vips.remove(customer);
    }
  }

  private void keepFromItsAgent(Conversation before, Event.Queued queued) {
    String agent = before.heldBy();
    if (agent != null) {
      keepFrom(agent, before.line(), queued.key(), queued.excludedUntilMs());
      moveDue(agent, atMs);
    }
  }

  private void keepFrom(String agent, Line line, OrderKey key, long untilMs) {
    if (untilMs > atMs) {
      roster.cutOff(agent, line, key, untilMs, atMs);
    }
  }

  private void noteLastAgent(String customer, String agent) {
    lastAgents.putLast(customer, agent);
    if (lastAgents.size() > LAST_AGENTS_MAX) {
      lastAgents.pollFirstEntry();
    }
  }

  // --- what follows from a conversation's stage ---

  private void put(@Nullable Conversation before, Conversation after) {
    conversations.put(after.number(), after);
    noteWhose(before, after);
    if (before == null
        || before.stage() != after.stage()
        || !before.line().equals(after.line())
        || !before.prefers().equals(after.prefers())) {
      if (before != null) {
        leave(before);
      }
      moveSlots(before, after);
      moveGuests(before, after);
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
      theirs.numbers = Lists.plus(theirs.numbers, after.number());
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
    theirs.numbers = Lists.minus(theirs.numbers, conversation.number());
    if (theirs.numbers.isEmpty()) {
      byCustomer.remove(customer);
      requests.forgetCustomer(customer);
    }
  }

  private void enter(Conversation conversation) {
    long number = conversation.number();
    Offer offer = conversation.offer();
    if (offer != null) {
      offers.put(offer.number(), number);
    }
    if (conversation.stage() instanceof Stage.Waiting waiting) {
      QueueEntry entry = entryOf(conversation, waiting);
      if (offer == null) {
        queue.add(entry);
      } else {
        queue.addRinging(entry);
      }
    }
    long dueMs = dueMs(conversation);
    if (dueMs < Long.MAX_VALUE) {
      due.add(new Due(dueMs, number, ""));
    }
  }

  private void leave(Conversation conversation) {
    long number = conversation.number();
    Offer offer = conversation.offer();
    if (offer != null) {
      offers.remove(offer.number());
    }
    if (conversation.stage() instanceof Stage.Waiting waiting) {
      QueueEntry entry = entryOf(conversation, waiting);
      if (offer == null) {
        queue.remove(entry);
      } else {
        queue.removeRinging(entry);
      }
    }
    long dueMs = dueMs(conversation);
    if (dueMs < Long.MAX_VALUE) {
      due.remove(new Due(dueMs, number, ""));
    }
  }

  /// An agent's slot that an offer, its assignment and its wrap-up take in turn stays taken all the while.
  private void moveSlots(@Nullable Conversation before, Conversation after) {
    long number = after.number();
    String held = before == null ? null : before.heldBy();
    String holds = after.heldBy();
    String rang = before == null ? null : ringsAt(before);
    String rings = ringsAt(after);
    if (held != null && !held.equals(holds) && !held.equals(rings)) {
      roster.release(held, number);
    }
    if (rang != null && !rang.equals(holds) && !rang.equals(rings)) {
      roster.release(rang, number);
    }
    if (rings != null && !rings.equals(rang)) {
      roster.reserve(rings, number);
    }
    if (holds != null) {
      if (!holds.equals(held)) {
        roster.hold(holds, number, answeredAtMs(after));
      }
      roster.weigh(holds, number, after.weight());
    }
  }

  private void moveGuests(@Nullable Conversation before, Conversation after) {
    List<Guest> were = before == null ? List.of() : before.guests();
    List<Guest> are = after.guests();
    if (were.equals(are)) {
      return;
    }
    were.forEach(guest -> joined.merge(guest.id(), List.of(after.number()), DeskState::without));
    are.forEach(guest -> joined.merge(guest.id(), List.of(after.number()), DeskState::with));
  }

  private static List<Long> with(List<Long> all, List<Long> one) {
    return Lists.plus(all, one.getFirst());
  }

  private static @Nullable List<Long> without(List<Long> all, List<Long> one) {
    List<Long> rest = Lists.minus(all, one.getFirst());
    return rest.isEmpty() ? null : rest;
  }

  private static @Nullable String ringsAt(Conversation conversation) {
    Offer offer = conversation.offer();
    return offer == null ? null : offer.agent();
  }

  private static long answeredAtMs(Conversation conversation) {
    return switch (conversation.stage()) {
      case Stage.Assigned held -> held.answeredAtMs();
      case Stage.WrapUp held -> held.answeredAtMs();
      case Stage.Launched _, Stage.Waiting _, Stage.Closed _ -> 0;
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
      case Stage.Launched _ -> Long.MAX_VALUE;
      case Stage.Waiting waiting ->
          Math.min(
              expiresAtMs(waiting.offer()),
              Math.min(orNever(waiting.absentUntilMs()), orNever(waiting.prefersUntilMs())));
      case Stage.Assigned held -> expiresAtMs(held.transfer());
      case Stage.WrapUp wrapUp -> wrapUp.untilMs();
      case Stage.Closed closed -> orNever(closed.keptUntilMs());
    };
  }

  private static long expiresAtMs(@Nullable Offer offer) {
    return offer == null ? Long.MAX_VALUE : offer.expiresAtMs();
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
  public Collection<String> queues() {
    return rules.queues().isEmpty() ? List.of("") : rules.queues().keySet();
  }

  @Override
  public List<Conversation> joinedBy(String account) {
    return joined.getOrDefault(account, List.of()).stream()
        .map(number -> Objects.requireNonNull(conversations.get(number)))
        .toList();
  }

  @Override
  public boolean hasRoom(Agent agent, String queue) {
    int max = rules.of(queue).perAgentMax();
    if (max >= agent.capacity()) {
      return true;
    }
    int count = 0;
    for (List<Long> slots : List.of(agent.held(), agent.reserved())) {
      for (long number : slots) {
        Conversation held = Objects.requireNonNull(conversations.get(number));
        count += held.line().queue().equals(queue) ? 1 : 0;
      }
    }
    return count < max;
  }

  @Override
  public boolean isPaused(String queue) {
    // Of a queue that the catalogue no longer has nobody could resume what still waits in it.
    return paused.contains(queue) && rules.isQueue(queue);
  }

  boolean isVip(String customer) {
    return vips.contains(customer);
  }

  int vipCount() {
    return vips.size();
  }

  boolean someQueueIsPaused() {
    return !paused.isEmpty();
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
        new ArrayList<>(paused),
        new ArrayList<>(vips),
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
    paused.addAll(image.pausedQueues());
    vips.addAll(image.vips());
    image.requests().forEach(requests::restore);
  }
}
