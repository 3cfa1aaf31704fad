package switchboard.demo.traffic;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import switchboard.client.WebSocketClient;
import switchboard.client.WebSocketClient.Connection;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.Limits;
import switchboard.protocol.MarkKind;
import switchboard.protocol.PersonKind;
import switchboard.protocol.Problem;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.Stage;
import switchboard.protocol.codec.Codec;

/// Somebody simulated: signs in, connects, connects again when the connection is lost, and repeats what was not answered. Lives on the street's thread.
abstract class Participant implements WebSocketClient.Listener {
  private static final double RECONNECT_S_MIN = 0.5;
  private static final double RECONNECT_S_MAX = 30;
  private static final int BACK_OFFS_MAX = 6;
  private static final long RETRY_MS = 1_000;
  private static final double TYPING_S_MIN = 1.5;
  private static final double TYPING_SPREAD = 1.6;

  /// Fast, like all that they do.
  private static final double CHARACTERS_PER_S = 60;

  final Street street;
  final Random random;
  private final String requestPrefix;
  private final int number;
  private final Map<Long, ConversationView> conversations = new LinkedHashMap<>();
  private final Map<String, Request> outbox = new LinkedHashMap<>();

  /// Conversations in which they are writing a message, and its request once it is on its way.
  private final Map<Long, String> writing = new LinkedHashMap<>();

  private String id = "";
  private @Nullable String credential;
  private @Nullable Connection connection;
  private @Nullable Future<?> pings;
  private boolean welcomed;
  private boolean gone;
  private int attempts;
  private long requestCount;

  /// @param number of their address
  Participant(Street street, Random random, int number) {
    this.street = street;
    this.random = random;
    requestPrefix = street.newRequestPrefix();
    this.number = number;
  }

  /// As the server calls them; empty before it did.
  final String id() {
    return id;
  }

  // --- coming and going ---

  /// Signs in and connects.
  final void arrive() {
    if (gone) {
      return;
    }
    if (credential == null) {
      street.signIn(door(), this::signedIn);
    } else {
      street.connect(number, cookie(credential), this);
    }
  }

  private void signedIn(@Nullable String got) {
    credential = got;
    if (got == null) {
      comeAgain();
    } else {
      arrive();
    }
  }

  abstract Street.Door door();

  /// What a browser would send with the connection; null for nothing.
  abstract @Nullable String cookie(String credential);

  /// What `hello` carries; null for staff.
  abstract @Nullable String token(String credential);

  /// Leaves for good.
  final void leave() {
    if (!gone) {
      gone = true;
      stopPings();
      if (connection != null) {
        connection.close();
      }
      left();
    }
  }

  abstract void left();

  final boolean isGone() {
    return gone;
  }

  private void comeAgain() {
    double longest =
        Math.min(RECONNECT_S_MAX, RECONNECT_S_MIN * (1 << Math.min(BACK_OFFS_MAX, attempts++)));
    street.later(street.pace.between(random, longest / 2, longest), this::arrive);
  }

