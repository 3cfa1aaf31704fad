package switchboard.desk;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The desk's numbers. Times in milliseconds.
///
/// @param offerMs how long an offer rings
/// @param exclusionMs how long an agent is not offered what they declined or missed, nor anything later of its line
/// @param missesUntilAway offers expired in a row that set an agent away
/// @param graceMs how long the chats of an agent without connection wait for their return
/// @param wrapUpMs longest after-contact work; 0 for none. Likewise `offerMs`, where the queue says nothing else
/// @param boostMs head start of a chat that lost its agent; at most the catalogue's largest head start, so that the bound of the order holds
/// @param absentMs how long a waiting chat is kept for a customer without connection
/// @param keptMs how long the desk remembers what is over
/// @param waitingMax most waiting chats
/// @param chatsPerCustomerMax most chats of one customer at once
/// @param ticketsPerCustomerMax most open tickets that a customer may make of chats
/// @param sessionsPerAgentMax most connections of one agent
/// @param requestsRememberedMax per person: how many of their last requests may still be repeated harmlessly
/// @param queues every queue of the desk by name; empty where it has but one, whose name is empty
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
    int requestsRememberedMax,
    SortedMap<String, QueueRules> queues) {

  public DeskRules {
    queues = Collections.unmodifiableSortedMap(new TreeMap<>(queues));
  }

  public static final DeskRules DEFAULT =
      new DeskRules(
          20_000, 60_000, 2, 45_000, 60_000, 15 * 60_000, 30 * 60_000, 15 * 60_000, 100_000, 3, 50,
          16, 512, Collections.emptySortedMap());

  public DeskRules withWaitingMax(int max) {
    return new DeskRules(
        offerMs, exclusionMs, missesUntilAway, graceMs, wrapUpMs, boostMs, absentMs, keptMs, max,
        chatsPerCustomerMax, ticketsPerCustomerMax, sessionsPerAgentMax, requestsRememberedMax,
        queues);
  }

  public DeskRules withQueues(SortedMap<String, QueueRules> queues) {
    return new DeskRules(
        offerMs, exclusionMs, missesUntilAway, graceMs, wrapUpMs, boostMs, absentMs, keptMs, waitingMax,
        chatsPerCustomerMax, ticketsPerCustomerMax, sessionsPerAgentMax, requestsRememberedMax,
        queues);
  }

  /// For a desk in whose handle times wrap-up is included.
  public DeskRules withoutWrapUp() {
    SortedMap<String, QueueRules> same = new TreeMap<>();
    queues.forEach(
        (name, queue) ->
            same.put(
                name,
                new QueueRules(queue.offerMs(), queue.autoAccept(), 0, queue.perAgentMax())));
    return new DeskRules(
        offerMs, exclusionMs, missesUntilAway, graceMs, 0, boostMs, absentMs, keptMs, waitingMax,
        chatsPerCustomerMax, ticketsPerCustomerMax, sessionsPerAgentMax, requestsRememberedMax,
        same);
  }

  /// Of a queue that the catalogue no longer has, chats may still wait.
  QueueRules of(String queue) {
    QueueRules own = queues.get(queue);
    return own != null ? own : new QueueRules(offerMs, false, wrapUpMs, QueueRules.NO_MAX);
  }

  boolean isQueue(String name) {
    return queues.isEmpty() ? name.isEmpty() : queues.containsKey(name);
  }
}
