package switchboard.desk;

/// The desk's numbers. Times in milliseconds.
///
/// @param offerMs how long an offer rings
/// @param exclusionMs how long an agent is not offered what they declined or missed, nor anything later of its line
/// @param missesUntilAway offers expired in a row that set an agent away
/// @param graceMs how long the chats of an agent without connection wait for their return
/// @param wrapUpMs longest after-contact work; 0 for none
/// @param boostMs head start of a chat that lost its agent; at most the catalogue's largest head start, so that the bound of the order holds
/// @param absentMs how long a waiting chat is kept for a customer without connection
/// @param keptMs how long the desk remembers what is over
/// @param waitingMax most waiting chats
/// @param chatsPerCustomerMax most chats of one customer at once
/// @param ticketsPerCustomerMax most open tickets that a customer may make of chats
/// @param sessionsPerAgentMax most connections of one agent
/// @param requestsRememberedMax per person: how many of their last requests may still be repeated harmlessly
public record DeskRules(
    long offerMs,
    long exclusionMs,
    int missesUntilAway,
    long graceMs,
    long wrapUpMs,
    long boostMs,
    long absentMs,
    long keptMs,
    int waitingMax,
    int chatsPerCustomerMax,
    int ticketsPerCustomerMax,
    int sessionsPerAgentMax,
    int requestsRememberedMax) {

  public static final DeskRules DEFAULT =
      new DeskRules(
          20_000, 60_000, 2, 45_000, 60_000, 15 * 60_000, 30 * 60_000, 15 * 60_000, 100_000, 3, 50,
          16, 512);

  public DeskRules withWaitingMax(int max) {
    return new DeskRules(
        offerMs, exclusionMs, missesUntilAway, graceMs, wrapUpMs, boostMs, absentMs, keptMs, max,
        chatsPerCustomerMax, ticketsPerCustomerMax, sessionsPerAgentMax, requestsRememberedMax);
  }
}
