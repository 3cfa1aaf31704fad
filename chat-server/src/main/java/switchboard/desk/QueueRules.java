package switchboard.desk;

/// How chats of one queue are offered and handled.
///
/// @param offerMs how long an offer rings
/// @param autoAccept whether an agent takes the chat without being asked
/// @param wrapUpMs longest after-contact work; 0 for none
/// @param perAgentMax most chats of this queue that routing gives one agent at once
public record QueueRules(long offerMs, boolean autoAccept, long wrapUpMs, int perAgentMax) {
  public static final int NO_MAX = Integer.MAX_VALUE;
}
