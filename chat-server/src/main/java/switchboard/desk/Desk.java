package switchboard.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskImage.Remembered;
import switchboard.desk.DeskState.Due;
import switchboard.desk.conversation.Access;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Marks;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.conversation.Conversation.Ticket;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Match;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Explanation.Passed;
import switchboard.desk.vocabulary.Explanation.Rival;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Rejection.Code;
import switchboard.desk.vocabulary.Sessions;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.StateReason;
import switchboard.desk.vocabulary.TicketState;

/// One desk: decides commands into events. A command is first checked and refused, or carried out whole; each event is applied as it is decided,
/// and at the end whatever can be routed is routed. The rules are numbered in docs/spec/desk.md.
///
/// Used from one thread. Same events, same state; same state, command and time, same decision.
public final class Desk {
  /// Most deadlines that one tick carries out, so that no batch grows without bound; the next tick is due at once.
  private static final int DUE_PER_TICK_MAX = 256;

  private final DeskRules rules;
  private final DeskState state;
  private List<Entry> decided = new ArrayList<>();

  /// The latest time that it was told. A deadline that passed at it has passed, though no event says so.
  private long clockMs;

  public Desk(DeskRules rules) {
    this.rules = rules;
    this.state = new DeskState(rules.requestsRememberedMax());
  }

  public static Desk restore(DeskRules rules, DeskImage image) {
    Desk desk = new Desk(rules);
    desk.state.restore(image);
    return desk;
  }

  public DeskImage image() {
    return state.image();
  }

  public DeskView view() {
    return state;
  }

  public void apply(Entry entry) {
    state.apply(entry);
  }

  /// When the desk next changes by time alone: then it wants a `Tick`. Long.MAX_VALUE for never.
  public long nextDeadlineMs() {
    return state.nextDueMs();
  }

  /// Decides and applies. Time never runs backwards here: an earlier `nowMs` counts as the latest time known.
  ///
  /// @param request makes repeating harmless: the same request of the same actor is carried out once
  public Decision decide(Actor by, @Nullable String request, Command command, long nowMs) {
    if (request != null) {
      Remembered earlier = state.outcome(by, request);
      if (earlier != null) {
        return new Decision.Accepted(List.of(), earlier.conversation(), earlier.position());
      }
    }
    clockMs = Math.max(clockMs, Math.max(nowMs, state.atMs()));
    Turn turn = new Turn(by, request, clockMs);
    decided = new ArrayList<>(4);
    Rejection rejection = turn.carryOut(command);
    if (rejection != null) {
      return new Decision.Rejected(rejection);
    }
    turn.route();
    return new Decision.Accepted(decided, turn.conversation, turn.position);
  }

  /// One command being carried out.
  private final class Turn {
    private final Actor by;
    private final @Nullable String request;
    private final long nowMs;
    private boolean requestNoted;
    private long conversation;
    private int position;

    Turn(Actor by, @Nullable String request, long nowMs) {
      this.by = by;
      this.request = request;
      this.nowMs = nowMs;
    }

    /// Null when carried out. Nothing was emitted when it returns a rejection.
    @Nullable Rejection carryOut(Command command) {
      return switch (command) {
        case Command.LaunchChat c -> launch(c);
        case Command.ReviseIntake c -> reviseIntake(c);
        case Command.CustomerCame _ -> by.isCustomer() ? customerCame() : onlyCustomers();
        case Command.CustomerWent _ -> by.isCustomer() ? customerWent() : onlyCustomers();
        case Command.Post c -> post(c);
        case Command.Mark c -> mark(c);
        case Command.OpenTicket c -> openTicket(c);
        case Command.CloseConversation c -> close(c);
        case Command.OpenSession c -> openSession(c);
        case Command.CloseSession c -> by.isStaff() ? closeSession(by.id(), c.session()) : onlyStaff();
        case Command.SetState c -> setState(c);
        case Command.AcceptOffer c -> accept(c);
        case Command.DeclineOffer c -> decline(c);
        case Command.EndWrapUp c -> endWrapUp(c);
        case Command.AssignTicket c -> assignTicket(c);
        case Command.ResolveTicket c -> resolveTicket(c);
        case Command.DisableAgent c -> by.isDesk() ? disable(c) : onlyTheDesk();
        case Command.KeepSessions c -> by.isDesk() ? keepSessions(c) : onlyTheDesk();
        case Command.Tick _ -> by.isDesk() ? tick() : onlyTheDesk();
      };
    }

