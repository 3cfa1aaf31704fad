package switchboard.desk.conversation;

import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.vocabulary.Actor;

/// Who may read and who may answer. Everything else that needs a right asks here.
public final class Access {
  private Access() {}

  /// Customers read their own; supervisors all; agents what they hold, are offered, held last, or what is a ticket.
  public static boolean mayRead(Actor actor, Conversation conversation) {
    return switch (actor.kind()) {
      case CUSTOMER -> conversation.belongsTo(actor);
      case SUPERVISOR, DESK -> true;
      case AGENT ->
          conversation.ticket() != null
              || isOffered(actor, conversation)
              || handled(actor, conversation);
    };
  }

  /// The customer; the agent who holds it; who joined them; any staff once it is a ticket. Reading along is not taking part.
  public static boolean takesPart(Actor actor, Conversation conversation) {
    return switch (actor.kind()) {
      case CUSTOMER -> conversation.belongsTo(actor);
      case AGENT, SUPERVISOR ->
          conversation.ticket() != null
              || holds(actor, conversation)
              || hasJoined(actor, conversation);
      case DESK -> false;
    };
  }

  /// Those who take part, and supervisors; once it is over, whoever may read it. But only its customer gives up a place in the queue.
  public static boolean mayOpenTicket(Actor actor, Conversation conversation) {
    return switch (conversation.stage()) {
      case Stage.Waiting _ -> conversation.belongsTo(actor);
      case Stage.Closed _ -> mayRead(actor, conversation);
      case Stage.Launched _, Stage.Assigned _, Stage.WrapUp _ ->
          takesPart(actor, conversation) || actor.supervises();
    };
  }

  /// The agent whose slot it takes.
  public static boolean holds(Actor actor, Conversation conversation) {
    return actor.isStaff() && actor.id().equals(conversation.heldBy());
  }

  /// The agent who holds it, or held it last when it is over.
  public static boolean handled(Actor actor, Conversation conversation) {
    return holds(actor, conversation)
        || (actor.isStaff()
            && conversation.stage() instanceof Stage.Closed closed
            && closed.agent().equals(actor.id()));
  }

  /// Staff who take part beside the agent.
  public static boolean hasJoined(Actor actor, Conversation conversation) {
    return actor.isStaff()
        && conversation.stage() instanceof Stage.Assigned assigned
        && assigned.isGuest(actor.id());
  }

  /// The agent at whom it rings.
  public static boolean isOffered(Actor actor, Conversation conversation) {
    Offer offer = conversation.offer();
    return actor.isStaff() && offer != null && offer.agent().equals(actor.id());
  }
}
