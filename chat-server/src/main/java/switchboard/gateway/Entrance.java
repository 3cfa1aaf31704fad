package switchboard.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Sessions;
import switchboard.protocol.AgentView;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.Position;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;
import switchboard.runtime.Reply;

/// Lets sockets in as sessions and sees them out, and tells the desk who came and went.
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  private static final long RETRY_AFTER_MS = 1_000;
  private static final int ENDED_MAX = 100_000;

  private final DeskPort desk;
  private final Attendance attendance;
  private final Whereabouts whereabouts;
  private final Snapshots snapshots;
  private final Inquiries inquiries;
  private final Supervision supervision;
  private final Outbox outbox;
  private final GatewayLimits limits;
  private final Doorkeeper doorkeeper;
  private final BlockingCalls blocking;
  private final GatewayMetrics metrics;
  private final LongSupplier wallMs;
  private final Insistence insistence;
  private final Duration quiet;

  private final Greetings greetings;

  private final AtomicLong sessionCount = new AtomicLong();

  /// Sign-ins that ended, for longer than a session takes from its proof to its welcome. Used in the desk's steps only.
  private final Cache<String, Boolean> ended =
      Caffeine.newBuilder()
          .maximumSize(ENDED_MAX)
          .expireAfterWrite(Duration.ofMinutes(1))
          .build();

  Entrance(
      DeskPort desk,
      Attendance attendance,
      Whereabouts whereabouts,
      Snapshots snapshots,
      Inquiries inquiries,
      Supervision supervision,
      Outbox outbox,
      Doorkeeper doorkeeper,
      GatewayLimits limits,
      BlockingCalls blocking,
      GatewayMetrics metrics,
      LongSupplier wallMs,
      Insistence insistence,
      Duration quiet) {
    this.desk = desk;
    this.attendance = attendance;
    this.whereabouts = whereabouts;
    this.snapshots = snapshots;
    this.inquiries = inquiries;
    this.supervision = supervision;
    this.outbox = outbox;
    this.limits = limits;
    this.doorkeeper = doorkeeper;
    this.blocking = blocking;
    this.metrics = metrics;
    this.wallMs = wallMs;
    this.insistence = insistence;
    this.quiet = quiet;
    greetings = new Greetings(limits.greetings(), metrics);
  }

  /// Sockets that wait to be greeted.
  int waiting() {
    return greetings.waiting();
  }

  long nowMs() {
    return wallMs.getAsLong();
  }

  /// After so long without a sign of life staff count as not responding.
  Duration quiet() {
    return quiet;
  }

  /// What tells the desk whether the client of a session of staff is heard; nothing waits for a customer's.
  Optional<Hearing> hearing(Session session) {
    if (!(session.self() instanceof Self.OfStaff staff)) {
      return Optional.empty();
    }
    Hearing hearing =
        new Hearing(desk, staff.actor(), session.id(), session.socket().eventLoop());
    session.setHearing(hearing);
    return Optional.of(hearing);
  }

  // --- in ---

  /// @return what `greetingOver` must be called with once the socket is welcomed or closed; null when it was turned away
  Greetings.@Nullable Greeting greet(
      Socket socket, ClientMessage.Hello hello, @Nullable String cookies) {
    if (desk.isOver()) {
      turnAway(socket, Refusals.unavailable(RETRY_AFTER_MS));
      return null;
    }
    return greetings.arrive(socket, claim(hello, cookies), () -> begin(socket, hello, cookies));
  }

  private GreetingLines.Claim claim(ClientMessage.Hello hello, @Nullable String cookies) {
    String epoch = desk.epoch();
    for (Position position : hello.positions()) {
      if (position.epoch().equals(epoch)) {
        return GreetingLines.Claim.RESUMES;
      }
    }
    return hello.token() == null && cookies != null
        ? GreetingLines.Claim.STAFF
        : GreetingLines.Claim.NOTHING;
  }

  void greetingOver(Greetings.Greeting greeting) {
    greetings.over(greeting);
  }

  private void begin(Socket socket, ClientMessage.Hello hello, @Nullable String cookies) {
    boolean started = blocking.start(() -> admit(socket, hello, cookies));
    if (!started) {
      turnAway(socket, Refusals.unavailable(RETRY_AFTER_MS));
    }
  }

  private void admit(Socket socket, ClientMessage.Hello hello, @Nullable String cookies) {
    Runnable outcome;
    try {
      Self self = doorkeeper.admit(hello.token(), cookies);
      Session session =
          new Session(
              Sessions.name(desk.node(), sessionCount.incrementAndGet()),
              self,
              socket,
              hello.positions(),
              desk,
              inquiries,
              outbox);
      outcome = () -> socket.admitted(session);
    } catch (Refusal refusal) {
      CloseCode code =
          refusal.problem().code().retryable() ? CloseCode.OVERLOADED : CloseCode.SIGNED_OUT;
      outcome = () -> socket.turnedAway(refusal.problem(), code);
    } catch (RuntimeException fault) {
      metrics.faults.increment();
      Problem problem = Incident.problem(LOG.atError(), "a greeting failed", fault);
      outcome = () -> socket.turnedAway(problem, CloseCode.OVERLOADED);
    }
    socket.run(outcome);
  }

  /// Makes an admitted session known: an agent's to the desk first, so that its welcome shows what that led to.
  void enter(Session session) {
    switch (session.self()) {
      case Self.OfCustomer _ -> {
        metrics.customersOpen.increment();
        list(session);
      }
      case Self.OfStaff staff -> {
        metrics.staffOpen.increment();
        desk.submit(
            staff.actor(),
            null,
            staff.opening(session.id()),
            reply -> enteredDesk(session, reply));
      }
    }
  }

  private void enteredDesk(Session session, Reply reply) {
    switch (reply) {
      case Reply.Done _ -> list(session);
      case Reply.Refused refused ->
          turnAway(session, Translator.problem(refused.rejection()));
      case Reply.Unavailable unavailable ->
          turnAway(session, Refusals.unavailable(unavailable.retryAfterMs()));
    }
  }

  private static void turnAway(Session session, Problem problem) {
    turnAway(session.socket(), problem);
  }

  private static void turnAway(Socket socket, Problem problem) {
    socket.run(() -> socket.turnedAway(problem, CloseCode.OVERLOADED));
  }

  private void list(Session session) {
    desk.read(
        view -> {
          if (session.isAhead(view, desk.epoch())) {
            catchUp(session);
          } else {
            welcome(session, view);
          }
        });
  }

  /// Nobody who moves from one node to another is shown less than before. Once is enough: what a client claims beyond the journal does not exist.
  private void catchUp(Session session) {
    boolean started =
        blocking.start(
            () -> {
              try {
                desk.catchUp();
                desk.read(view -> welcome(session, view));
              } catch (Journal.Unavailable e) {
                turnAway(session, Refusals.unavailable(RETRY_AFTER_MS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    if (!started) {
      turnAway(session, Refusals.unavailable(RETRY_AFTER_MS));
    }
  }

  /// Lists a session and welcomes it, in one step of the desk.
  private void welcome(Session session, DeskView view) {
    if (session.socket().isClosed()) {
      return;
    }
    if (desk.isOver()) {
      outbox.add(session, new Delivery.Close(CloseCode.GOING_AWAY));
      return;
    }
    if (session.self() instanceof Self.OfStaff staff
        && ended.getIfPresent(staff.signIn()) != null) {
      outbox.add(session, new Delivery.Close(CloseCode.SIGNED_OUT));
      return;
    }
    Attendance.Group group = attendance.enter(session, limits.connectionsPerPerson());
    if (group == null) {
      outbox.add(session, new Delivery.Close(CloseCode.OVERLOADED));
      return;
    }
    List<Conversation> theirs = Attendance.conversationsOf(session, view);
    theirs.forEach(conversation -> attendance.show(session, conversation, true));
    supervision.placesWanted();
    snapshots.welcome(session, theirs, agentOf(session, group, view), view, nowMs());
    boolean isFirstOfCustomer =
        session.audience() == Audience.CUSTOMER && group.sessions().size() == 1;
    if (isFirstOfCustomer) {
      whereabouts.changedHere(session.self().actor().id());
    }
    for (Conversation conversation : theirs) {
      if (isFirstOfCustomer) {
        attendance.tellPresence(conversation, view);
      } else if (!conversation.isClosed()) {
        outbox.add(session, attendance.presence(conversation, view));
      }
    }
  }

  private static @Nullable AgentView agentOf(
      Session session, Attendance.Group group, DeskView view) {
    Agent agent =
        session.audience() == Audience.STAFF ? view.agent(session.self().actor().id()) : null;
    if (agent == null) {
      return null;
    }
    AgentView now = BoardViews.agent(agent, view);
    group.isNews(now);
    return now;
  }

  // --- out ---

  /// The socket closed while its session was being admitted.
  void missed(Session session) {
    doorkeeper.left(session.self());
  }

  void left(Session session) {
    session.setEnding();
    doorkeeper.left(session.self());
    switch (session.self()) {
      case Self.OfCustomer _ -> metrics.customersOpen.decrement();
      case Self.OfStaff _ -> {
        metrics.staffOpen.decrement();
        insistence.handIn(session.self().actor(), new Command.CloseSession(session.id()));
      }
    }
    desk.read(
        view -> {
          boolean last = session.hasEntered() && attendance.leave(session);
          if (last && session.audience() == Audience.CUSTOMER) {
            whereabouts.changedHere(session.self().actor().id());
            Attendance.conversationsOf(session, view)
                .forEach(conversation -> attendance.tellPresence(conversation, view));
          }
        });
  }

  /// The account may no longer be used: its sockets end, its chats go back to the queue.
  void disable(String account) {
    Predicate<Self.OfStaff> theirs = staff -> staff.actor().id().equals(account);
    desk.read(_ -> attendance.eachOfStaff(session -> mark(session, theirs)));
    insistence.handIn(Actor.DESK, new Command.DisableAgent(account));
    desk.read(_ -> end(theirs));
  }

  /// One sign-in was ended.
  void signOut(String signIn) {
    desk.read(
        _ -> {
          ended.put(signIn, true);
          end(staff -> staff.signIn().equals(signIn));
        });
  }

  private void end(Predicate<Self.OfStaff> which) {
    attendance.eachOfStaff(
        session -> {
          if (mark(session, which)) {
            outbox.add(session, new Delivery.Close(CloseCode.SIGNED_OUT));
          }
        });
  }

  /// The desk is over: who is here finds it elsewhere.
  void endAll() {
    desk.read(
        _ -> attendance.each(session -> outbox.add(session, new Delivery.Close(CloseCode.GOING_AWAY))));
  }

  private static boolean mark(Session session, Predicate<Self.OfStaff> which) {
    boolean meant = session.self() instanceof Self.OfStaff staff && which.test(staff);
    if (meant) {
      session.setEnding();
    }
    return meant;
  }
}
