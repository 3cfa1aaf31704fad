package switchboard.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Access;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.gateway.Circle.Member;
import switchboard.gateway.Delivery.Frame;
import switchboard.protocol.AgentView;
import switchboard.protocol.CloseCode;
import switchboard.protocol.OfferOutcome;
import switchboard.protocol.OfferView;
import switchboard.protocol.PlaceView;
import switchboard.protocol.ServerMessage;
import switchboard.runtime.DeskPort;
import switchboard.tracing.Key;
import switchboard.tracing.Span;
import switchboard.tracing.Step;
import switchboard.tracing.Traced;

/// Tells the sessions concerned what was committed. Runs in the desk's steps, one at a time, in the order of commits; so to be listed and to be
/// given a snapshot in one step misses nothing and doubles nothing.
final class Fanout implements DeskPort.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

  private final Attendance attendance;
  private final Snapshots snapshots;
  private final Supervision supervision;
  private final Outbox outbox;
  private final Insistence insistence;
  private final GatewayLimits limits;

  private final Set<String> agentsTouched = new LinkedHashSet<>();
  private final Set<Long> ticketsTouched = new LinkedHashSet<>();
  /// The current step's.
  private List<Traced> traced = List.of();

  Fanout(
      Attendance attendance,
      Snapshots snapshots,
      Supervision supervision,
      Outbox outbox,
      Insistence insistence,
      GatewayLimits limits) {
    this.attendance = attendance;
    this.snapshots = snapshots;
    this.supervision = supervision;
    this.outbox = outbox;
    this.insistence = insistence;
    this.limits = limits;
  }

  @Override
  public void committed(List<Entry> entries, DeskView view) {
    committed(entries, List.of(), view);
  }

  @Override
  public void committed(List<Entry> entries, List<Traced> ofThem, DeskView view) {
    traced = ofThem;
    outbox.gather(
        () -> {
          for (Entry entry : entries) {
            tellOrEnd(entry, view);
          }
          tellAgents(view);
          tellTickets(view);
          tellPlaces(view);
        });
  }

  /// Once in a while: what is told at most once a second.
  void tick(DeskView view) {
    outbox.gather(
        () -> {
          tellPlaces(view);
          supervision.watch(view);
          tellBoard(view);
        });
  }

  // --- one entry ---

  /// Whoever cannot be told what happened must not go on as if nothing had: they come back and resume.
  private void tellOrEnd(Entry entry, DeskView view) {
    try {
      tell(entry, view);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("conversation", entry.conversation())
          .addKeyValue("sequence", entry.sequence())
          .setCause(e)
          .log("an entry could not be told; who was to hear of it resumes");
      Circle circle = attendance.circle(entry.conversation());
      for (Member member : circle == null ? List.<Member>of() : circle.members()) {
        outbox.add(member.session(), new Delivery.Close(CloseCode.SLOW_CONSUMER));
      }
    }
  }

  private void tell(Entry entry, DeskView view) {
    supervision.apply(entry);
    switch (entry.event()) {
      case Event.OfAgent event -> {
        agentsTouched.add(event.agent());
        followSession(event, view);
      }
      case Event.OfQueue _ -> supervision.placesWanted();
      case Event.OfConversation event -> {
        Circle circle = attendance.circle(entry.conversation());
        if (circle != null) {
          show(circle, entry);
        }
        follow(entry, event, circle, view);
      }
    }
  }

  /// Whether an agent is there, on any node, is what the journal says of their sessions. A session of this node that was taken for gone, while the
  /// node could not say that it lives, is not.
  private void followSession(Event.OfAgent event, DeskView view) {
    switch (event) {
      case Event.SessionOpened opened -> {
        tellPresenceOf(event.agent(), view);
        for (Session session : attendance.ofStaff(event.agent())) {
          if (session.id().equals(opened.session())) {
            session.socket().run(session::opened);
          }
        }
      }
      case Event.SessionQuiet _, Event.SessionHeard _ -> tellPresenceOf(event.agent(), view);
      case Event.SessionClosed closed -> {
        tellPresenceOf(event.agent(), view);
        for (Session session : attendance.ofStaff(event.agent())) {
          if (session.id().equals(closed.session())
              && session.self() instanceof Self.OfStaff staff
              && !session.isEnding()) {
            insistence.handIn(staff.actor(), staff.opening(session.id()));
          }
        }
      }
      case Event.AgentEnrolled _, Event.AgentStateChanged _ -> {}
    }
  }

  private void tellPresenceOf(String agent, DeskView view) {
    Agent known = view.agent(agent);
    for (long number : known == null ? List.<Long>of() : known.held()) {
      Conversation held = view.conversation(number);
      if (held != null) {
        attendance.tellPresence(held, view);
      }
    }
  }

  /// Sends one event to everybody who is shown its conversation: encoded at most once for each audience.
  private void show(Circle circle, Entry entry) {
    Span applying = Traced.of(entry.sequence(), traced);
    boolean alike = Translator.seenAlike(entry.event());
    Frame forCustomer = null;
    Frame forStaff = null;
    List<Member> members = circle.members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (entry.position() <= member.from()) {
        continue;
      }
      Session session = member.session();
      if (alike || session.audience() == Audience.STAFF) {
        if (forStaff == null) {
          forStaff = frame(entry, Audience.STAFF);
        }
        outbox.add(session, forStaff);
      } else {
        if (forCustomer == null) {
          forCustomer = frame(entry, Audience.CUSTOMER);
        }
        outbox.add(session, forCustomer);
      }
      if (applying != null) {
        outbox.add(session, new Delivery.Written(writing(applying, session, entry)));
      }
    }
  }

  private static Span writing(Span applying, Session session, Entry entry) {
    return applying
        .child(Step.WRITE)
        .set(Key.SESSION, session.id())
        .set(Key.CONVERSATION, entry.conversation())
        .set(Key.SEQUENCE, entry.sequence());
  }

  private static Frame frame(Entry entry, Audience audience) {
    return Frame.of(
        new ServerMessage.EventHappened(
            entry.conversation(), Translator.event(entry, audience)));
  }

  /// What an event means for who is shown the conversation, and for its agent.
  private void follow(
      Entry entry, Event.OfConversation event, @Nullable Circle circle, DeskView view) {
    long number = entry.conversation();
    switch (event) {
      case Event.Launched e ->
          open(attendance.ofCustomer(e.customer().id()), view.conversation(number));
      case Event.Queued e -> {
        if (e.reason() != QueueReason.LAUNCHED && circle != null) {
          takeFromAgent(circle, view);
        }
      }
      case Event.Offered e -> offer(e.agent(), e.offer(), view);
      case Event.TransferOffered e -> offer(e.agent(), e.offer(), view);
      case Event.OfferEnded e -> {
        endOffer(e.agent(), e.offer(), Translator.offerOutcome(e.outcome()));
        if (circle != null) {
          takeFromAgent(circle, view);
        }
      }
      case Event.Assigned e -> {
        if (circle != null) {
          takeFromAgent(circle, view);
        }
        assign(e, view.conversation(number), view);
      }
      case Event.Joined _ ->
          open(attendance.ofStaff(entry.by().id()), view.conversation(number));
      case Event.Left _ -> {
        if (circle != null) {
          takeFromAgent(circle, view);
        }
      }
      case Event.WrapUpBegan _ -> {
        touchItsAgent(circle);
        if (circle != null) {
          takeFromAgent(circle, view);
        }
      }
      case Event.Weighed _ -> touchItsAgent(circle);
      case Event.Closed _ -> {
        if (circle != null) {
          takeFromAgent(circle, view);
        }
      }
      case Event.Posted _ -> touchTicket(number, view);
      case Event.TicketOpened _, Event.TicketAssigned _, Event.TicketResolved _ ->
          ticketsTouched.add(number);
      case Event.Forgotten _ -> {
        if (circle != null) {
          attendance.forget(circle);
        }
      }
      case Event.Marked _,
          Event.IntakeRevised _,
          Event.Rated _,
          Event.WantsChanged _,
          Event.Boosted _,
          Event.TransferredToQueue _,
          Event.VipMarked _,
          Event.Monitored _,
          Event.PreferencesDropped _,
          Event.CustomerAbsent _,
          Event.CustomerBack _ -> {}
    }
  }

  /// Shows a conversation to more sessions, as it is at the end of this batch.
  private void open(List<Session> sessions, @Nullable Conversation conversation) {
    if (conversation == null) {
      return;
    }
    for (Session session : sessions) {
      attendance.show(session, conversation, true);
      supervision.placesWanted();
      snapshots.open(session, conversation, null);
    }
  }

  private void offer(String agent, long offer, DeskView view) {
    agentsTouched.add(agent);
    List<Session> sessions = attendance.ofStaff(agent);
    OfferView live =
        sessions.isEmpty() ? null : Snapshots.liveOffer(view.offered(offer), agent);
    if (live != null) {
      outbox.addAll(sessions, Frame.of(new ServerMessage.Offered(live)));
    }
  }

  private void endOffer(String agent, long offer, OfferOutcome outcome) {
    agentsTouched.add(agent);
    List<Session> sessions = attendance.ofStaff(agent);
    if (!sessions.isEmpty()) {
      outbox.addAll(sessions, Frame.of(new ServerMessage.OfferEnded(offer, outcome)));
    }
  }

  private void assign(
      Event.Assigned event, @Nullable Conversation conversation, DeskView view) {
    if (event.offer() > 0) {
      endOffer(event.agent(), event.offer(), OfferOutcome.ACCEPTED);
    }
    agentsTouched.add(event.agent());
    open(attendance.ofStaff(event.agent()), conversation);
    if (conversation != null) {
      attendance.tellPresence(conversation, view);
    }
  }

  /// Who no longer takes part: it goes from their screen, unless it goes on as their ticket. Likewise who read along and no longer may.
  private void takeFromAgent(Circle circle, DeskView view) {
    Conversation conversation = view.conversation(circle.conversation());
    for (Member member : List.copyOf(circle.members())) {
      Session session = member.session();
      if (session.audience() != Audience.STAFF) {
        continue;
      }
      if (member.follows() && conversation != null && !session.mayRead(conversation)) {
        takeFromReader(circle, member);
      }
      if (!member.takesPart()) {
        continue;
      }
      String agent = session.self().actor().id();
      if (conversation != null && staysWith(session.self().actor(), conversation)) {
        continue;
      }
      agentsTouched.add(agent);
      if (conversation != null
          && isTicketOf(agent, conversation)
          && session.circles().size() < limits.followed()) {
        circle.join(session, false, member.from());
      }
      if (attendance.stopTakingPart(circle, member)) {
        outbox.send(session, new ServerMessage.ConversationLeft(circle.conversation()));
      }
    }
  }

  private void takeFromReader(Circle circle, Member member) {
    if (attendance.stopFollowing(circle, member)) {
      outbox.send(member.session(), new ServerMessage.ConversationLeft(circle.conversation()));
    }
  }

  private static boolean staysWith(Actor actor, Conversation conversation) {
    return Access.holds(actor, conversation) || Access.hasJoined(actor, conversation);
  }

  private static boolean isTicketOf(String agent, Conversation conversation) {
    return conversation.ticket() != null
        && conversation.hasOpenTicket()
        && agent.equals(conversation.ticket().agent());
  }

  private void touchItsAgent(@Nullable Circle circle) {
    for (Member member : circle == null ? List.<Member>of() : circle.members()) {
      if (member.takesPart() && member.session().audience() == Audience.STAFF) {
        agentsTouched.add(member.session().self().actor().id());
      }
    }
  }

  /// A message passes the turn of a ticket.
  private void touchTicket(long number, DeskView view) {
    Conversation conversation = view.conversation(number);
    if (conversation != null && conversation.ticket() != null) {
      ticketsTouched.add(number);
    }
  }

  // --- what follows from a batch ---

  private void tellAgents(DeskView view) {
    for (String id : agentsTouched) {
      Attendance.Group group = attendance.staffGroup(id);
      Agent agent = group == null ? null : view.agent(id);
      if (group != null && agent != null) {
        AgentView now = BoardViews.agent(agent, view);
        if (group.isNews(now)) {
          outbox.addAll(group.sessions(), Frame.of(new ServerMessage.AgentChanged(now)));
        }
      }
    }
    agentsTouched.clear();
  }

  private void tellTickets(DeskView view) {
    for (long number : ticketsTouched) {
      Conversation conversation = view.conversation(number);
      if (conversation != null && conversation.ticket() != null && attendance.hasStaff()) {
        Frame frame =
            Frame.of(
                new ServerMessage.TicketChanged(
                    Translator.ticket(conversation, conversation.ticket())));
        attendance.eachOfStaff(session -> outbox.add(session, frame));
      }
    }
    ticketsTouched.clear();
  }

  private void tellPlaces(DeskView view) {
    supervision.places(view, this::tellPlace);
  }

  private void tellPlace(long number, PlaceView estimated) {
    Circle circle = attendance.circle(number);
    if (circle == null) {
      return;
    }
    PlaceView place = circle.shown(estimated);
    if (place.equals(circle.place())) {
      return;
    }
    circle.setPlace(place);
    Frame frame = Frame.of(new ServerMessage.QueuePlace(number, place));
    for (Member member : circle.members()) {
      if (member.session().audience() == Audience.CUSTOMER) {
        outbox.add(member.session(), frame);
      }
    }
  }

  private void tellBoard(DeskView view) {
    if (!attendance.watchers().isEmpty()) {
      supervision
          .changedBoard(view)
          .ifPresent(
              board -> {
                Frame frame = Frame.of(new ServerMessage.Board(board));
                attendance.watchers().forEach(session -> outbox.add(session, frame));
              });
    }
  }
}
