package switchboard.gateway;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.conversation.Conversation.Why;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Sentences;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.protocol.AgentState;
import switchboard.protocol.AgentView;
import switchboard.protocol.Change;
import switchboard.protocol.ColleagueView;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.CustomerView;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Intake;
import switchboard.protocol.MarkKind;
import switchboard.protocol.MarksView;
import switchboard.protocol.OfferOutcome;
import switchboard.protocol.OfferView;
import switchboard.protocol.Outcome;
import switchboard.protocol.Person;
import switchboard.protocol.PersonKind;
import switchboard.protocol.PlaceView;
import switchboard.protocol.Problem;
import switchboard.protocol.QueueReason;
import switchboard.protocol.RatingView;
import switchboard.protocol.TicketState;
import switchboard.protocol.TicketView;
import switchboard.protocol.TransferView;
import switchboard.protocol.WantsView;

/// The desk's words in the wire's, and back. Pure: what it says depends on its arguments alone.
final class Translator {
  private static final Person SYSTEM = new Person(PersonKind.SYSTEM, "", "");
  private static final Change HIDDEN = new Change.Hidden();

  private Translator() {}

  // --- events ---

  /// Whether both audiences see the event alike, so that one frame serves them.
  static boolean seenAlike(Event event) {
    return switch (event) {
      case Event.Posted posted -> !posted.note();
      case Event.Offered _,
          Event.OfferEnded _,
          Event.WantsChanged _,
          Event.Boosted _,
          Event.TransferOffered _,
          Event.TransferredToQueue _,
          Event.Weighed _,
          Event.VipMarked _ ->
          false;
      case Event.OfConversation _, Event.OfAgent _, Event.OfQueue _ -> true;
    };
  }

  /// An entry of a conversation as an audience sees it. What that audience may not see keeps its place, and shows neither author nor cause.
  static ConversationEvent event(Entry entry, Audience audience) {
    Change change = change(entry.event(), audience);
    return change == HIDDEN
        ? new ConversationEvent(entry.position(), entry.atMs(), SYSTEM, null, HIDDEN)
        : new ConversationEvent(
            entry.position(), entry.atMs(), person(entry.by()), entry.request(), change);
  }

  private static Change change(Event event, Audience audience) {
    boolean staff = audience == Audience.STAFF;
    return switch (event) {
      case Event.Launched e -> new Change.Launched(intake(e.intake()));
      case Event.Queued e -> new Change.Queued(queueReason(e.reason()));
      case Event.Offered e ->
          staff
              ? new Change.Offered(e.offer(), agent(e.agent(), e.agentName()), e.expiresAtMs())
              : HIDDEN;
      case Event.OfferEnded e ->
          staff
              ? new Change.OfferEnded(e.offer(), offerOutcome(e.outcome()), e.reason())
              : HIDDEN;
      case Event.WantsChanged e ->
          staff ? new Change.WantsChanged(wants(e.line(), e.prefers())) : HIDDEN;
      case Event.Boosted _ -> staff ? new Change.Boosted() : HIDDEN;
      case Event.TransferOffered e ->
          staff
              ? new Change.TransferOffered(
                  e.offer(), agent(e.agent(), e.agentName()), e.expiresAtMs(), e.summary())
              : HIDDEN;
      case Event.TransferredToQueue e ->
          staff ? new Change.Transferred(e.queue(), e.summary()) : HIDDEN;
      case Event.Weighed e -> staff ? new Change.Weighed(e.weight()) : HIDDEN;
      case Event.VipMarked e -> staff ? new Change.VipMarked(e.vip()) : HIDDEN;
      case Event.Joined _ -> new Change.Joined();
      case Event.Left _ -> new Change.Left();
      case Event.Assigned e -> new Change.Assigned(agent(e.agent(), e.agentName()));
      case Event.Posted e ->
          staff || !e.note() ? new Change.Message(e.text(), e.note()) : HIDDEN;
      case Event.Marked e -> new Change.Marked(markKind(e.mark()), e.upTo());
      case Event.IntakeRevised e -> new Change.IntakeRevised(intake(e.intake()));
      case Event.Rated e -> new Change.Rated(e.score(), e.comment());
      case Event.WrapUpBegan _ -> new Change.WrapUpBegan();
      case Event.Closed e -> new Change.Closed(outcome(e.outcome()));
      case Event.TicketOpened e -> new Change.TicketOpened(e.ticket(), e.subject());
      case Event.TicketAssigned e ->
          new Change.TicketAssigned(agent(e.agent(), e.agentName()));
      case Event.TicketResolved _ -> new Change.TicketResolved();
      case Event.Monitored _,
          Event.PreferencesDropped _,
          Event.CustomerAbsent _,
          Event.CustomerBack _,
          Event.Forgotten _ ->
          HIDDEN;
      case Event.OfAgent _, Event.OfQueue _ ->
          throw new IllegalArgumentException("no conversation's event: " + event);
    };
  }

