package switchboard.gateway;

import io.netty.util.concurrent.EventExecutor;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Reply;

/// Lets sockets in as sessions and sees them out, and tells the desk who came and went.
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final long RETRY_MS_MIN = 1_000;

  private final DeskPort desk;
  private final Fanout fanout;
  private final Doorkeeper doorkeeper;
  private final BlockingCalls blocking;
  private final GatewayMetrics metrics;
  private final LongSupplier wallMs;
  private final EventExecutor timer;

  /// Sessions are named by this start of the server and a running number.
  private final String sessionPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";

  private final AtomicLong sessionCount = new AtomicLong();

  /// @param timer runs what must be tried again later
  Entrance(
      DeskPort desk,
      Fanout fanout,
      Doorkeeper doorkeeper,
      BlockingCalls blocking,
      GatewayMetrics metrics,
      LongSupplier wallMs,
      EventExecutor timer) {
    this.desk = desk;
    this.fanout = fanout;
    this.doorkeeper = doorkeeper;
    this.blocking = blocking;
    this.metrics = metrics;
    this.wallMs = wallMs;
    this.timer = timer;
  }

  long nowMs() {
    return wallMs.getAsLong();
  }

  // --- in ---

  void greet(Socket socket, ClientMessage.Hello hello, @Nullable String cookies) {
    boolean started = blocking.start(() -> admit(socket, hello, cookies));
    if (!started) {
      socket.turnedAway(Refusals.unavailable(RETRY_MS_MIN), CloseCode.OVERLOADED);
    }
  }

  private void admit(Socket socket, ClientMessage.Hello hello, @Nullable String cookies) {
    Runnable outcome;
    try {
      Self self = doorkeeper.admit(hello.token(), cookies);
      Session session =
          new Session(
              sessionPrefix + sessionCount.incrementAndGet(),
              self,
              socket,
              hello.positions(),
              desk,
              fanout);
      outcome = () -> socket.admitted(session);
    } catch (Refusal refusal) {
      CloseCode code =
          refusal.problem().code().retryable() ? CloseCode.OVERLOADED : CloseCode.SIGNED_OUT;
      outcome = () -> socket.turnedAway(refusal.problem(), code);
    } catch (RuntimeException fault) {
      metrics.faults.increment();
      Problem problem = Incident.problem(LOG, "a greeting failed", fault);
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
            new Command.OpenSession(session.id(), staff.capacity(), staff.skills()),
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
    Socket socket = session.socket();
    socket.run(() -> socket.turnedAway(problem, CloseCode.OVERLOADED));
  }

  private void list(Session session) {
    desk.read(
        view -> {
          boolean first = fanout.enter(session, view);
          if (first && session.audience() == Audience.CUSTOMER) {
            insist(session.self().actor(), new Command.CustomerCame());
          }
        });
  }

  // --- out ---

  /// The socket closed while its session was being admitted.
  void missed(Session session) {
    doorkeeper.left(session.self());
  }

  void left(Session session) {
    doorkeeper.left(session.self());
    switch (session.self()) {
      case Self.OfCustomer _ -> metrics.customersOpen.decrement();
      case Self.OfStaff _ -> {
        metrics.staffOpen.decrement();
        insist(session.self().actor(), new Command.CloseSession(session.id()));
      }
    }
    desk.read(
        view -> {
          boolean last = session.hasEntered() && fanout.leave(session, view);
          if (last && session.audience() == Audience.CUSTOMER) {
            insist(session.self().actor(), new Command.CustomerWent());
          }
        });
  }

  /// The account may no longer be used: its sockets end, its chats go back to the queue.
  void disable(String account) {
    insist(Actor.DESK, new Command.DisableAgent(account));
    desk.read(_ -> fanout.end(staff -> staff.actor().id().equals(account)));
  }

  /// One sign-in was ended.
  void signOut(String signIn) {
    desk.read(_ -> fanout.end(staff -> staff.signIn().equals(signIn)));
  }

  /// What the desk must get to know is handed in until it is stored.
  private void insist(Actor actor, Command command) {
    desk.submit(
        actor,
        null,
        command,
        reply -> {
          switch (reply) {
            case Reply.Done _ -> {}
            case Reply.Refused refused ->
                LOG.warn("{} was refused: {}", command, refused.rejection().message());
            case Reply.Unavailable unavailable ->
                insistLater(actor, command, unavailable.retryAfterMs());
          }
        });
  }

  private void insistLater(Actor actor, Command command, long afterMs) {
    try {
      timer.schedule(
          () -> insist(actor, command),
          Math.max(RETRY_MS_MIN, afterMs),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server stops; whoever leads the desk next takes all sessions for gone.
      LOG.debug("{} is left to the next start", command);
    }
  }
}
