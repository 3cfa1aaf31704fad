package switchboard.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.gateway.Delivery.Frame;
import switchboard.protocol.AgentView;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.OfferView;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// Makes the messages that take reading: welcomes, snapshots of conversations, pages of history. Each begins in a step of the desk, where it
/// takes its place among the session's messages and what it shows stands still, and is made on a virtual thread.
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final long RETRY_AFTER_MS = 1_000;

  /// Text in a welcome, the newest conversations first; of the others there is the last event, and the rest by page.
  private static final int WELCOME_TEXT_MAX = 4 * Pages.PAGE_TEXT_MAX;

  private final DeskPort desk;
  private final BlockingCalls blocking;
  private final Pages pages;
  private final Outbox outbox;

  private interface Making {
    Frame make() throws Journal.Unavailable;
  }

  Snapshots(DeskPort desk, BlockingCalls blocking, Outbox outbox) {
    this.desk = desk;
    this.blocking = blocking;
    this.outbox = outbox;
    pages = new Pages(desk);
  }

  /// @param theirs conversations that the session is shown
  /// @param agent the own state; null for customers
  void welcome(
      Session session,
      List<Conversation> theirs,
      @Nullable AgentView agent,
      DeskView view,
      long nowMs) {
    List<OfferView> offers = offersTo(session, view);
    List<Position> positions = session.takePositions();
    String epoch = desk.epoch();
    make(
        session,
        () -> {
          Deque<ConversationView> views = new ArrayDeque<>(theirs.size());
          int textLeft = WELCOME_TEXT_MAX;
          for (Conversation conversation : theirs.reversed()) {
            ConversationView shown =
                view(
                    conversation,
                    session,
                    after(positions, conversation, epoch),
                    Math.min(textLeft, Pages.PAGE_TEXT_MAX));
            textLeft -= Pages.text(shown.events());
            views.addFirst(shown);
          }
          return Frame.of(
              new ServerMessage.Welcome(
                  epoch, nowMs, session.self().person(), List.copyOf(views), offers, agent));
        });
  }

  private static List<OfferView> offersTo(Session session, DeskView view) {
    String person = session.self().actor().id();
    Agent agent = session.audience() == Audience.STAFF ? view.agent(person) : null;
    List<OfferView> offers = new ArrayList<>();
    for (long number : agent == null ? List.<Long>of() : agent.reserved()) {
      OfferView offer = liveOffer(view.conversation(number), person);
      if (offer != null) {
        offers.add(offer);
      }
    }
    return offers;
  }

  /// The offer of a conversation to an agent, if there is one now.
  static @Nullable OfferView liveOffer(@Nullable Conversation of, String agent) {
    Conversation.Offer offer = of == null ? null : of.offer();
    return of != null && offer != null && offer.agent().equals(agent)
        ? Translator.offer(of, offer, sinceMs(of.stage()))
        : null;
  }

  /// Since when it waits, or is with the agent who passes it on.
  private static long sinceMs(Stage stage) {
    return switch (stage) {
      case Stage.Waiting waiting -> waiting.enteredAtMs();
      case Stage.Assigned held -> held.answeredAtMs();
      case Stage.Launched _, Stage.WrapUp _, Stage.Closed _ -> 0;
    };
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

  /// @param request that asked for it, null when nobody did
  void open(Session session, Conversation conversation, @Nullable String request) {
    make(
        session,
        () ->
            Frame.of(
                new ServerMessage.ConversationOpened(
                    request, view(conversation, session, 0, Pages.PAGE_TEXT_MAX))));
  }

  private ConversationView view(
      Conversation conversation, Session session, int after, int textMax)
      throws Journal.Unavailable {
    Audience audience = session.audience();
    List<ConversationEvent> events =
        pages.read(conversation.number(), after, conversation.position(), audience, textMax);
    return Translator.conversation(conversation, audience, null, events);
  }

  /// Keeps the message's place among the session's messages and makes it aside. When it cannot be made, the socket ends: the client comes back
  /// and resumes.
  private void make(Session session, Making making) {
    Delivery.Place place = new Delivery.Place();
    outbox.add(session, place);
    Socket socket = session.socket();
    boolean started =
        blocking.start(
            () -> {
              Frame frame = tryToMake(session, making);
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
      outbox.add(session, new Delivery.Close(CloseCode.OVERLOADED));
    }
  }

  private static @Nullable Frame tryToMake(Session session, Making making) {
    try {
      return making.make();
    } catch (Journal.Unavailable e) {
      session.about(LOG.atWarn()).log("a snapshot could not be read: {}", e.getMessage());
      return null;
    } catch (RuntimeException e) {
      session.about(LOG.atError()).setCause(e).log("a snapshot could not be made");
      return null;
    }
  }

  /// Answers with the page before an event. A request's answer needs no place: it may come at any time.
  ///
  /// @param position of the conversation's newest event
  void history(Session session, ClientMessage.ReadHistory message, int position) {
    int before = Math.min(message.before(), position + 1);
    Socket socket = session.socket();
    boolean started =
        blocking.start(
            () -> {
              Frame frame = Frame.of(page(session, message, before));
              socket.run(
                  () -> {
                    socket.deliver(frame);
                    socket.flush();
                  });
            });
    if (!started) {
      outbox.refuse(session, message.request(), Refusals.unavailable(RETRY_AFTER_MS));
    }
  }

  private ServerMessage page(Session session, ClientMessage.ReadHistory message, int before) {
    try {
      List<ConversationEvent> events =
          pages.read(
              message.conversation(), 0, before - 1, session.audience(), Pages.PAGE_TEXT_MAX);
      return new ServerMessage.History(
          message.request(),
          message.conversation(),
          events.isEmpty() ? before : events.getFirst().sequence(),
          events);
    } catch (Journal.Unavailable e) {
      return new ServerMessage.Refused(
          message.request(), Refusals.unavailable(RETRY_AFTER_MS));
    } catch (RuntimeException e) {
      return new ServerMessage.Refused(
          message.request(),
          Incident.problem(
              session
                  .about(LOG.atError())
                  .addKeyValue("request", message.request())
                  .addKeyValue("conversation", message.conversation()),
              "a page could not be read",
              e));
    }
  }
}
