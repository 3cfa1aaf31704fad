package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A ticket: what a conversation goes on as when a chat is not enough. Its messages are the conversation's.
///
/// @param changedAtMs when it was last written to or changed
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketView(
    long id,
    long conversation,
    TicketState state,
    String subject,
    String customer,
    String organization,
    String tier,
    int tierRank,
    @Nullable Person agent,
    long openedAtMs,
    long changedAtMs) {

  TicketView changed(TicketState newState, @Nullable Person newAgent, long atMs) {
    return new TicketView(
        id, conversation, newState, subject, customer, organization, tier, tierRank, newAgent,
        openedAtMs, atMs);
  }
}
