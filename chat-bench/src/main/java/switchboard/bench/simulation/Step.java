package switchboard.bench.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Something that is done to the nodes or by their clients.
///
/// @param whom a node's or a client's number, where the kind is about one
/// @param ms how long it lasts; of a clock, by how much it is set
record Step(long atMs, Kind kind, int whom, long ms) {
  /// After this all faults are over.
  static final long FAULTS_END_MS = 14_000;

  private static final long FAULTS_BEGIN_MS = 1_500;
  private static final int FAULTS_MAX = 12;
  private static final int WORDS_MAX = 60;
  private static final long LAST_MS_MAX = 7_000;

  enum Kind {
    CRASH(6),
    LOSE_MACHINE(3),
    STOP(3),
    FREEZE(6),
    HANG_OUT(3),
    HANG_IN(3),
    BREAK_BUS(4),
    CUT_STORAGE(4),
    SET_CLOCK(2),
    BUS_AWAY(2),
    LOSE_NEWS(3),
    OVERTAKE(3),
    SLOW_BUS(2),
    STORAGE_AWAY(2),
    LOSE_ANSWERS(3),
    SLOW_STORAGE(3),
    MOVE(4),
    SAY(0);

    /// How often it comes among the others.
    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  /// What happens under a seed, in order of time.
  static List<Step> of(long seed, int nodes, int clients) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Step> steps = new ArrayList<>();
    int faults = random.nextInt(FAULTS_MAX + 1);
    for (int i = 0; i < faults; i++) {
      Kind kind = any(random);
      long atMs = random.nextLong(FAULTS_BEGIN_MS, FAULTS_END_MS - 500);
      long ms =
          kind == Kind.SET_CLOCK
              ? random.nextLong(-5_000, 5_000)
              : Math.min(FAULTS_END_MS - atMs, lasts(random));
      steps.add(new Step(atMs, kind, random.nextInt(kind == Kind.MOVE ? clients : nodes), ms));
    }
    int words = random.nextInt(WORDS_MAX + 1);
    for (int i = 0; i < words; i++) {
      int whom = random.nextInt(clients);
      long atMs = random.nextLong(500, FAULTS_END_MS + 500);
      // People write a few lines at once now and then.
      for (int line = random.nextInt(4); line >= 0; line--) {
        steps.add(new Step(atMs, Kind.SAY, whom, 0));
      }
    }
    steps.sort(Comparator.comparingLong(Step::atMs));
    return steps;
  }

  private static long lasts(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextLong(5, 300);
      case 1 -> random.nextLong(300, 2_500);
      default -> random.nextLong(2_500, LAST_MS_MAX);
    };
  }

  private static Kind any(RandomGenerator random) {
    int sum = 0;
    for (Kind kind : Kind.values()) {
      sum += kind.weight;
    }
    int chosen = random.nextInt(sum);
    for (Kind kind : Kind.values()) {
      chosen -= kind.weight;
      if (chosen < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("no kind of step was chosen of " + sum);
  }

  /// Drops ever smaller runs of steps while what is left fails.
  static List<Step> shrink(List<Step> failing, Predicate<List<Step>> fails) {
    List<Step> smallest = failing;
    for (int length = Math.max(1, failing.size() / 2); length > 0; length /= 2) {
      for (int from = 0; from < smallest.size(); ) {
        List<Step> rest = new ArrayList<>(smallest.subList(0, from));
        rest.addAll(smallest.subList(Math.min(smallest.size(), from + length), smallest.size()));
        if (fails.test(rest)) {
          smallest = rest;
        } else {
          from += length;
        }
      }
    }
    return smallest;
  }

  @Override
  public String toString() {
    String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return switch (kind) {
      case SAY, MOVE -> "client %d: %s".formatted(whom, what);
      case BUS_AWAY, LOSE_NEWS, OVERTAKE, SLOW_BUS, STORAGE_AWAY, LOSE_ANSWERS, SLOW_STORAGE ->
          "%s for %d ms".formatted(what, ms);
      case SET_CLOCK -> "node %d: %s by %d ms".formatted(whom, what, ms);
      default -> "node %d: %s for %d ms".formatted(whom, what, ms);
    };
  }
}
