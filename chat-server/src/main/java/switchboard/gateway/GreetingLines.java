package switchboard.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides who is greeted when many come at once: so many at a time, the others in two lines, those who return before those who are new, but one of
/// so many is always new. Who finds no place in line is told when to come back: one after the other, at the pace at which people are let in, each a
/// little later by chance.
///
/// What somebody brings is only looked at when they are greeted, so a line is chosen by what they claim, and a claim may be a lie. What a lie gains
/// is bounded: a line is first come, first served; a share of all greetings goes to those who claim nothing; and a greeting that proves nothing is
/// over after one look. Besides, `RESUMES` names the desk's epoch, which nobody knows who was never welcomed; and of those who only claim to be
/// `STAFF`, which costs a look into the database, few may stand among those who return.
///
/// @param <T> who comes; told apart by `equals`
final class GreetingLines<T> {
  private static final long PACE_NANOS_FIRST = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long PACE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(250);

  /// The weight of the newest greeting in the pace is one of so many.
  private static final int PACE_MEMORY = 64;

  private static final long COME_BACK_NANOS_MIN = TimeUnit.SECONDS.toNanos(1);

  /// What somebody says of themselves before they have proved anything.
  enum Claim {
    /// Holds conversations of this epoch.
    RESUMES,
    /// Comes with a cookie, not with a customer's token.
    STAFF,
    NOTHING
  }

  sealed interface Answer {
    /// To be greeted now; `ended` must follow.
    record Enter() implements Answer {}

    /// `ended` or `leave` will tell when it is over.
    record Wait() implements Answer {}

    record ComeBack(long afterMs) implements Answer {}
  }

  private final class Line {
    final LinkedHashMap<T, Claim> people = new LinkedHashMap<>();
    final int max;

    /// Until when those who were sent away have been told to come back.
    long promisedNanos;

    Line(int max, long nowNanos) {
      this.max = max;
      promisedNanos = nowNanos;
    }

    Map.Entry<T, Claim> takeFirst() {
      return Objects.requireNonNull(people.pollFirstEntry());
    }
  }

  private final GreetingLimits limits;
  private final RandomGenerator random;
  private final Line returning;
  private final Line newcomers;
  private int inside;
  private int staffWaiting;
  private int returnedSinceNewcomer;

  /// Between two ends of greetings while people wait, on average.
  private long paceNanos = PACE_NANOS_FIRST;

  private long endedNanos;
  private boolean waitedSinceEnd;

  GreetingLines(GreetingLimits limits, RandomGenerator random, long nowNanos) {
    this.limits = limits;
    this.random = random;
    returning = new Line(limits.returning(), nowNanos);
    newcomers = new Line(limits.newcomers(), nowNanos);
  }

  Answer arrive(T who, Claim claim, long nowNanos) {
    if (inside < limits.atOnce()) {
      inside++;
      return new Answer.Enter();
    }
    Line line = lineOf(claim);
    long waitNanos = waitNanos(line);
    if (line.people.size() >= line.max || waitNanos > limits.patience().toNanos()) {
      return comeBack(line, waitNanos, nowNanos);
    }
    line.people.put(who, claim);
    if (line == returning && claim == Claim.STAFF) {
      staffWaiting++;
    }
    return new Answer.Wait();
  }

  private Line lineOf(Claim claim) {
    return switch (claim) {
      case RESUMES -> returning;
      case STAFF -> staffWaiting < limits.staff() ? returning : newcomers;
      case NOTHING -> newcomers;
    };
  }

  /// How long somebody waits who comes now, by the pace so far.
  private long waitNanos(Line line) {
    long ahead = line.people.size();
    long others = (line == returning ? newcomers : returning).people.size();
    return Math.min(paceNanos * (ahead + others), paceNanos(line) * ahead);
  }

  /// Between two of a line, while both wait.
  private long paceNanos(Line line) {
    int every = limits.newcomerEvery();
    return line == newcomers ? paceNanos * every : paceNanos * every / (every - 1);
  }

  private Answer comeBack(Line line, long waitNanos, long nowNanos) {
    long latest = limits.comeBack().toNanos();
    long after = Math.max(line.promisedNanos - nowNanos, Math.max(waitNanos, COME_BACK_NANOS_MIN));
    if (after > latest) {
      // more than can be told apart by time: they are strewn
      after = latest - random.nextLong(latest / 2);
    } else {
      line.promisedNanos = nowNanos + after + paceNanos(line);
    }
    after += random.nextLong(after / 4);
    return new Answer.ComeBack(TimeUnit.NANOSECONDS.toMillis(after));
  }

  /// A greeting is over, whatever came of it.
  ///
  /// @return who is greeted next, null for nobody
  @Nullable T ended(long nowNanos) {
    if (waitedSinceEnd) {
      long took = Math.clamp(nowNanos - endedNanos, 0, PACE_NANOS_MAX);
      paceNanos = Math.max(1, paceNanos + (took - paceNanos) / PACE_MEMORY);
    }
    endedNanos = nowNanos;
    T next = next();
    if (next == null) {
      inside--;
    }
    waitedSinceEnd = waiting() > 0;
    return next;
  }

  private @Nullable T next() {
    boolean newcomersTurn =
        returning.people.isEmpty() || returnedSinceNewcomer >= limits.newcomerEvery() - 1;
    if (newcomersTurn && !newcomers.people.isEmpty()) {
      returnedSinceNewcomer = 0;
      return newcomers.takeFirst().getKey();
    }
    if (returning.people.isEmpty()) {
      return null;
    }
    returnedSinceNewcomer++;
    Map.Entry<T, Claim> first = returning.takeFirst();
    if (first.getValue() == Claim.STAFF) {
      staffWaiting--;
    }
    return first.getKey();
  }

  /// Who waits goes away.
  void leave(T who) {
    if (returning.people.remove(who) == Claim.STAFF) {
      staffWaiting--;
    }
    newcomers.people.remove(who);
  }

  int inside() {
    return inside;
  }

  int waiting() {
    return returning.people.size() + newcomers.people.size();
  }
}