    // --- customers ---

    private @Nullable Rejection launch(Command.LaunchChat c) {
      if (!by.isCustomer() || !by.id().equals(c.customer().id())) {
        return forbidden("Only customers launch chats, and only for themselves.");
      }
      int open = state.openChatsOf(by.id());
      if (open >= rules.chatsPerCustomerMax()) {
        return new Rejection(
            Code.LIMIT_REACHED,
            "You already have " + open + " chats open. Go on in one of them, or end one.");
      }
      if (state.waitingCount() >= rules.waitingMax()) {
        return new Rejection(
            Code.LIMIT_REACHED,
            "More people are waiting than we can serve now. Please try again in some minutes.");
      }
      long number = state.conversationCount + 1;
      carry(number, new Event.Launched(c.customer(), c.intake(), c.line(), c.prefers(), c.standing()));
      enqueue(held(number), QueueReason.LAUNCHED);
      return null;
    }

    private @Nullable Rejection reviseIntake(Command.ReviseIntake c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !held.belongsTo(by)) {
        return notFound();
      }
      if (held.isClosed() && !held.hasOpenTicket()) {
        return ended();
      }
      concern(held);
      if (!held.intake().equals(c.intake())) {
        carry(held.number(), new Event.IntakeRevised(c.intake()));
      }
      return null;
    }

    private @Nullable Rejection customerCame() {
      for (Conversation held : state.conversationsOf(by.id())) {
        if (held.stage() instanceof Stage.Waiting waiting && waiting.absentUntilMs() > 0) {
          emit(held.number(), new Event.CustomerBack());
        }
      }
      return null;
    }

    private @Nullable Rejection customerWent() {
      state.conversationsOf(by.id()).forEach(this::markAbsent);
      return null;
    }

    private void markAbsent(Conversation held) {
      if (held.stage() instanceof Stage.Waiting waiting && waiting.absentUntilMs() == 0) {
        emit(held.number(), new Event.CustomerAbsent(nowMs + rules.absentMs()));
      }
    }

    // --- everybody in a conversation ---

