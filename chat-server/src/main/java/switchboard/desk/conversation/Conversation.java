package switchboard.desk.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Explanation;
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
/// @param wantsByStaff whether staff have said what it wants, so that its customer's telling no longer does
/// @param summary of whoever passed it on last; empty when nobody did
/// @param ticket null until it becomes a ticket
/// @param rating of its customer's; null until they give one
public record Conversation(
    long number,
    int position,
    Customer customer,
    Intake intake,
    Line line,
    Skills prefers,
    boolean wantsByStaff,
    String summary,
    Standing standing,
    long launchedAtMs,
    Stage stage,
    Marks customerMarks,
    Marks agentMarks,
    @Nullable Ticket ticket,
    @Nullable Rating rating) {

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
      public Waiting withKey(OrderKey next) {
        return new Waiting(next, enteredAtMs, prefersUntilMs, offer, absentUntilMs);
      }

      public Waiting preferringUntil(long nextMs) {
        return new Waiting(key, enteredAtMs, nextMs, offer, absentUntilMs);
      }

      public Waiting withOffer(@Nullable Offer next) {
        return new Waiting(key, enteredAtMs, prefersUntilMs, next, absentUntilMs);
      }

      public Waiting withAbsentUntil(long nextMs) {
        return new Waiting(key, enteredAtMs, prefersUntilMs, offer, nextMs);
      }
    }

    /// Held by an agent.
    ///
    /// @param answeredAtMs when this agent accepted
    /// @param weight slots that it takes
    /// @param guests staff who take part beside the agent
    /// @param transfer rings at another agent, who would have it next
    record Assigned(
        String agent,
        String agentName,
        long answeredAtMs,
        int weight,
        List<Guest> guests,
        @Nullable Offer transfer)
        implements Stage {
      public Assigned {
        guests = List.copyOf(guests);
      }

      public Assigned withWeight(int next) {
        return new Assigned(agent, agentName, answeredAtMs, next, guests, transfer);
      }

      public boolean isGuest(String id) {
        return guests.stream().anyMatch(guest -> guest.id().equals(id));
      }

      public Assigned withGuests(List<Guest> next) {
        return new Assigned(agent, agentName, answeredAtMs, weight, next, transfer);
      }

      public Assigned withTransfer(@Nullable Offer next) {
        return new Assigned(agent, agentName, answeredAtMs, weight, guests, next);
      }
    }

    /// Over, with the agent's slot still taken for after-contact work.
    record WrapUp(
        String agent,
        String agentName,
        long answeredAtMs,
        int weight,
        long beganAtMs,
        long untilMs)
        implements Stage {}

    /// @param agent who held it last; empty when nobody did
    record Closed(Outcome outcome, String agent, String agentName, long keptUntilMs)
        implements Stage {}
  }

  /// Somebody of the staff who takes part beside the agent.
  public record Guest(String id, String name) {}

  /// A live offer of the conversation.
  public record Offer(
      long number, String agent, String agentName, long expiresAtMs, Why why) {}

  /// Why an offer rings at its agent.
  public sealed interface Why {
    /// Routing chose the agent.
    record Routed(Explanation explanation) implements Why {}

    /// @param by name of who passes the chat on
    record Transferred(String by) implements Why {}
  }

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

  /// How its customer found the service.
  ///
  /// @param score from 1, the worst, to 5
  public record Rating(int score, String comment) {}

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

  /// Whether an agent had it and the exchange is over: then there is something to rate.
  public boolean isRateable() {
    return switch (stage) {
      case Stage.WrapUp _ -> true;
      case Stage.Closed s -> !s.agent().isEmpty();
      case Stage.Launched _, Stage.Waiting _, Stage.Assigned _ -> false;
    };
  }

  /// The offer of it that rings, or null.
  public @Nullable Offer offer() {
    return switch (stage) {
      case Stage.Waiting s -> s.offer();
      case Stage.Assigned s -> s.transfer();
      case Stage.Launched _, Stage.WrapUp _, Stage.Closed _ -> null;
    };
  }

  /// Staff who take part beside its agent.
  public List<Guest> guests() {
    return stage instanceof Stage.Assigned s ? s.guests() : List.of();
  }

  /// Slots that it takes of the agent who holds it.
  public int weight() {
    return switch (stage) {
      case Stage.Assigned s -> s.weight();
      case Stage.WrapUp s -> s.weight();
      case Stage.Launched _, Stage.Waiting _, Stage.Closed _ -> 0;
    };
  }

  public Marks marksOf(Actor actor) {
    return actor.isCustomer() ? customerMarks : agentMarks;
  }

  public Conversation withStage(Stage next) {
    return with(position, intake, next, ticket);
  }

  public Conversation withPosition(int next) {
    return with(next, intake, stage, ticket);
  }

  public Conversation withIntake(Intake next) {
    return with(position, next, stage, ticket);
  }

  public Conversation withTicket(Ticket next) {
    return with(position, intake, stage, next);
  }

  private Conversation with(
      int position, Intake intake, Stage stage, @Nullable Ticket ticket) {
    return new Conversation(
        number, position, customer, intake, line, prefers, wantsByStaff, summary, standing,
        launchedAtMs, stage, customerMarks, agentMarks, ticket, rating);
  }

  /// @param byStaff whether staff say so
  public Conversation wanting(Line line, Skills prefers, boolean byStaff) {
    return new Conversation(
        number, position, customer, intake, line, prefers, wantsByStaff || byStaff, summary, standing,
        launchedAtMs, stage, customerMarks, agentMarks, ticket, rating);
  }

  public Conversation withStanding(Standing next) {
    return new Conversation(
        number, position, customer, intake, line, prefers, wantsByStaff, summary, next,
        launchedAtMs, stage, customerMarks, agentMarks, ticket, rating);
  }

  public Conversation withSummary(String next) {
    return new Conversation(
        number, position, customer, intake, line, prefers, wantsByStaff, next, standing,
        launchedAtMs, stage, customerMarks, agentMarks, ticket, rating);
  }

  public Conversation withRating(Rating next) {
    return new Conversation(
        number, position, customer, intake, line, prefers, wantsByStaff, summary, standing,
        launchedAtMs, stage, customerMarks, agentMarks, ticket, next);
  }

  public Conversation withMark(Actor by, MarkKind kind, int upTo) {
    boolean customers = by.isCustomer();
    return new Conversation(
        number, position, customer, intake, line, prefers, wantsByStaff, summary, standing,
        launchedAtMs, stage, customers ? customerMarks.moved(kind, upTo) : customerMarks,
        customers ? agentMarks : agentMarks.moved(kind, upTo), ticket, rating);
  }
}
