package switchboard.gateway;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.gateway.Circle.Member;
import switchboard.gateway.Delivery.Frame;
import switchboard.protocol.AgentView;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.OfferOutcome;
import switchboard.protocol.OfferView;
import switchboard.protocol.Position;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// Tells the sessions concerned what was committed, and answers what is asked of the committed state. Everything here runs in the desk's steps,
/// one at a time, in the order of commits; so to be listed and to be given a snapshot in one step misses nothing and doubles nothing.
final class Fanout implements DeskPort.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

  private final DeskPort desk;
  private final BlockingCalls blocking;
  private final Pages pages;
  private final Supervision supervision;
  private final GatewayLimits limits;

  private final Map<String, Group> customers = new HashMap<>();
  private final Map<String, Group> staff = new HashMap<>();
  private final LongObjectMap<Circle> circles = new LongObjectHashMap<>();
  private final Set<Session> watchers = new LinkedHashSet<>();

  private final Outbox outbox = new Outbox();
  /// Whether the current step ends with sending.
  private boolean telling;

  private final Set<String> agentsTouched = new LinkedHashSet<>();
  private final Set<Long> ticketsTouched = new LinkedHashSet<>();
  private final Set<Long> presenceTouched = new LinkedHashSet<>();

  /// All sessions of one person.
  private static final class Group {
    private final List<Session> sessions = new ArrayList<>(1);
    /// The own state that an agent was last told.
    private @Nullable AgentView told;
  }

  Fanout(
      DeskPort desk,
      BlockingCalls blocking,
      Supervision supervision,
      GatewayLimits limits) {
    this.desk = desk;
    this.blocking = blocking;
    this.supervision = supervision;
    this.limits = limits;
    pages = new Pages(desk);
  }

  // --- what was committed ---

  @Override
  public void committed(List<Entry> entries, DeskView view) {
    telling = true;
    try {
      for (Entry entry : entries) {
        supervision.apply(entry);
        switch (entry.event()) {
          case Event.OfAgent event -> agentsTouched.add(event.agent());
          case Event.OfConversation event -> tell(entry, event, view);
        }
      }
      tellAgents(view);
      tellTickets(view);
      tellPresence(view);
      tellPlaces(view);
    } finally {
      telling = false;
      outbox.send();
    }
  }

  private void tell(Entry entry, Event.OfConversation event, DeskView view) {
    long number = entry.conversation();
    Circle circle = circles.get(number);
    if (circle != null) {
      show(circle, entry);
    }
    switch (event) {
      case Event.Launched launched -> openForCustomer(launched.customer().id(), number, view);
      case Event.Queued queued -> {
        if (queued.reason() != QueueReason.LAUNCHED && circle != null) {
          takeFromAgent(circle, view);
        }
      }
      case Event.Offered offered -> {
        agentsTouched.add(offered.agent());
        offer(offered, view);
      }
      case Event.OfferEnded ended -> {
        agentsTouched.add(ended.agent());
        endOffer(ended.agent(), ended.offer(), Translator.offerOutcome(ended.outcome()));
      }
      case Event.Assigned assigned -> {
        agentsTouched.add(assigned.agent());
        presenceTouched.add(number);
        endOffer(assigned.agent(), assigned.offer(), OfferOutcome.ACCEPTED);
        openForAgent(assigned.agent(), number, view);
      }
      case Event.WrapUpBegan _ -> touchItsAgent(circle);
      case Event.Closed _ -> {
        if (circle != null) {
          takeFromAgent(circle, view);
        }
      }
      case Event.Posted _ -> touchTicket(number, view);
      case Event.TicketOpened _, Event.TicketAssigned _, Event.TicketResolved _ ->
          ticketsTouched.add(number);
      case Event.Forgotten _ -> forget(circle);
      case Event.Marked _,
          Event.IntakeRevised _,
          Event.CustomerAbsent _,
          Event.CustomerBack _ -> {}
    }
  }

  /// Sends one event to everybody who is shown its conversation: encoded at most once for each audience.
  private void show(Circle circle, Entry entry) {
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
          forStaff = eventFrame(entry, Audience.STAFF);
        }
        outbox.add(session.socket(), forStaff);
      } else {
        if (forCustomer == null) {
          forCustomer = eventFrame(entry, Audience.CUSTOMER);
        }
        outbox.add(session.socket(), forCustomer);
      }
    }
  }

  private static Frame eventFrame(Entry entry, Audience audience) {
    return Frame.of(
        new ServerMessage.EventHappened(
            entry.conversation(), Translator.event(entry, audience)));
  }

  private void openForCustomer(String customer, long number, DeskView view) {
    Conversation conversation = view.conversation(number);
    if (conversation != null) {
      for (Session session : sessionsOf(customers, customer)) {
        open(session, conversation, true, null);
      }
    }
  }

  private void openForAgent(String agent, long number, DeskView view) {
    Conversation conversation = view.conversation(number);
    if (conversation != null) {
      for (Session session : sessionsOf(staff, agent)) {
        open(session, conversation, true, null);
      }
    }
  }

  /// The agent no longer holds it: it goes from the agent's screen, unless it goes on as the agent's ticket.
  private void takeFromAgent(Circle circle, DeskView view) {
    Conversation conversation = view.conversation(circle.conversation());
    for (Member member : List.copyOf(circle.members())) {
      Session session = member.session();
      if (session.audience() != Audience.STAFF || !member.takesPart()) {
        continue;
      }
      String agent = session.self().actor().id();
      agentsTouched.add(agent);
      boolean isTheirTicket =
          conversation != null
              && conversation.ticket() != null
              && conversation.hasOpenTicket()
              && agent.equals(conversation.ticket().agent());
      if (isTheirTicket && session.circles().size() < limits.followed()) {
        circle.join(session, false, member.from());
      }
      if (circle.stopTakingPart(member)) {
        add(session, new Delivery.Shown(circle.conversation(), false));
        send(session, new ServerMessage.ConversationLeft(circle.conversation()));
      }
    }
    dropIfEmpty(circle);
  }

  private void touchItsAgent(@Nullable Circle circle) {
    if (circle == null) {
      return;
    }
    for (Member member : circle.members()) {
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

  private void offer(Event.Offered offered, DeskView view) {
    OfferView live = liveOffer(view.offered(offered.offer()), offered.agent());
    if (live != null) {
      Frame frame = Frame.of(new ServerMessage.Offered(live));
      for (Session session : sessionsOf(staff, offered.agent())) {
        add(session, frame);
      }
    }
  }

  private static @Nullable OfferView liveOffer(@Nullable Conversation of, String agent) {
    return of != null
            && of.stage() instanceof Stage.Waiting waiting
            && waiting.offer() != null
            && waiting.offer().agent().equals(agent)
        ? Translator.offer(of, waiting.offer(), waiting.enteredAtMs())
        : null;
  }

  private void endOffer(String agent, long offer, OfferOutcome outcome) {
    Frame frame = null;
    for (Session session : sessionsOf(staff, agent)) {
      if (frame == null) {
        frame = Frame.of(new ServerMessage.OfferEnded(offer, outcome));
      }
      add(session, frame);
    }
  }

  /// The desk has let it go. What is on a screen may stay there, but nothing more will come.
  private void forget(@Nullable Circle circle) {
    if (circle != null) {
      for (Member member : circle.members()) {
        member.session().circles().remove(circle);
        add(member.session(), new Delivery.Shown(circle.conversation(), false));
      }
      circles.remove(circle.conversation());
    }
  }

  // --- what follows from a batch ---

  private void tellAgents(DeskView view) {
    for (String id : agentsTouched) {
      Group group = staff.get(id);
      AgentView now = group == null ? null : agentView(view, id);
      if (group != null && now != null && !now.equals(group.told)) {
        group.told = now;
        Frame frame = Frame.of(new ServerMessage.AgentChanged(now));
        group.sessions.forEach(session -> add(session, frame));
      }
    }
    agentsTouched.clear();
  }

  private static @Nullable AgentView agentView(DeskView view, String id) {
    Agent agent = view.agent(id);
    return agent == null ? null : Supervision.agent(agent, view);
  }

  private void tellTickets(DeskView view) {
    for (long number : ticketsTouched) {
      Conversation conversation = view.conversation(number);
      if (conversation != null && conversation.ticket() != null && !staff.isEmpty()) {
        Frame frame =
            Frame.of(
                new ServerMessage.TicketChanged(
                    Translator.ticket(conversation, conversation.ticket())));
        staff.values().forEach(group -> group.sessions.forEach(session -> add(session, frame)));
      }
    }
    ticketsTouched.clear();
  }

  private void tellPresence(DeskView view) {
    for (long number : presenceTouched) {
      Circle circle = circles.get(number);
      Conversation conversation = view.conversation(number);
      if (circle != null && conversation != null && !conversation.isClosed()) {
        Frame frame = presence(conversation);
        circle.members().forEach(member -> add(member.session(), frame));
      }
    }
    presenceTouched.clear();
  }

  private Frame presence(Conversation conversation) {
    String agent = conversation.heldBy();
    return Frame.ephemeral(
        new ServerMessage.Presence(
            conversation.number(),
            customers.containsKey(conversation.customer().id()),
            agent != null && staff.containsKey(agent)));
  }

  private void tellPlaces(DeskView view) {
    supervision.places(
        view,
        (number, place) -> {
          Circle circle = circles.get(number);
          if (circle != null && !place.equals(circle.place())) {
            circle.setPlace(place);
            Frame frame = Frame.of(new ServerMessage.QueuePlace(number, place));
            for (Member member : circle.members()) {
              if (member.session().audience() == Audience.CUSTOMER) {
                add(member.session(), frame);
              }
            }
          }
        });
  }

  // --- the clock ---

  /// Once in a while: what is told at most once a second.
  void tick(DeskView view) {
    telling = true;
    try {
      tellPlaces(view);
      if (!watchers.isEmpty()) {
        supervision
            .changedBoard(view)
            .ifPresent(
                board -> {
                  Frame frame = Frame.of(new ServerMessage.Board(board));
                  watchers.forEach(session -> add(session, frame));
                });
      }
    } finally {
      telling = false;
      outbox.send();
    }
  }

  // --- sessions ---

  /// Lists a session and welcomes it.
  ///
  /// @return whether it is the first of its person
  boolean enter(Session session, DeskView view) {
    if (session.socket().isClosed()) {
      return false;
    }
    Map<String, Group> groups = groups(session);
    String person = session.self().actor().id();
    Group group = groups.computeIfAbsent(person, _ -> new Group());
    if (group.sessions.size() >= limits.connectionsPerPerson()) {
      add(session, new Delivery.Close(CloseCode.OVERLOADED));
      return false;
    }
    group.sessions.add(session);
    session.setEntered();
    List<Conversation> theirs = conversationsOf(session, view);
    for (Conversation conversation : theirs) {
      list(session, conversation, true);
    }
    welcome(session, theirs, view, group);
    boolean first = group.sessions.size() == 1;
    for (Conversation conversation : theirs) {
      if (first) {
        presenceTouched.add(conversation.number());
      } else {
        add(session, presence(conversation));
      }
    }
    tellPresence(view);
    return first;
  }

  private List<Conversation> conversationsOf(Session session, DeskView view) {
    String person = session.self().actor().id();
    if (session.audience() == Audience.CUSTOMER) {
      return view.conversationsOf(person);
    }
    Agent agent = view.agent(person);
    List<Conversation> held = new ArrayList<>();
    if (agent != null) {
      for (long number : agent.held()) {
        Conversation conversation = view.conversation(number);
        if (conversation != null) {
          held.add(conversation);
        }
      }
    }
    return held;
  }

  private void welcome(
      Session session, List<Conversation> theirs, DeskView view, Group group) {
    String person = session.self().actor().id();
    List<OfferView> offers = new ArrayList<>();
    AgentView agentNow = null;
    if (session.audience() == Audience.STAFF) {
      agentNow = agentView(view, person);
      group.told = agentNow;
      Agent agent = view.agent(person);
      for (long number : agent == null ? List.<Long>of() : agent.reserved()) {
        OfferView offer = liveOffer(view.conversation(number), person);
        if (offer != null) {
          offers.add(offer);
        }
      }
    }
    AgentView agent = agentNow;
    List<Position> positions = session.takePositions();
    String epoch = desk.epoch();
    long nowMs = supervision.nowMs();
    make(
        session,
        () -> {
          List<ConversationView> views = new ArrayList<>(theirs.size());
          for (Conversation conversation : theirs) {
            views.add(view(conversation, session, after(positions, conversation, epoch)));
          }
          return Frame.of(
              new ServerMessage.Welcome(
                  epoch, nowMs, session.self().person(), views, offers, agent));
        });
  }

  /// Where the client stands in a conversation; 0 when it holds nothing that counts.
  private static int after(List<Position> positions, Conversation conversation, String epoch) {
    for (Position position : positions) {
      if (position.conversation() == conversation.number()
          && position.epoch().equals(epoch)
          && position.sequence() <= conversation.position()) {
        return position.sequence();
      }
    }
    return 0;
  }

  private ConversationView view(Conversation conversation, Session session, int after)
      throws Journal.Unavailable {
    Audience audience = session.audience();
    List<ConversationEvent> events =
        pages.read(conversation.number(), after, conversation.position(), audience);
    return Translator.conversation(conversation, audience, null, events);
  }

  /// Shows a conversation to a session: its snapshot, then whatever happens after.
  private void open(
      Session session,
      Conversation conversation,
      boolean takesPart,
      @Nullable String request) {
    list(session, conversation, takesPart);
    make(
        session,
        () ->
            Frame.of(
                new ServerMessage.ConversationOpened(
                    request, view(conversation, session, 0))));
  }

  /// From here on the session hears of the conversation what comes after the snapshot of this moment.
  private void list(Session session, Conversation conversation, boolean takesPart) {
    Circle circle = circle(conversation.number());
    circle.join(session, takesPart, conversation.position());
    // The snapshot carries no place; a waiting customer is told it anew.
    circle.setPlace(null);
    supervision.placesWanted();
    add(session, new Delivery.Shown(conversation.number(), true));
  }

  /// A message that takes reading to make.
  private interface Making {
    Frame make() throws Journal.Unavailable;
  }

  /// Keeps the message's place among the session's messages and makes it aside.
  private void make(Session session, Making making) {
    Delivery.Place place = new Delivery.Place();
    add(session, place);
    boolean started =
        blocking.start(
            () -> {
              Frame frame = tryToMake(making);
              Socket socket = session.socket();
              socket.run(
                  () -> {
                    if (frame == null) {
                      socket.close(CloseCode.OVERLOADED);
                    } else {
                      socket.fill(place, frame);
                    }
                  });
            });
    if (!started) {
      add(session, new Delivery.Close(CloseCode.OVERLOADED));
    }
  }

  /// Null when the journal cannot be read now: the client comes back and resumes.
  private static @Nullable Frame tryToMake(Making making) {
    try {
      return making.make();
    } catch (Journal.Unavailable e) {
      LOG.warn("a snapshot could not be read: {}", e.getMessage());
      return null;
    } catch (RuntimeException e) {
      LOG.error("a snapshot could not be made", e);
      return null;
    }
  }

  /// Takes a session from all lists.
  ///
  /// @return whether it was the last of its person
  boolean leave(Session session, DeskView view) {
    for (Circle circle : session.circles()) {
      circle.leave(session);
      dropIfEmpty(circle);
    }
    session.circles().clear();
    watchers.remove(session);
    Map<String, Group> groups = groups(session);
    String person = session.self().actor().id();
    Group group = groups.get(person);
    if (group == null || !group.sessions.remove(session) || !group.sessions.isEmpty()) {
      return false;
    }
    groups.remove(person);
    conversationsOf(session, view).forEach(c -> presenceTouched.add(c.number()));
    tellPresence(view);
    return true;
  }

  /// Ends the sessions of staff that match.
  void end(Predicate<Self.OfStaff> which) {
    for (Group group : staff.values()) {
      for (Session session : group.sessions) {
        if (session.self() instanceof Self.OfStaff self && which.test(self)) {
          add(session, new Delivery.Close(CloseCode.SIGNED_OUT));
        }
      }
    }
  }

  private Map<String, Group> groups(Session session) {
    return session.audience() == Audience.CUSTOMER ? customers : staff;
  }

  private static List<Session> sessionsOf(Map<String, Group> groups, String person) {
    Group group = groups.get(person);
    return group == null ? List.of() : group.sessions;
  }

  private Circle circle(long conversation) {
    Circle circle = circles.get(conversation);
    if (circle == null) {
      circle = new Circle(conversation);
      circles.put(conversation, circle);
    }
    return circle;
  }

  private void dropIfEmpty(Circle circle) {
    if (circle.isEmpty()) {
      circles.remove(circle.conversation());
    }
  }

  // --- what is asked ---

  void follow(Session session, ClientMessage.Follow message, DeskView view) {
    Conversation conversation = view.conversation(message.conversation());
    if (conversation == null || !session.mayRead(view, message.conversation())) {
      refuse(session, message.request(), Refusals.NOT_FOUND);
    } else if (session.circles().size() >= limits.followed()) {
      refuse(session, message.request(), Refusals.TOO_MANY_FOLLOWED);
    } else {
      open(session, conversation, false, message.request());
      add(session, presence(conversation));
    }
  }

  void unfollow(Session session, ClientMessage.Unfollow message) {
    Circle circle = circles.get(message.conversation());
    Member member = circle == null ? null : circle.of(session);
    if (circle != null && member != null && circle.stopFollowing(member)) {
      add(session, new Delivery.Shown(message.conversation(), false));
      dropIfEmpty(circle);
    }
    send(session, new ServerMessage.Done(message.request(), message.conversation(), 0));
  }

  void watchBoard(Session session, ClientMessage.WatchBoard message, DeskView view) {
    send(session, new ServerMessage.Done(message.request(), 0, 0));
    if (message.active()) {
      watchers.add(session);
      send(session, new ServerMessage.Board(supervision.board(view)));
    } else {
      watchers.remove(session);
    }
  }

  void readHistory(Session session, ClientMessage.ReadHistory message, DeskView view) {
    long conversation = message.conversation();
    Conversation held = view.conversation(conversation);
    if (held == null || !session.mayRead(view, conversation)) {
      refuse(session, message.request(), Refusals.NOT_FOUND);
      return;
    }
    int before = Math.min(message.before(), held.position() + 1);
    boolean started = blocking.start(() -> answerHistory(session, message, before));
    if (!started) {
      refuse(session, message.request(), Refusals.unavailable(1_000));
    }
  }

  private void answerHistory(Session session, ClientMessage.ReadHistory message, int before) {
    ServerMessage answer;
    try {
      List<ConversationEvent> events =
          pages.read(message.conversation(), 0, before - 1, session.audience());
      answer =
          new ServerMessage.History(
              message.request(),
              message.conversation(),
              events.isEmpty() ? before : events.getFirst().sequence(),
              events);
    } catch (Journal.Unavailable e) {
      answer =
          new ServerMessage.Refused(message.request(), Refusals.unavailable(1_000));
    }
    Frame frame = Frame.of(answer);
    Socket socket = session.socket();
    socket.run(
        () -> {
          socket.deliver(frame);
          socket.flush();
        });
  }

  void typing(Session session, ClientMessage.Typing typing) {
    Circle circle = circles.get(typing.conversation());
    Member member = circle == null ? null : circle.of(session);
    if (circle == null || member == null) {
      return;
    }
    Frame frame =
        Frame.ephemeral(
            new ServerMessage.TypingSeen(
                typing.conversation(), session.self().person(), typing.active()));
    for (Member other : circle.members()) {
      // That a supervisor reads along, or writes a note, is none of the customer's business.
      boolean concerned = member.takesPart() || other.session().audience() == Audience.STAFF;
      if (concerned && !other.session().self().actor().equals(session.self().actor())) {
        add(other.session(), frame);
      }
    }
  }

  // --- answers ---

  void send(Session session, ServerMessage message) {
    add(session, Frame.of(message));
  }

  void refuse(Session session, String request, Problem problem) {
    send(session, new ServerMessage.Refused(request, problem));
  }

  /// What is added outside of a batch is sent by a step of its own, together with all that was added until then.
  private void add(Session session, Delivery delivery) {
    if (!telling && outbox.isEmpty()) {
      desk.read(_ -> outbox.send());
    }
    outbox.add(session.socket(), delivery);
  }
}
