package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// An offer as the agent sees it.
///
/// @param reason why this chat and why this agent, in one sentence
/// @param summary of whoever passed the chat on; absent when nobody did
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfferView(
    long id,
    long conversation,
    CustomerView customer,
    Intake intake,
    long waitingSinceMs,
    long expiresAtMs,
    String reason,
    @Nullable String summary) {}