  // --- views ---

  /// A conversation as an audience sees it.
  ///
  /// @param place where its customer stands in the queue; null unless it waits and the reader is its customer
  /// @param events consecutive, ending with the conversation's newest; empty when the reader holds that
  static ConversationView conversation(
      Conversation of,
      Audience audience,
      @Nullable PlaceView place,
      List<ConversationEvent> events) {
    Stage stage = of.stage();
    return new ConversationView(
        of.number(),
        of.position(),
        stage(stage, audience),
        customer(of.customer(), of.standing(), audience),
        intake(of.intake()),
        audience == Audience.STAFF ? wants(of) : null,
        of.launchedAtMs(),
        stage instanceof Stage.Waiting waiting ? waiting.enteredAtMs() : null,
        holder(stage),
        assignedAtMs(stage),
        audience == Audience.STAFF && of.weight() > 1 ? of.weight() : null,
        guests(of),
        audience == Audience.STAFF ? transfer(stage) : null,
        stage instanceof Stage.Closed closed ? outcome(closed.outcome()) : null,
        of.ticket() == null ? null : ticket(of, of.ticket()),
        of.rating() == null ? null : rating(of.rating()),
        marks(of.customerMarks()),
        marks(of.agentMarks()),
        place,
        events);
  }

  private static @Nullable WantsView wants(Conversation of) {
    WantsView wants = wants(of.line(), of.prefers());
    return wants.equals(WantsView.ANYBODY) ? null : wants;
  }

  private static WantsView wants(Line line, Skills prefers) {
    return new WantsView(line.queue(), line.skills().texts(), prefers.texts());
  }

  static Command.ChangeWants changeWants(long conversation, WantsView wants) {
    return new Command.ChangeWants(
        conversation,
        new Line(wants.queue(), skills(wants.needs())),
        skills(wants.prefers()));
  }

  private static Skills skills(List<String> texts) {
    return Skills.of(texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList());
  }

  private static @Nullable List<Person> guests(Conversation of) {
    return of.guests().isEmpty()
        ? null
        : of.guests().stream()
            .map(guest -> new Person(PersonKind.SUPERVISOR, guest.id(), guest.name()))
            .toList();
  }

  private static @Nullable TransferView transfer(Stage stage) {
    return stage instanceof Stage.Assigned held && held.transfer() != null
        ? new TransferView(
            held.transfer().number(),
            agent(held.transfer().agent(), held.transfer().agentName()),
            held.transfer().expiresAtMs())
        : null;
  }

  private static switchboard.protocol.Stage stage(Stage stage, Audience audience) {
    return switch (stage) {
      case Stage.Launched _ -> switchboard.protocol.Stage.QUEUED;
      case Stage.Waiting waiting ->
          waiting.offer() != null && audience == Audience.STAFF
              ? switchboard.protocol.Stage.OFFERED
              : switchboard.protocol.Stage.QUEUED;
      case Stage.Assigned _ -> switchboard.protocol.Stage.ASSIGNED;
      case Stage.WrapUp _ -> switchboard.protocol.Stage.WRAP_UP;
      case Stage.Closed _ -> switchboard.protocol.Stage.CLOSED;
    };
  }

  private static @Nullable Person holder(Stage stage) {
    return switch (stage) {
      case Stage.Launched _, Stage.Waiting _ -> null;
      case Stage.Assigned s -> agent(s.agent(), s.agentName());
      case Stage.WrapUp s -> agent(s.agent(), s.agentName());
      case Stage.Closed s -> s.agent().isEmpty() ? null : agent(s.agent(), s.agentName());
    };
  }

