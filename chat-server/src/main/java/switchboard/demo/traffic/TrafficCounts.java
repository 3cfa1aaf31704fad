package switchboard.demo.traffic;

import java.util.Map;
import java.util.stream.Collectors;
import switchboard.protocol.ErrorCode;

/// What simulated people did and met since they began.
///
/// @param launched chats that entered the queue
/// @param assigned chats that an agent accepted
/// @param answered chats in which an agent has written
/// @param messages written by both sides, notes included
/// @param closed chats that ended after an agent had written
/// @param ticketed tickets opened by either side
/// @param resolved tickets resolved
/// @param abandoned chats left while waiting, without a ticket
/// @param skipped customers who did not come because too many chats were open
/// @param lost connections that the server closed or that broke
/// @param faults sign-ins that failed, and faults of the simulation itself
/// @param lastFault in a sentence, empty when there was none
/// @param refused requests that were turned down, by reason. Conflicts are usual: a customer leaves while the agent accepts.
/// @param lastRefusal the newest that was no conflict, in a sentence; empty when there was none
public record TrafficCounts(
    long launched,
    long assigned,
    long answered,
    long messages,
    long closed,
    long ticketed,
    long resolved,
    long abandoned,
    long skipped,
    long lost,
    long faults,
    String lastFault,
    Map<ErrorCode, Long> refused,
    String lastRefusal) {

  /// What came since then, in a line for the log.
  String since(TrafficCounts before) {
    String refusals =
        refused.entrySet().stream()
            .map(
                entry ->
                    Map.entry(
                        entry.getKey(),
                        entry.getValue() - before.refused.getOrDefault(entry.getKey(), 0L)))
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> ", %d refused as %s".formatted(entry.getValue(), entry.getKey().wireName()))
            .collect(Collectors.joining());
    long newFaults = faults - before.faults;
    return "%d chats launched, %d answered, %d closed, %d tickets, %d gave up, %d messages"
            .formatted(
                launched - before.launched,
                answered - before.answered,
                closed - before.closed,
                ticketed - before.ticketed,
                abandoned - before.abandoned,
                messages - before.messages)
        + some(skipped - before.skipped, "arrivals skipped")
        + some(lost - before.lost, "connections lost")
        + refusals
        + some(newFaults, "faults")
        + (newFaults == 0 ? "" : ", the last one: " + lastFault);
  }

  private static String some(long count, String what) {
    return count == 0 ? "" : ", " + count + " " + what;
  }
}
