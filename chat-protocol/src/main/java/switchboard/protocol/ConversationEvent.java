package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One stored fact of a conversation.
///
/// @param sequence 1, 2, 3 … without gaps within the conversation
/// @param request the client-made id of the request that led to it; lets the sender recognise its own
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationEvent(
    int sequence, long atMs, Person by, @Nullable String request, Change change) {}