  private static @Nullable Long assignedAtMs(Stage stage) {
    return switch (stage) {
      case Stage.Assigned s -> s.answeredAtMs();
      case Stage.WrapUp s -> s.answeredAtMs();
      case Stage.Launched _, Stage.Waiting _, Stage.Closed _ -> null;
    };
  }

  static CustomerView customer(Customer customer, Standing standing, Audience audience) {
    return new CustomerView(
        customer.id(),
        customer.name(),
        customer.email(),
        customer.organization(),
        customer.organizationPackage(),
        customer.site(),
        customer.sitePlan(),
        customer.environments(),
        standing.tier(),
        standing.rank(),
        (int) (standing.targetMs() / 1000),
        standing.chatOnly(),
        standing.rights(),
        audience == Audience.STAFF && standing.vip() ? true : null);
  }

  private static RatingView rating(Conversation.Rating rating) {
    return new RatingView(rating.score(), rating.comment());
  }

  static TicketView ticket(Conversation of, Conversation.Ticket ticket) {
    return new TicketView(
        ticket.number(),
        of.number(),
        ticketState(ticket.state()),
        ticket.subject(),
        of.customer().name(),
        of.customer().organization(),
        of.standing().tier(),
        of.standing().rank(),
        ticket.agent() == null
            ? null
            : agent(ticket.agent(), ticket.agentName() == null ? "" : ticket.agentName()),
        ticket.openedAtMs(),
        ticket.changedAtMs());
  }

  /// An offer as its agent sees it.
  static OfferView offer(Conversation of, Conversation.Offer offer, long waitingSinceMs) {
    return new OfferView(
        offer.number(),
        of.number(),
        customer(of.customer(), of.standing(), Audience.STAFF),
        intake(of.intake()),
        waitingSinceMs,
        offer.expiresAtMs(),
        sentence(offer),
        of.summary().isEmpty() ? null : of.summary());
  }

  private static String sentence(Conversation.Offer offer) {
    return switch (offer.why()) {
      case Why.Routed why -> Sentences.ofOffer(offer.agentName(), why.explanation());
      case Why.Transferred why -> Sentences.ofTransfer(why.by());
    };
  }

  /// @param wrapsUp whether all that the agent does is after-contact work
  /// @param occupancy of today; null where it is not shown
  static AgentView agent(Agent agent, boolean wrapsUp, @Nullable Double occupancy) {
    return new AgentView(
        agent.id(),
        agent.name(),
        agentState(agent.state(), wrapsUp),
        agent.stateSinceMs(),
        agent.capacity(),
        agent.held().size() + agent.heavy().size(),
        agent.reserved().size(),
        List.copyOf(agent.held()),
        agent.graceUntilMs() == 0 ? null : agent.graceUntilMs(),
        agent.connected() && !agent.responds() ? true : null,
        occupancy);
  }

  static ColleagueView colleague(AgentView agent, Agent of) {
    return new ColleagueView(
        agent.id(),
        agent.name(),
        agent.state(),
        of.load(),
        of.capacity(),
        of.skills().texts(),
        of.profile().queues(),
        agent.state() == AgentState.OFFLINE || of.responds() ? null : true);
  }

  static AgentState agentState(
      switchboard.desk.vocabulary.AgentState state, boolean wrapsUp) {
    return switch (state) {
      case AVAILABLE ->
          wrapsUp ? AgentState.WRAP_UP : AgentState.AVAILABLE;
      case DRAINING -> AgentState.DRAINING;
      case AWAY -> AgentState.AWAY;
      case OFFLINE -> AgentState.OFFLINE;
    };
  }

  private static MarksView marks(Conversation.Marks marks) {
    return new MarksView(marks.delivered(), marks.read());
  }

  // --- persons ---

  static Person person(Actor actor) {
    return switch (actor.kind()) {
      case CUSTOMER -> new Person(PersonKind.CUSTOMER, actor.id(), actor.name());
      case AGENT -> new Person(PersonKind.AGENT, actor.id(), actor.name());
      case SUPERVISOR -> new Person(PersonKind.SUPERVISOR, actor.id(), actor.name());
      case DESK -> SYSTEM;
    };
  }

