package switchboard.demo.traffic;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import switchboard.demo.DemoStaff;
import switchboard.identity.Profile;
import switchboard.protocol.AgentState;
import switchboard.protocol.AgentView;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.Stage;
import switchboard.protocol.TicketState;
import switchboard.protocol.TicketView;

/// Takes the offers made to it, answers by the story, wraps up, works on tickets, and takes a break now and then. What is offered to others it leaves alone.
final class SimulatedAgent extends Participant {
  /// Tickets that one agent has in mind; more of them are left to people.
  private static final int TICKETS_MAX = 50;

  /// How long a customer may be silent before the agent ends the chat.
  private static final double SILENCE_S = 150;

  private static final double DECLINES = 0.01;
  private static final double MISSES = 0.01;
  private static final double NOTES = 0.3;
  private static final double TICKETS = 0.06;

  private final Profile profile;
  private final int place;
  private final int teamSize;
  private final Set<Long> closing = new HashSet<>();
  private final Set<Long> wrapping = new HashSet<>();
  private final Set<Long> tickets = new HashSet<>();
  private boolean onBreak;
  private boolean returning;
  private boolean breaksPlanned;
  private boolean winding;
  private boolean quitting;

  /// @param place in the team, from 0
  SimulatedAgent(
      Street street, Random random, Profile profile, int place, int teamSize) {
    super(street, random, Clientele.COUNT + place);
    this.profile = profile;
    this.place = place;
    this.teamSize = teamSize;
  }

  @Override
  Street.Door door() {
    return signIn -> signIn.staff(profile.login(), DemoStaff.PASSWORD);
  }

  @Override
  String cookie(String credential) {
    return credential;
  }

  @Override
  @Nullable String token(String credential) {
    return null;
  }

  @Override
  void left() {}

  /// Takes no more chats and ends wrap-up at once.
  void wind() {
    winding = true;
    views().forEach(view -> changed(view, null));
  }

  /// Whether they hold chats.
  boolean isBusy() {
    return !views().isEmpty();
  }

  /// Goes offline and leaves.
  void quit() {
    quitting = true;
    ask(new ClientMessage.SetState(newRequest(), AgentState.OFFLINE));
  }

  @Override
  void done(Request request, long conversation) {
    if (quitting && request instanceof ClientMessage.SetState) {
      leave();
    }
    if (request instanceof ClientMessage.ResolveTicket) {
      street.tally.add(Tally.Kind.RESOLVED);
    }
  }

  @Override
  void turnedDown(Request request) {
    if (quitting) {
      leave();
    }
  }

  // --- state ---

  @Override
  void welcomed(ServerMessage.Welcome welcome) {
    closing.clear();
    wrapping.clear();
    if (welcome.agent() != null) {
      check(welcome.agent());
    }
    welcome.offers().forEach(offer -> decide(offer.id()));
    if (!breaksPlanned) {
      breaksPlanned = true;
      planBreak();
    }
  }

  /// Comes back after missed offers and lost connections.
  private void check(AgentView agent) {
    boolean out = agent.state() == AgentState.AWAY || agent.state() == AgentState.OFFLINE;
    if (out && !onBreak && !returning && !winding) {
      returning = true;
      later(
          pause(0.5, 3),
          () -> {
            returning = false;
            setState(AgentState.AVAILABLE);
          });
    }
  }

  private void planBreak() {
    later(
        pause(120, 360),
        () -> {
          onBreak = true;
          setState(AgentState.AWAY);
          later(
              pause(20, 50),
              () -> {
                onBreak = false;
                setState(AgentState.AVAILABLE);
                planBreak();
              });
        });
  }

  private void setState(AgentState state) {
    if (!winding) {
      ask(new ClientMessage.SetState(newRequest(), state));
    }
  }

  @Override
  void told(ServerMessage message) {
    switch (message) {
      case ServerMessage.Offered offered -> decide(offered.offer().id());
      case ServerMessage.AgentChanged changed -> check(changed.agent());
      case ServerMessage.TicketChanged changed -> workOn(changed.ticket());
      default -> {}
    }
  }

  // --- offers ---

