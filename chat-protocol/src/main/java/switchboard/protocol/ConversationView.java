package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as one reader sees it: the fold of all its events up to `sequence`, with the newest of them.
///
/// @param id also the number that people quote: "chat 4812"
/// @param events consecutive, ending with `sequence`; fewer than all when the conversation is long or the client had the rest
/// @param stage a reader who may not see offers sees `queued` until an agent has it
/// @param wants staff only; absent when anybody will do
/// @param queuedAtMs when it last entered the queue; only while it waits
/// @param agent who holds it, or held it last when it is closed
/// @param assignedAtMs when that agent took it; only until it is closed
/// @param weight staff only: slots that it takes of its agent; absent when 1
/// @param guests staff who take part beside the agent; absent when nobody does
/// @param transfer staff only: while it is passed on and rings
/// @param rating absent until the customer gives one
/// @param place only while waiting, only to its customer
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
    long id,
    int sequence,
    Stage stage,
    CustomerView customer,
    Intake intake,
    @Nullable WantsView wants,
    long launchedAtMs,
    @Nullable Long queuedAtMs,
    @Nullable Person agent,
    @Nullable Long assignedAtMs,
    @Nullable Integer weight,
    @Nullable List<Person> guests,
    @Nullable TransferView transfer,
    @Nullable Outcome outcome,
    @Nullable TicketView ticket,
    @Nullable RatingView rating,
    MarksView customerMarks,
    MarksView agentMarks,
    @Nullable PlaceView place,
    List<ConversationEvent> events) {

  /// The view after the next event: what a fresh snapshot would be, with at most `Limits.HISTORY_PAGE_MAX` events kept. A place is
  /// estimated, not stored: it stays as last told while the conversation waits.
  ///
  /// @throws IllegalArgumentException the event is not the next one
  public ConversationView after(ConversationEvent event) {
    if (event.sequence() != sequence + 1) {
      throw new IllegalArgumentException(
          "conversation %d: event %d, expected %d".formatted(id, event.sequence(), sequence + 1));
    }
    return new Fold(this).after(event);
  }
}
