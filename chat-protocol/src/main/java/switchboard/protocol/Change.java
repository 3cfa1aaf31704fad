package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/// What happened in a conversation. A client folds these into its view: snapshot + later events = a fresh snapshot.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Change {

  /// The first event of every conversation.
  @JsonTypeName("launched")
  record Launched(Intake intake) implements Change {}

  /// It waits for an agent; after a requeue nobody holds it any more.
  @JsonTypeName("queued")
  record Queued(QueueReason reason) implements Change {}

  /// Staff only.
  @JsonTypeName("offered")
  record Offered(long offer, Person agent, long expiresAtMs) implements Change {}

  /// Staff only. The chat keeps its place.
  @JsonTypeName("offer_ended")
  record OfferEnded(long offer, OfferOutcome outcome, String reason) implements Change {}

  /// Staff only. What it wants of its agent is another now.
  @JsonTypeName("wants_changed")
  record WantsChanged(WantsView wants) implements Change {}

  /// Staff only. A supervisor gave it the largest head start.
  @JsonTypeName("boosted")
  record Boosted() implements Change {}

  /// Staff only. The event's author passes it on: it rings at another agent.
  @JsonTypeName("transfer_offered")
  record TransferOffered(long offer, Person agent, long expiresAtMs, String summary)
      implements Change {}

  /// Staff only. The event's author passes it on to a queue, which it enters next.
  @JsonTypeName("transferred")
  record Transferred(String queue, String summary) implements Change {}

  /// Staff only. How many slots it takes of its agent.
  @JsonTypeName("weighed")
  record Weighed(int weight) implements Change {}

  /// Staff only. Its customer goes ahead with each chat from now on, or no longer.
  @JsonTypeName("vip_marked")
  record VipMarked(boolean vip) implements Change {}

  /// The event's author takes part beside the agent.
  @JsonTypeName("joined")
  record Joined() implements Change {}

  /// The event's author takes part no longer.
  @JsonTypeName("left")
  record Left() implements Change {}

  /// An agent has taken the conversation, or was given it.
  @JsonTypeName("assigned")
  record Assigned(Person agent) implements Change {}

  /// The event's author wrote something; a note is for staff only.
  @JsonTypeName("message")
  record Message(String text, boolean note) implements Change {}

  /// The event's author has received or read everything up to `upTo`.
  @JsonTypeName("marked")
  record Marked(MarkKind mark, int upTo) implements Change {}

  /// The customer has told anew what the problem is.
  @JsonTypeName("intake_revised")
  record IntakeRevised(Intake intake) implements Change {}

  /// The customer has said how they found the service; it replaces what they said before.
  @JsonTypeName("rated")
  record Rated(int score, String comment) implements Change {}

  /// The exchange is over; the agent still works on what comes after it.
  @JsonTypeName("wrap_up_began")
  record WrapUpBegan() implements Change {}

  /// The chat is over. With a ticket, the conversation goes on as that.
  @JsonTypeName("closed")
  record Closed(Outcome outcome) implements Change {}

  /// The conversation goes on as a ticket: messages may still be posted by both sides.
  @JsonTypeName("ticket_opened")
  record TicketOpened(long ticket, String subject) implements Change {}

  /// An agent takes care of the ticket from now on.
  @JsonTypeName("ticket_assigned")
  record TicketAssigned(Person agent) implements Change {}

  /// The ticket is done.
  @JsonTypeName("ticket_resolved")
  record TicketResolved() implements Change {}

  /// Something happened that this reader may not see; it only keeps the sequence gapless.
  @JsonTypeName("hidden")
  record Hidden() implements Change {}
}
