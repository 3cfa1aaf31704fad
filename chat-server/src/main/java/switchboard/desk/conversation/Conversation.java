package switchboard.desk.conversation;

import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.desk.vocabulary.TicketState;

/// An open conversation as the desk holds it in memory. Texts are not here: the journal has them.
///
/// @param number the desk's running number, which people quote
/// @param position of its newest event
/// @param prefers skills beyond its line's for which it waits a while
/// @param ticket null until it becomes a ticket
public record Conversation(
    long number,
    int position,
    Customer customer,
    Intake intake,
    Line line,
    Skills prefers,
    Standing standing,
    long launchedAtMs,
    Stage stage,
    Marks customerMarks,
    Marks agentMarks,
    @Nullable Ticket ticket) {

  /// Where the conversation is in its life, with just what that stage needs.
  public sealed interface Stage {
    /// Just come in; the same command queues it or makes it a ticket.
    record Launched() implements Stage {
      public static final Launched INSTANCE = new Launched();
    }

    /// In the queue.
    ///
    /// @param enteredAtMs when it last entered the queue
    /// @param prefersUntilMs until when it is offered only to those who have what it prefers; 0 when to anybody of its line
    /// @param absentUntilMs when it is abandoned unless its customer comes back; 0 while connected
    record Waiting(
        OrderKey key,
        long enteredAtMs,
        long prefersUntilMs,
        @Nullable Offer offer,
        long absentUntilMs)
        implements Stage {
      public Waiting withOffer(@Nullable Offer next) {
        return new Waiting(key, enteredAtMs, prefersUntilMs, next, absentUntilMs);
      }

      public Waiting withAbsentUntil(long nextMs) {
        return new Waiting(key, enteredAtMs, prefersUntilMs, offer, nextMs);
      }

      public Waiting withoutPreferences() {
        return new Waiting(key, enteredAtMs, 0, offer, absentUntilMs);
      }
    }

    /// Held by an agent.
    ///
    /// @param answeredAtMs when this agent accepted
    record Assigned(String agent, String agentName, long answeredAtMs) implements Stage {}

    /// Over, with the agent's slot still taken for after-contact work.
    record WrapUp(
        String agent, String agentName, long answeredAtMs, long beganAtMs, long untilMs)
        implements Stage {}

    /// @param agent who held it last; empty when nobody did
    record Closed(Outcome outcome, String agent, String agentName, long keptUntilMs)
        implements Stage {}
  }

  /// A live offer of the conversation.
  public record Offer(
      long number, String agent, String agentName, long expiresAtMs, String sentence) {}

  /// How far one side has received and read.
  public record Marks(int delivered, int read) {
    public static final Marks NONE = new Marks(0, 0);

    Marks moved(MarkKind kind, int upTo) {
      return switch (kind) {
        case DELIVERED -> new Marks(Math.max(delivered, upTo), read);
        case READ -> new Marks(Math.max(delivered, upTo), Math.max(read, upTo));
      };
    }
  }

  /// What the conversation goes on as when a chat is not enough.
  ///
  /// @param agent null until assigned
  public record Ticket(
      long number,
      TicketState state,
      String subject,
      @Nullable String agent,
      @Nullable String agentName,
      long openedAtMs,
      long changedAtMs) {

    public Ticket in(TicketState next, long atMs) {
      return new Ticket(number, next, subject, agent, agentName, openedAtMs, atMs);
    }

    public Ticket assigned(String agent, String agentName, long atMs) {
      return new Ticket(
          number, TicketState.ASSIGNED, subject, agent, agentName, openedAtMs, atMs);
    }
  }

  public boolean belongsTo(Actor actor) {
    return actor.isCustomer() && actor.id().equals(customer.id());
  }

  public boolean isClosed() {
    return stage instanceof Stage.Closed;
  }

  /// Closed, or as good as that: its agent wraps up.
  public boolean isOver() {
    return isClosed() || stage instanceof Stage.WrapUp;
  }

  public boolean hasOpenTicket() {
    return ticket != null && ticket.state() != TicketState.RESOLVED;
  }

  /// The agent whose slot this conversation takes, or null.
  public @Nullable String heldBy() {
    return switch (stage) {
      case Stage.Assigned s -> s.agent();
      case Stage.WrapUp s -> s.agent();
      case Stage.Launched _, Stage.Waiting _, Stage.Closed _ -> null;
    };
  }

  public Marks marksOf(Actor actor) {
    return actor.isCustomer() ? customerMarks : agentMarks;
  }

  public Conversation withStage(Stage next) {
    return new Conversation(
        number, position, customer, intake, line, prefers, standing, launchedAtMs, next, customerMarks,
        agentMarks, ticket);
  }

  public Conversation withPosition(int next) {
    return new Conversation(
        number, next, customer, intake, line, prefers, standing, launchedAtMs, stage, customerMarks,
        agentMarks, ticket);
  }

  public Conversation withIntake(Intake next) {
    return new Conversation(
        number, position, customer, next, line, prefers, standing, launchedAtMs, stage, customerMarks,
        agentMarks, ticket);
  }

  public Conversation withTicket(Ticket next) {
    return new Conversation(
        number, position, customer, intake, line, prefers, standing, launchedAtMs, stage, customerMarks,
        agentMarks, next);
  }

  public Conversation withMark(Actor by, MarkKind kind, int upTo) {
    return by.isCustomer()
        ? new Conversation(
            number, position, customer, intake, line, prefers, standing, launchedAtMs, stage,
            customerMarks.moved(kind, upTo), agentMarks, ticket)
        : new Conversation(
            number, position, customer, intake, line, prefers, standing, launchedAtMs, stage,
            customerMarks, agentMarks.moved(kind, upTo), ticket);
  }
}
