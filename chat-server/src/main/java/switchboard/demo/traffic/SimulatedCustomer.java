package switchboard.demo.traffic;

import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.Request;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.ConversationView;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.Stage;

/// Launches one chat, tells their story, and leaves.
final class SimulatedCustomer extends Participant {
  /// No chat is longer, whoever answers it or does not.
  private static final double CHAT_S_MAX = 900;

  /// How long an agent may leave them without a word.
  private static final double SILENCE_S = 240;

  private final Script script;
  private final DemoCustomer customer;
  private final Street.Door door;
  private final Consumer<SimulatedCustomer> onLeft;

  /// 0 before it is launched.
  private long conversation;

  private long waitingSinceMs;
  private boolean answered;
  private boolean ending;
  private boolean winding;

  SimulatedCustomer(
      Street street,
      Random random,
      Script script,
      DemoCustomer customer,
      Street.Door door,
      Consumer<SimulatedCustomer> onLeft) {
    super(street, random, script.customer());
    this.script = script;
    this.customer = customer;
    this.door = door;
    this.onLeft = onLeft;
  }

  int number() {
    return script.customer();
  }

  @Override
  Street.Door door() {
    return door;
  }

  @Override
  @Nullable String cookie(String credential) {
    return null;
  }

  @Override
  String token(String credential) {
    return credential;
  }

  @Override
  void left() {
    onLeft.accept(this);
  }

  /// Ends the chat and leaves.
  void wind() {
    winding = true;
    if (conversation == 0) {
      leave();
    } else {
      end();
    }
  }

  @Override
  void welcomed(ServerMessage.Welcome welcome) {
    if (conversation != 0) {
      return;
    }
    // A chat of an earlier run goes on.
    welcome.conversations().stream()
        .filter(view -> isOpen(view.stage()))
        .findFirst()
        .ifPresentOrElse(
            view -> hold(view.id()),
            () -> later(pause(0.5, 2), this::launch));
  }

  private void launch() {
    if (conversation == 0) {
      ask(
          new ClientMessage.LaunchChat(
              newRequest(), script.story().intake(customer.sites().getFirst().name())));
    }
  }

  @Override
  void done(Request request, long number) {
    if (request instanceof ClientMessage.LaunchChat) {
      street.tally.add(Tally.Kind.LAUNCHED);
      hold(number);
      ConversationView view = view(number);
      if (winding) {
        end();
      } else if (view != null) {
        changed(view, null);
      }
    } else if (request instanceof ClientMessage.OpenTicket) {
      // Who was accepted meanwhile goes on beside the ticket.
      ending = false;
    }
  }

  private void hold(long number) {
    conversation = number;
    later(street.pace.of(CHAT_S_MAX), this::end);
  }

  @Override
  void turnedDown(Request request) {
    switch (request) {
      case ClientMessage.LaunchChat _, ClientMessage.CloseConversation _ -> leave();
      case ClientMessage.OpenTicket _ -> ending = false;
      default -> {}
    }
  }

  @Override
  void changed(ConversationView view, @Nullable ConversationEvent event) {
    if (view.id() != conversation) {
      return;
    }
    if (event != null) {
      count(event);
    }
    switch (view.stage()) {
      case QUEUED, OFFERED -> await(view);
      case ASSIGNED -> {
        if (isTurn(event)) {
          converse(view);
        }
      }
      case WRAP_UP, CLOSED -> {
        if (answered) {
          street.tally.add(Tally.Kind.CLOSED);
        }
        leave();
      }
    }
  }

  private void count(ConversationEvent event) {
    switch (event.change()) {
      case Change.Assigned _ -> street.tally.add(Tally.Kind.ASSIGNED);
      case Change.TicketOpened _ -> street.tally.add(Tally.Kind.TICKETED);
      case Change.Message _
          when !answered && !event.by().id().equals(id()) -> {
        answered = true;
        street.tally.add(Tally.Kind.ANSWERED);
      }
      default -> {}
    }
  }

  private void await(ConversationView view) {
    long since = view.queuedAtMs() == null ? 0 : view.queuedAtMs();
    if (since == waitingSinceMs) {
      return;
    }
    waitingSinceMs = since;
    if (countMessages(view, true) == 0) {
      write(view, pause(2, 6), text(view, 0));
    }
    later(
        street.pace.of(script.patienceS()),
        () -> {
          if (waitingSinceMs == since && waits()) {
            giveUp();
          }
        });
  }

  @Override
  void told(ServerMessage message) {
    if (message instanceof ServerMessage.QueuePlace place
        && place.conversation() == conversation
        && place.place().ticketSuggested()
        && script.prefersTicket()
        && !ending) {
      ending = true;
      later(
          pause(4, 12),
          () -> {
            ending = false;
            if (waits()) {
              giveUp();
            }
          });
    }
  }

  private boolean waits() {
    ConversationView view = view(conversation);
    return view != null && (view.stage() == Stage.QUEUED || view.stage() == Stage.OFFERED);
  }

  private void giveUp() {
    if (ending) {
      return;
    }
    if (script.prefersTicket() && mayOpenTickets()) {
      ending = true;
      ask(new ClientMessage.OpenTicket(newRequest(), conversation, script.story().topic()));
    } else {
      street.tally.add(Tally.Kind.ABANDONED);
      end();
    }
  }

  private boolean mayOpenTickets() {
    ConversationView view = view(conversation);
    return view != null && !view.customer().chatOnly();
  }

  private void converse(ConversationView view) {
    int said = countMessages(view, true);
    boolean saidAll = said >= script.story().asks().size();
    if (isCustomerLast(view)) {
      if (saidAll) {
        // The agent may close it, too.
        later(script.ends() ? pause(2, 4) : pause(25, 40), this::end);
      } else {
        endIfStillSilent(countMessages(view, false));
      }
    } else if (saidAll) {
      later(pause(2, 5), this::end);
    } else {
      write(view, pause(1, 4.5), text(view, said));
    }
  }

  private void endIfStillSilent(int heard) {
    later(
        street.pace.of(SILENCE_S),
        () -> {
          ConversationView view = view(conversation);
          if (view != null && countMessages(view, false) == heard) {
            end();
          }
        });
  }

  private String text(ConversationView view, int line) {
    String agent = view.agent() == null ? "" : view.agent().name().split(" ")[0];
    return script.story().asks().get(line).replace("{agent}", agent);
  }

  private void end() {
    if (!ending) {
      ending = true;
      ask(new ClientMessage.CloseConversation(newRequest(), conversation));
    }
  }

  private static boolean isOpen(Stage stage) {
    return stage == Stage.QUEUED || stage == Stage.OFFERED || stage == Stage.ASSIGNED;
  }
}
