package switchboard.demo.traffic;

import java.util.EnumMap;
import java.util.Map;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;

/// Counts what happens. May be used from any thread.
final class Tally {
  enum Kind {
    LAUNCHED,
    ASSIGNED,
    ANSWERED,
    MESSAGE,
    CLOSED,
    TICKETED,
    RESOLVED,
    ABANDONED,
    SKIPPED,
    LOST
  }

  private final long[] counts = new long[Kind.values().length];
  private final Map<ErrorCode, Long> refused = new EnumMap<>(ErrorCode.class);
  private long faults;
  private String lastFault = "";
  private String lastRefusal = "";

  synchronized void add(Kind kind) {
    counts[kind.ordinal()]++;
  }

  synchronized void refused(Problem problem) {
    refused.merge(problem.code(), 1L, Long::sum);
    if (problem.code() != ErrorCode.CONFLICT) {
      lastRefusal = problem.code().wireName() + ": " + problem.message();
    }
  }

  synchronized void fault(Exception cause) {
    faults++;
    lastFault = cause.toString();
  }

  synchronized TrafficCounts counts() {
    return new TrafficCounts(
        of(Kind.LAUNCHED),
        of(Kind.ASSIGNED),
        of(Kind.ANSWERED),
        of(Kind.MESSAGE),
        of(Kind.CLOSED),
        of(Kind.TICKETED),
        of(Kind.RESOLVED),
        of(Kind.ABANDONED),
        of(Kind.SKIPPED),
        of(Kind.LOST),
        faults,
        lastFault,
        Map.copyOf(refused),
        lastRefusal);
  }

  private long of(Kind kind) {
    return counts[kind.ordinal()];
  }
}
