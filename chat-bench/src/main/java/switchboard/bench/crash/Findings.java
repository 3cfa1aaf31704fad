package switchboard.bench.crash;

import java.util.ArrayList;
import java.util.List;

/// What was found wrong. The first ones are kept in words, all are counted.
final class Findings {
  private static final int KEPT_MAX = 50;

  private final List<String> kept = new ArrayList<>();
  private int count;

  synchronized void add(String format, Object... arguments) {
    count++;
    if (kept.size() < KEPT_MAX) {
      kept.add(format.formatted(arguments));
    }
  }

  synchronized int count() {
    return count;
  }

  synchronized List<String> kept() {
    return List.copyOf(kept);
  }
}
