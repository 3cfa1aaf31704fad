package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as one reader sees it: the fold of all its events up to `sequence`, with the newest of them.
///
/// @param id also the number that people quote: "chat 4812"
/// @param events consecutive, ending with `sequence`; fewer than all when the conversation is long or the client had the rest
/// @param queuedAtMs when it (last) entered the queue, counted from the original launch after a requeue
/// @param place only while waiting, only to its customer
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
    long id,
    int sequence,
    Stage stage,
    CustomerView customer,
    Intake intake,
    long launchedAtMs,
    @Nullable Long queuedAtMs,
    @Nullable Person agent,
    @Nullable Long assignedAtMs,
    @Nullable Outcome outcome,
    @Nullable TicketView ticket,
    MarksView customerMarks,
    MarksView agentMarks,
    @Nullable PlaceView place,
    List<ConversationEvent> events) {}
