package switchboard.desk.conversation;

import switchboard.desk.vocabulary.Actor;

/// Who may read and who may answer. Everything else that needs a right asks here.
public final class Access {
  private Access() {}

  /// Customers read their own; supervisors all; agents what they hold, are offered, held last, or what is a ticket.
  public static boolean mayRead(Actor actor, Conversation conversation) {
    return switch (actor.kind()) {
      case CUSTOMER -> conversation.belongsTo(actor);
      case SUPERVISOR, DESK -> true;
      case AGENT -> conversation.ticket() != null || isItsAgent(actor, conversation);
    };
  }

  /// The customer; the agent who holds it; any staff once it is a ticket. Reading along is not taking part.
  public static boolean takesPart(Actor actor, Conversation conversation) {
    return switch (actor.kind()) {
      case CUSTOMER -> conversation.belongsTo(actor);
      case AGENT, SUPERVISOR ->
          conversation.ticket() != null || actor.id().equals(conversation.heldBy());
      case DESK -> false;
    };
  }

  private static boolean isItsAgent(Actor actor, Conversation conversation) {
    return switch (conversation.stage()) {
      case Conversation.Stage.Launched _ -> false;
      case Conversation.Stage.Waiting waiting ->
          waiting.offer() != null && waiting.offer().agent().equals(actor.id());
      case Conversation.Stage.Assigned assigned -> assigned.agent().equals(actor.id());
      case Conversation.Stage.WrapUp wrapUp -> wrapUp.agent().equals(actor.id());
      case Conversation.Stage.Closed closed -> closed.agent().equals(actor.id());
    };
  }
}
