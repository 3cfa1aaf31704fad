package switchboard.desk.entitlement;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A rank in the queue with the response times promised to it.
///
/// @param name as people know it, "Elite"
/// @param rank unique in the catalogue; higher goes first among chats that count as having come at the same time
/// @param headStart how much earlier than its arrival a chat counts as having come; never less than a lower tier's
/// @param chatTarget wait within which a chat should be answered
/// @param firstResponse by ticket priority; a priority that is not there has no promise
/// @param nextResponse the same for every later answer
public record Tier(
    String name,
    int rank,
    Duration headStart,
    Duration chatTarget,
    SortedMap<String, Target> firstResponse,
    SortedMap<String, Target> nextResponse) {
  public Tier {
    firstResponse = Collections.unmodifiableSortedMap(new TreeMap<>(firstResponse));
    nextResponse = Collections.unmodifiableSortedMap(new TreeMap<>(nextResponse));
  }

  /// A tier that promises nothing for tickets.
  public Tier(String name, int rank, Duration headStart, Duration chatTarget) {
    this(name, rank, headStart, chatTarget, new TreeMap<>(), new TreeMap<>());
  }
}
