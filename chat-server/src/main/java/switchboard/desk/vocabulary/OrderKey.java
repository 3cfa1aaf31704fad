package switchboard.desk.vocabulary;

/// A chat's place in head-start order: smallest first. It never changes while the chat waits, so nobody's place flips.
///
/// @param countsFromMs when the chat counts as having come: entered the queue minus head start
/// @param rank of its tier; breaks ties, higher first
/// @param arrival number of the conversation, which came in that order; breaks the remaining ties
public record OrderKey(long countsFromMs, int rank, long arrival) implements Comparable<OrderKey> {
  @Override
  public int compareTo(OrderKey other) {
    int byTime = Long.compare(countsFromMs, other.countsFromMs);
    if (byTime != 0) {
      return byTime;
    }
    int byRank = Integer.compare(other.rank, rank);
    return byRank != 0 ? byRank : Long.compare(arrival, other.arrival);
  }
}