  private static Person agent(String id, String name) {
    return new Person(PersonKind.AGENT, id, name);
  }

  // --- refusals ---

  /// Unknown and foreign things are answered in the very same words, whoever noticed.
  static Problem problem(Rejection rejection) {
    return switch (rejection.code()) {
      case NOT_FOUND -> Refusals.NOT_FOUND;
      case FORBIDDEN -> Problem.of(ErrorCode.FORBIDDEN, rejection.message());
      case CONFLICT -> Problem.of(ErrorCode.CONFLICT, rejection.message());
      case LIMIT_REACHED -> Problem.of(ErrorCode.LIMIT_REACHED, rejection.message());
      case CLOSED -> Problem.of(ErrorCode.CLOSED, rejection.message());
      case INVALID -> Problem.of(ErrorCode.INVALID_FIELD, rejection.message());
    };
  }

  // --- plain words ---

  static Intake intake(switchboard.desk.vocabulary.Intake intake) {
    return new Intake(
        intake.topic(),
        intake.steps(),
        intake.environment(),
        intake.began(),
        intake.error(),
        intake.links());
  }

  static switchboard.desk.vocabulary.Intake intake(Intake intake) {
    return new switchboard.desk.vocabulary.Intake(
        intake.topic(),
        intake.steps(),
        intake.environment(),
        intake.began(),
        intake.error(),
        intake.links());
  }

  static switchboard.desk.vocabulary.MarkKind markKind(MarkKind kind) {
    return switch (kind) {
      case DELIVERED -> switchboard.desk.vocabulary.MarkKind.DELIVERED;
      case READ -> switchboard.desk.vocabulary.MarkKind.READ;
    };
  }

  private static MarkKind markKind(switchboard.desk.vocabulary.MarkKind kind) {
    return switch (kind) {
      case DELIVERED -> MarkKind.DELIVERED;
      case READ -> MarkKind.READ;
    };
  }

  /// @throws IllegalArgumentException wrap-up, which nobody chooses; the wire refuses it before
  static switchboard.desk.vocabulary.AgentState agentState(AgentState state) {
    return switch (state) {
      case AVAILABLE -> switchboard.desk.vocabulary.AgentState.AVAILABLE;
      case DRAINING -> switchboard.desk.vocabulary.AgentState.DRAINING;
      case AWAY -> switchboard.desk.vocabulary.AgentState.AWAY;
      case OFFLINE -> switchboard.desk.vocabulary.AgentState.OFFLINE;
      case WRAP_UP -> throw new IllegalArgumentException("state: wrap_up, expected a choice");
    };
  }

  private static QueueReason queueReason(switchboard.desk.vocabulary.QueueReason reason) {
    return switch (reason) {
      case LAUNCHED -> QueueReason.LAUNCHED;
      case AGENT_LOST -> QueueReason.AGENT_LOST;
      case AGENT_OFFLINE -> QueueReason.AGENT_OFFLINE;
      case TRANSFERRED -> QueueReason.TRANSFERRED;
      case REQUEUED -> QueueReason.REQUEUED;
    };
  }

  static OfferOutcome offerOutcome(switchboard.desk.vocabulary.OfferOutcome outcome) {
    return switch (outcome) {
      case DECLINED -> OfferOutcome.DECLINED;
      case EXPIRED -> OfferOutcome.EXPIRED;
      case WITHDRAWN -> OfferOutcome.WITHDRAWN;
    };
  }

  static Outcome outcome(switchboard.desk.vocabulary.Outcome outcome) {
    return switch (outcome) {
      case RESOLVED -> Outcome.RESOLVED;
      case ABANDONED -> Outcome.ABANDONED;
      case TICKETED -> Outcome.TICKETED;
    };
  }

  private static TicketState ticketState(switchboard.desk.vocabulary.TicketState state) {
    return switch (state) {
      case OPEN -> TicketState.OPEN;
      case ASSIGNED -> TicketState.ASSIGNED;
      case ANSWERED -> TicketState.ANSWERED;
      case RESOLVED -> TicketState.RESOLVED;
    };
  }
}