  @Override
  public final void opened(Connection opened) {
    if (gone || credential == null) {
      opened.close();
      return;
    }
    connection = opened;
    opened.send(Codec.encode(new ClientMessage.Hello(token(credential), List.of())));
    pings =
        opened
            .thread()
            .scheduleAtFixedRate(
                () -> opened.send(Codec.encode(new ClientMessage.Ping())),
                Limits.PING_SECONDS,
                Limits.PING_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public final void closed(int code) {
    connection = null;
    welcomed = false;
    stopPings();
    if (gone) {
      return;
    }
    street.tally.add(Tally.Kind.LOST);
    if (code >= CloseCode.PROTOCOL_VIOLATION.code()) {
      credential = null;
    }
    comeAgain();
  }

  private void stopPings() {
    if (pings != null) {
      pings.cancel(false);
      pings = null;
    }
  }

  // --- what the server says ---

  @Override
  public final void received(Connection from, ByteBuf text) {
    if (gone) {
      return;
    }
    try {
      take(Codec.decodeServerMessage(text.toString(StandardCharsets.UTF_8)));
    } catch (RuntimeException e) {
      street.tally.fault(e);
    }
  }

  private void take(ServerMessage message) {
    switch (message) {
      case ServerMessage.Welcome welcome -> {
        welcomed = true;
        attempts = 0;
        id = welcome.self().id();
        conversations.clear();
        writing.clear();
        List.copyOf(outbox.values()).forEach(this::send);
        welcome.conversations().forEach(view -> conversations.put(view.id(), view));
        welcomed(welcome);
        welcome.conversations().forEach(view -> changed(view, null));
      }
      case ServerMessage.ConversationOpened opened -> {
        conversations.put(opened.conversation().id(), opened.conversation());
        changed(opened.conversation(), null);
      }
      case ServerMessage.EventHappened happened -> take(happened);
      case ServerMessage.ConversationLeft left -> conversations.remove(left.conversation());
      case ServerMessage.Done done -> {
        Request request = outbox.remove(done.request());
        if (request != null) {
          done(request, done.conversation());
        }
      }
      case ServerMessage.Refused refused -> take(refused);
      case ServerMessage.ProblemFound found -> street.tally.refused(found.problem());
      default -> told(message);
    }
  }

  private void take(ServerMessage.EventHappened happened) {
    ConversationView before = conversations.get(happened.conversation());
    ConversationEvent event = happened.event();
    if (before == null || event.sequence() <= before.sequence()) {
      return;
    }
    ConversationView view = before.after(event);
    conversations.put(view.id(), view);
    if (event.request() != null) {
      writing.remove(view.id(), event.request());
    }
    changed(view, event);
  }

  private void take(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    street.tally.refused(problem);
    Request request = outbox.get(refused.request());
    if (request == null) {
      return;
    }
    if (problem.code().retryable()) {
      long afterMs = problem.retryAfterMs() == null ? RETRY_MS : problem.retryAfterMs();
      later(
          afterMs,
          () -> {
            if (outbox.containsKey(request.request())) {
              send(request);
            }
          });
    } else {
      outbox.remove(request.request());
      writing.values().remove(request.request());
      turnedDown(request);
    }
  }

  /// Connected and up to date; `changed` is called for each conversation next.
  abstract void welcomed(ServerMessage.Welcome welcome);

  /// @param event null for a snapshot
  abstract void changed(ConversationView view, @Nullable ConversationEvent event);

  /// Whatever concerns no conversation that is held.
  void told(ServerMessage message) {}

  void done(Request request, long conversation) {}

  void turnedDown(Request request) {}

  // --- what they do ---

  /// Runs a step later, unless they are gone by then.
  final void later(long ms, Runnable step) {
    street.later(
        ms,
        () -> {
          if (!gone) {
            try {
              step.run();
            } catch (RuntimeException e) {
              street.tally.fault(e);
            }
          }
        });
  }

  /// A pause in life's seconds.
  final long pause(double secondsMin, double secondsMax) {
    return street.pace.between(random, secondsMin, secondsMax);
  }

  final String newRequest() {
    return requestPrefix + ++requestCount;
  }

  final void ask(Request request) {
    outbox.put(request.request(), request);
    send(request);
  }

  private void send(ClientMessage message) {
    if (connection != null && welcomed) {
      connection.send(Codec.encode(message));
    }
  }

  /// Thinks, reads what there is, types and posts, unless they are writing there already or the stage has changed meanwhile.
  final void write(ConversationView view, long thinkMs, String text) {
    if (writing.putIfAbsent(view.id(), "") == null) {
      later(thinkMs, () -> type(view.id(), view.stage(), text));
    }
  }

  private void type(long conversation, Stage stage, String text) {
    ConversationView view = conversations.get(conversation);
    if (view == null || view.stage() != stage) {
      stopWriting(conversation);
      return;
    }
    read(view);
    send(new ClientMessage.Typing(conversation, true));
    double seconds = TYPING_S_MIN + text.length() / CHARACTERS_PER_S;
    later(
        pause(seconds, seconds * TYPING_SPREAD),
        () -> {
          ConversationView now = conversations.get(conversation);
          if (now == null || now.stage() != stage) {
            stopWriting(conversation);
          } else {
            writing.put(conversation, post(conversation, text, false));
          }
        });
  }

  /// The stage has changed under the text: whatever is to be said now is another matter.
  private void stopWriting(long conversation) {
    writing.remove(conversation);
    ConversationView view = conversations.get(conversation);
    if (view != null) {
      changed(view, null);
    }
  }

  /// Marks all as read.
  final void read(ConversationView view) {
    ask(new ClientMessage.Mark(newRequest(), view.id(), MarkKind.READ, view.sequence()));
  }

  /// Returns the request.
  final String post(long conversation, String text, boolean note) {
    Request request = new ClientMessage.PostMessage(newRequest(), conversation, text, note);
    ask(request);
    street.tally.add(Tally.Kind.MESSAGE);
    return request.request();
  }

  final @Nullable ConversationView view(long conversation) {
    return conversations.get(conversation);
  }

  final List<ConversationView> views() {
    return List.copyOf(conversations.values());
  }

  final void forget(long conversation) {
    conversations.remove(conversation);
  }

  // --- what a conversation shows ---

  static int countMessages(ConversationView view, boolean byCustomer) {
    return (int)
        view.events().stream()
            .filter(event -> isMessage(event) && isByCustomer(event) == byCustomer)
            .count();
  }

  /// Whether the customer wrote last; false when nobody has written.
  static boolean isCustomerLast(ConversationView view) {
    return view.events().reversed().stream()
        .filter(Participant::isMessage)
        .findFirst()
        .map(Participant::isByCustomer)
        .orElse(false);
  }

  /// Whether it may be somebody's turn now.
  static boolean isTurn(@Nullable ConversationEvent event) {
    return event == null || isMessage(event) || event.change() instanceof Change.Assigned;
  }

  static boolean isMessage(ConversationEvent event) {
    return event.change() instanceof Change.Message message && !message.note();
  }

  private static boolean isByCustomer(ConversationEvent event) {
    return event.by().kind() == PersonKind.CUSTOMER;
  }
}
