package switchboard.protocol;

/// An offer as the agent sees it.
///
/// @param reason why this chat and why this agent, in one sentence
public record OfferView(
    long id,
    long conversation,
    CustomerView customer,
    Intake intake,
    long waitingSinceMs,
    long expiresAtMs,
    String reason) {}