  private void decide(long offer) {
    if (winding) {
      return;
    }
    double mood = random.nextDouble();
    if (mood < MISSES) {
      return;
    }
    later(
        pause(1, 4),
        () ->
            ask(
                mood < MISSES + DECLINES
                    ? new ClientMessage.DeclineOffer(newRequest(), offer, "in a call")
                    : new ClientMessage.AcceptOffer(newRequest(), offer)));
  }

  // --- conversations ---

  @Override
  void changed(ConversationView view, @Nullable ConversationEvent event) {
    switch (view.stage()) {
      case QUEUED, OFFERED -> {}
      case ASSIGNED -> {
        if (isTurn(event)) {
          converse(view);
        }
      }
      case WRAP_UP -> wrapUp(view.id());
      case CLOSED -> {
        closing.remove(view.id());
        wrapping.remove(view.id());
        forget(view.id());
      }
    }
  }

  private void converse(ConversationView view) {
    int heard = countMessages(view, true);
    Story story = Story.about(view.intake().topic());
    if (!isCustomerLast(view)) {
      if (heard + countMessages(view, false) == 0) {
        later(pause(8, 12), () -> greet(view.id()));
      } else {
        goOnAfter(view, story, heard);
      }
    } else if (heard <= story.answers().size()) {
      write(view, pause(1, 4.5), fill(story.answers().get(heard - 1), view));
    } else if (closing.add(view.id())) {
      later(pause(3, 8), () -> close(view.id()));
    }
  }

  private void greet(long id) {
    ConversationView view = view(id);
    if (view != null
        && view.stage() == Stage.ASSIGNED
        && countMessages(view, true) + countMessages(view, false) == 0) {
      write(view, 0, fill(Story.GREETING, view));
    }
  }

  /// What an agent does after having answered: a note or a ticket with the last answer, and an end when the customer says no more.
  private void goOnAfter(ConversationView view, Story story, int heard) {
    if (heard == story.answers().size()) {
      if (!story.note().isEmpty() && random.nextDouble() < NOTES) {
        post(view.id(), story.note(), true);
      }
      if (view.ticket() == null && (story == Story.UNHEARD || random.nextDouble() < TICKETS)) {
        ask(new ClientMessage.OpenTicket(newRequest(), view.id(), view.intake().topic()));
      }
    }
    later(
        street.pace.of(SILENCE_S),
        () -> {
          ConversationView now = view(view.id());
          if (now != null && countMessages(now, true) == heard) {
            close(view.id());
          }
        });
  }

  private void close(long id) {
    ConversationView view = view(id);
    if (view != null && view.stage() == Stage.ASSIGNED) {
      ask(new ClientMessage.CloseConversation(newRequest(), id));
    }
  }

  private void wrapUp(long id) {
    if (winding || wrapping.add(id)) {
      later(
          winding ? 0 : pause(4, 12),
          () -> {
            ConversationView view = view(id);
            if (view != null && view.stage() == Stage.WRAP_UP) {
              ask(new ClientMessage.EndWrapUp(newRequest(), id));
            }
          });
    }
  }

  private String fill(String text, ConversationView view) {
    String site = view.customer().site();
    return text.replace("{customer}", view.customer().name().split(" ")[0])
        .replace("{agent}", profile.name().split(" ")[0])
        .replace("{site}", site == null ? "your site" : site);
  }

  // --- tickets ---

  private void workOn(TicketView ticket) {
    boolean mine = ticket.agent() != null && ticket.agent().id().equals(id());
    if (ticket.state() == TicketState.RESOLVED) {
      tickets.remove(ticket.id());
    } else if (tickets.size() < TICKETS_MAX
        && (mine || (ticket.state() == TicketState.OPEN && ticket.id() % teamSize == place))
        && tickets.add(ticket.id())) {
      later(pause(60, 240), () -> work(ticket.conversation(), mine));
    }
  }

  private void work(long conversation, boolean mine) {
    if (winding) {
      return;
    }
    if (!mine) {
      ask(new ClientMessage.AssignTicket(newRequest(), conversation, null));
      String text = "Hello, this is %s. We found the cause and changed it, please have a look.";
      post(conversation, text.formatted(profile.name().split(" ")[0]), false);
    }
    later(
        pause(20, 60),
        () -> ask(new ClientMessage.ResolveTicket(newRequest(), conversation)));
  }
}