    private @Nullable Rejection post(Command.Post c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !Access.mayRead(by, held)) {
        return notFound();
      }
      if (c.note() ? !by.isStaff() : !Access.takesPart(by, held)) {
        return forbidden(
            c.note() ? "Only staff write notes." : "Only those who take part may answer here.");
      }
      if (!c.note() && held.isOver() && held.ticket() == null) {
        return ended();
      }
      carry(held.number(), new Event.Posted(c.text(), c.note()));
      return null;
    }

    private @Nullable Rejection mark(Command.Mark c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !Access.mayRead(by, held)) {
        return notFound();
      }
      if (!Access.takesPart(by, held)) {
        return forbidden("Reading along leaves no marks.");
      }
      if (c.upTo() > held.position()) {
        return new Rejection(
            Code.INVALID,
            "Sequence " + c.upTo() + " has not happened; the newest is " + held.position() + ".");
      }
      concern(held);
      Marks marks = held.marksOf(by);
      int reached = c.mark() == MarkKind.READ ? marks.read() : marks.delivered();
      if (c.upTo() > reached) {
        carry(held.number(), new Event.Marked(c.mark(), c.upTo()));
      }
      return null;
    }

    private @Nullable Rejection openTicket(Command.OpenTicket c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !Access.mayRead(by, held)) {
        return notFound();
      }
      if (held.ticket() != null) {
        return conflict("This chat already is ticket " + held.ticket().number() + ".");
      }
      if (!Access.mayOpenTicket(by, held)) {
        return forbidden(
            held.stage() instanceof Stage.Waiting
                ? "Only its customer may leave the queue for a ticket."
                : "Only those who take part may open a ticket here.");
      }
      if (by.isCustomer()) {
        Rejection rejection = mayHaveTicket(held);
        if (rejection != null) {
          return rejection;
        }
      }
      String agent = held.heldBy();
      withdrawOffer(held);
      carry(held.number(), new Event.TicketOpened(state.ticketCount + 1, subject(c, held)));
      if (agent != null) {
        carry(held.number(), new Event.TicketAssigned(agent, nameOf(agent)));
      } else if (!held.isClosed()) {
        carry(held.number(), new Event.Closed(Outcome.TICKETED, 0));
      }
      return null;
    }

    private @Nullable Rejection mayHaveTicket(Conversation held) {
      if (held.standing().chatOnly()) {
        return forbidden("Your plan includes chat, not tickets. Please stay in line.");
      }
      long open =
          state.conversationsOf(by.id()).stream().filter(Conversation::hasOpenTicket).count();
      return open < rules.ticketsPerCustomerMax()
          ? null
          : new Rejection(
              Code.LIMIT_REACHED,
              "You already have " + open + " open tickets. Please write in one of them.");
    }

    private static String subject(Command.OpenTicket c, Conversation held) {
      if (!c.subject().isBlank()) {
        return c.subject();
      }
      return held.intake().topic().isBlank()
          ? "Chat " + held.number() + " of " + held.customer().name()
          : held.intake().topic();
    }

    private @Nullable Rejection close(Command.CloseConversation c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !Access.mayRead(by, held)) {
        return notFound();
      }
      if (!Access.takesPart(by, held) && !Access.handled(by, held) && !by.supervises()) {
        return forbidden("Only those who take part may end a chat.");
      }
      concern(held);
      switch (held.stage()) {
        case Stage.Launched _, Stage.Closed _, Stage.WrapUp _ -> {}
        case Stage.Waiting _ -> abandon(held);
        case Stage.Assigned _ -> {
          if (rules.wrapUpMs() > 0) {
            carry(held.number(), new Event.WrapUpBegan(nowMs + rules.wrapUpMs()));
          } else {
            finish(held, Outcome.RESOLVED);
          }
        }
      }
      return null;
    }

    private void abandon(Conversation held) {
      withdrawOffer(held);
      finish(held, Outcome.ABANDONED);
    }

    /// The chat is over. If it is a ticket, it goes on as that, and is not forgotten before the ticket is resolved.
    private void finish(Conversation held, Outcome outcome) {
      carry(
          held.number(),
          new Event.Closed(
              held.ticket() == null ? outcome : Outcome.TICKETED,
              held.hasOpenTicket() ? 0 : nowMs + rules.keptMs()));
    }

    // --- agents ---

    private @Nullable Rejection openSession(Command.OpenSession c) {
      if (!by.isStaff()) {
        return onlyStaff();
      }
      if (c.capacity() < 1) {
        return new Rejection(Code.INVALID, "Capacity " + c.capacity() + " is less than 1.");
      }
      Agent known = state.agent(by.id());
      boolean isOpen = known != null && known.sessions().contains(c.session());
      if (!isOpen && known != null && known.sessions().size() >= rules.sessionsPerAgentMax()) {
        return new Rejection(
            Code.LIMIT_REACHED,
            "You are already connected " + known.sessions().size() + " times. Close a tab.");
      }
      if (known == null
          || known.capacity() != c.capacity()
          || !known.name().equals(by.name())
          || known.supervisor() != by.supervises()
          || !known.skills().equals(c.skills())
          || !known.queues().equals(c.queues())) {
        carry(
            0,
            new Event.AgentEnrolled(
                by.id(), by.name(), by.supervises(), c.capacity(), c.skills(), c.queues()));
        withdrawOffersBeyond(enrolled(by.id()));
      }
      if (!isOpen) {
        carry(0, new Event.SessionOpened(by.id(), c.session()));
      }
      return null;
    }

    /// Nothing rings at an agent who lacks a mandatory skill or has left the queue, though they had it when it began to ring.
    private void withdrawOffersBeyond(Agent agent) {
      for (long number : agent.reserved()) {
        Conversation held = held(number);
        if (!agent.serves(held.line())) {
          withdrawOffer(held);
        }
      }
    }

    private @Nullable Rejection closeSession(String agent, String session) {
      Agent known = state.agent(agent);
      if (known == null || !known.sessions().contains(session)) {
        return null;
      }
      boolean last = known.sessions().size() == 1;
      boolean matters = known.state() != AgentState.OFFLINE || !known.held().isEmpty();
      long graceUntilMs = last && matters ? nowMs + rules.graceMs() : 0;
      if (last) {
        withdrawOffersOf(known);
      }
      carry(0, new Event.SessionClosed(agent, session, graceUntilMs));
      return null;
    }

    private @Nullable Rejection setState(Command.SetState c) {
      Agent known = state.agent(by.id());
      if (known == null || !known.connected() || !by.isStaff()) {
        return forbidden("Only connected agents have a state.");
      }
      if (known.state() != c.state()) {
        changeState(known, c.state(), StateReason.CHOSEN);
      }
      return null;
    }

    private void changeState(Agent agent, AgentState next, StateReason reason) {
      if (next != AgentState.AVAILABLE) {
        withdrawOffersOf(agent);
      }
      carry(0, new Event.AgentStateChanged(agent.id(), next, reason));
      if (next == AgentState.OFFLINE) {
        giveBackChatsOf(
            agent,
            reason == StateReason.LOST ? QueueReason.AGENT_LOST : QueueReason.AGENT_OFFLINE);
      }
    }

    private void giveBackChatsOf(Agent agent, QueueReason reason) {
      for (long number : agent.held()) {
        Conversation held = held(number);
        if (held.stage() instanceof Stage.WrapUp) {
          finish(held, Outcome.RESOLVED);
        } else if (held.stage() instanceof Stage.Assigned) {
          enqueue(held, reason);
        }
      }
    }

    private @Nullable Rejection accept(Command.AcceptOffer c) {
      Conversation held = offeredToActor(c.offer());
      if (held == null) {
        return offerEnded();
      }
      Offer offer = Objects.requireNonNull(offerOf(held));
      if (nowMs >= offer.expiresAtMs()) {
        return conflict("This offer has expired.");
      }
      carry(held.number(), new Event.Assigned(offer.number(), offer.agent(), offer.agentName()));
      return null;
    }

    private @Nullable Rejection decline(Command.DeclineOffer c) {
      Conversation held = offeredToActor(c.offer());
      if (held == null) {
        return offerEnded();
      }
      Offer offer = Objects.requireNonNull(offerOf(held));
      carry(held.number(), ended(offer, OfferOutcome.DECLINED, c.reason(), 0));
      return null;
    }

    private @Nullable Conversation offeredToActor(long offer) {
      Conversation held = state.offered(offer);
      return held != null && Access.isOffered(by, held) ? held : null;
    }

    private @Nullable Rejection endWrapUp(Command.EndWrapUp c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !Access.mayRead(by, held)) {
        return notFound();
      }
      if (!Access.handled(by, held) && !by.supervises()) {
        return forbidden("Only the agent who handled the chat ends its wrap-up.");
      }
      concern(held);
      if (held.stage() instanceof Stage.WrapUp) {
        finish(held, Outcome.RESOLVED);
      }
      return null;
    }

    private @Nullable Rejection assignTicket(Command.AssignTicket c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !by.isStaff() || held.ticket() == null) {
        return notFound();
      }
      if (!held.hasOpenTicket()) {
        return conflict("Ticket " + held.ticket().number() + " is resolved.");
      }
      String agent = c.agent() == null ? by.id() : c.agent();
      if (state.agent(agent) == null) {
        return new Rejection(Code.NOT_FOUND, "No agent is known as " + agent + ".");
      }
      concern(held);
      if (!agent.equals(held.ticket().agent())) {
        carry(held.number(), new Event.TicketAssigned(agent, nameOf(agent)));
      }
      return null;
    }

    private @Nullable Rejection resolveTicket(Command.ResolveTicket c) {
      Conversation held = state.conversation(c.conversation());
      if (held == null || !by.isStaff() || held.ticket() == null) {
        return notFound();
      }
      concern(held);
      if (held.ticket().state() != TicketState.RESOLVED) {
        carry(held.number(), new Event.TicketResolved(nowMs + rules.keptMs()));
      }
      return null;
    }

    // --- the desk itself ---

    private @Nullable Rejection disable(Command.DisableAgent c) {
      Agent known = state.agent(c.agent());
      if (known == null) {
        return null;
      }
      if (known.state() != AgentState.OFFLINE) {
        changeState(known, AgentState.OFFLINE, StateReason.DISABLED);
      }
      // The sockets close only after this; without sessions they cannot make the agent available meanwhile.
      for (String session : List.copyOf(known.sessions())) {
        closeSession(known.id(), session);
      }
      return null;
    }

    private @Nullable Rejection keepSessions(Command.KeepSessions c) {
      for (Agent agent : List.copyOf(state.agents())) {
        for (String session : agent.sessions()) {
          if (!c.nodes().contains(Sessions.nodeOf(session))) {
            closeSession(agent.id(), session);
          }
        }
      }
      return null;
    }

    private @Nullable Rejection tick() {
      for (int i = 0; i < DUE_PER_TICK_MAX; i++) {
        Due due = state.firstDue(nowMs);
        if (due == null) {
          break;
        }
        if (due.conversation() > 0) {
          conversationDue(held(due.conversation()));
        } else {
          agentDue(due.agent());
        }
      }
      return null;
    }

    private void conversationDue(Conversation held) {
      switch (held.stage()) {
        case Stage.Waiting waiting -> {
          if (waiting.offer() != null && waiting.offer().expiresAtMs() <= nowMs) {
            expire(held, waiting.offer());
          } else if (waiting.prefersUntilMs() > 0 && waiting.prefersUntilMs() <= nowMs) {
            emit(held.number(), new Event.PreferencesDropped());
          } else {
            abandon(held);
          }
        }
        case Stage.WrapUp _ -> finish(held, Outcome.RESOLVED);
        case Stage.Closed _ -> emit(held.number(), new Event.Forgotten());
        case Stage.Launched _, Stage.Assigned _ ->
            throw new IllegalStateException("conversation " + held.number() + " has no deadline");
      }
    }

    private void agentDue(String id) {
      Agent agent = state.agent(id);
      if (agent != null && agent.graceUntilMs() > 0 && agent.graceUntilMs() <= nowMs) {
        changeState(agent, AgentState.OFFLINE, StateReason.LOST);
      } else {
        state.passDue(id, nowMs);
      }
    }

    private void expire(Conversation held, Offer offer) {
      Agent agent = state.agent(offer.agent());
      int misses = agent == null ? 1 : agent.misses() + 1;
      emit(held.number(), ended(offer, OfferOutcome.EXPIRED, "", misses));
      Agent missed = state.agent(offer.agent());
      if (missed != null
          && misses >= rules.missesUntilAway()
          && missed.state() == AgentState.AVAILABLE) {
        changeState(missed, AgentState.AWAY, StateReason.MISSED_OFFERS);
      }
    }

    // --- queue and offers ---

    /// A boost counts like a larger head start. The age is always the original one and ties go by the chat's number, so coming back never
    /// costs a place.
    private void enqueue(Conversation held, QueueReason reason) {
      long headStartMs =
          reason == QueueReason.LAUNCHED
              ? held.standing().headStartMs()
              : Math.max(held.standing().headStartMs(), rules.boostMs());
      OrderKey key =
          new OrderKey(
              held.launchedAtMs() - headStartMs, held.standing().rank(), held.number());
      emit(held.number(), new Event.Queued(reason, key, preferringUntilMs(held)));
    }

    /// A chat waits for what it prefers until half of its target has passed since its launch, unless nobody on duty has it.
    private long preferringUntilMs(Conversation held) {
      long untilMs = held.launchedAtMs() + held.standing().targetMs() / 2;
      return held.prefers().isEmpty()
              || untilMs <= nowMs
              || !state.roster.someoneOnDutyHas(held.prefers())
          ? 0
          : untilMs;
    }

    private void withdrawOffersOf(Agent agent) {
      for (long number : agent.reserved()) {
        withdrawOffer(held(number));
      }
    }

    private void withdrawOffer(Conversation held) {
      Offer offer = offerOf(held);
      if (offer != null) {
        Agent agent = state.agent(offer.agent());
        int misses = agent == null ? 0 : agent.misses();
        emit(held.number(), ended(offer, OfferOutcome.WITHDRAWN, "", misses));
      }
    }

    private Event ended(Offer offer, OfferOutcome outcome, String reason, int misses) {
      long excludedUntilMs =
          outcome == OfferOutcome.WITHDRAWN ? 0 : nowMs + rules.exclusionMs();
      return new Event.OfferEnded(
          offer.number(), offer.agent(), outcome, reason, excludedUntilMs, misses);
    }

    private static @Nullable Offer offerOf(Conversation held) {
      return held.stage() instanceof Stage.Waiting waiting ? waiting.offer() : null;
    }

    void route() {
      for (Match match = nextMatch(); match != null; match = nextMatch()) {
        emit(
            match.chat().conversation(),
            new Event.Offered(
                state.offerCount + 1,
                match.agent().id(),
                match.agent().name(),
                nowMs + rules.offerMs(),
                explain(match)));
      }
    }

    private @Nullable Match nextMatch() {
      return Match.next(state.queue.heads(), state.roster, state::lastAgent, nowMs);
    }

    private Explanation explain(Match match) {
      QueueEntry chat = match.chat();
      Agent agent = match.agent();
      return new Explanation(
          chat.tier(),
          nowMs - chat.enteredAtMs(),
          choices(agent),
          agent.load(),
          agent.capacity(),
          match.reason(),
          match.rivals().stream()
              .map(rival -> new Rival(rival.id(), rival.name(), rival.load(), rival.capacity()))
              .toList(),
          state.queue.headsBefore(chat.key()).stream()
              .limit(Explanation.LISTED_MAX)
              .map(passed -> new Passed(passed.conversation(), missing(agent, passed)))
              .toList());
    }

    private int choices(Agent agent) {
      int choices = 0;
      for (QueueEntry head : state.queue.heads()) {
        if (agent.suits(head)) {
          choices +=
              state.queue.count(
                  head,
                  agent.cutoff(head.line(), nowMs),
                  Explanation.CHOICES_COUNTED_MAX - choices);
        }
      }
      return choices;
    }

    private static List<String> missing(Agent agent, QueueEntry passed) {
      Skills wanted = passed.line().skills().with(passed.prefers());
      List<String> missing = agent.skills().missing(wanted).texts();
      if (!agent.serves(passed.line().queue())) {
        missing.addFirst("the queue " + passed.line().queue());
      }
      return missing;
    }

    // --- small words ---

    /// What the actor asked for: carries their name and request.
    private void carry(long number, Event event) {
      append(number, by, requestNoted ? null : request, event);
      if (!requestNoted) {
        requestNoted = true;
        conversation = number;
        position = number == 0 ? 0 : held(number).position();
      }
    }

    /// What the desk does by itself in consequence.
    private void emit(long number, Event event) {
      append(number, Actor.DESK, null, event);
    }

    private void append(long number, Actor author, @Nullable String request, Event event) {
      Conversation held = number == 0 ? null : state.conversation(number);
      int next = number == 0 ? 0 : held == null ? 1 : held.position() + 1;
      Entry entry = new Entry(state.sequence() + 1, nowMs, author, request, number, next, event);
      state.apply(entry);
      decided.add(entry);
    }

    private void concern(Conversation held) {
      conversation = held.number();
    }

    private Conversation held(long number) {
      Conversation held = state.conversation(number);
      if (held == null) {
        throw new IllegalStateException("conversation " + number + " is not held");
      }
      return held;
    }

    private String nameOf(String agent) {
      Agent known = state.agent(agent);
      return known == null ? agent : known.name();
    }

    private Agent enrolled(String id) {
      Agent agent = state.agent(id);
      if (agent == null) {
        throw new IllegalStateException("agent " + id + " is not enrolled");
      }
      return agent;
    }

    private static Rejection notFound() {
      return new Rejection(Code.NOT_FOUND, "There is no such conversation, or it is not yours.");
    }

    private static Rejection offerEnded() {
      return conflict("This offer has ended; the chat went on without you.");
    }

    private static Rejection ended() {
      return conflict("This chat has ended. Start a new one to go on.");
    }

    private static Rejection onlyCustomers() {
      return forbidden("Only customers come and go.");
    }

    private static Rejection onlyStaff() {
      return forbidden("Only staff take chats.");
    }

    private static Rejection onlyTheDesk() {
      return forbidden("Only the desk itself does this.");
    }

    private static Rejection forbidden(String message) {
      return new Rejection(Code.FORBIDDEN, message);
    }

    private static Rejection conflict(String message) {
      return new Rejection(Code.CONFLICT, message);
    }
  }
}
