package switchboard.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Gathers what is wrong, so that all of it is reported at once.
final class Faults {
  private static final int COUNT_MAX = 200;

  private final List<Fault> faults = new ArrayList<>();

  void add(String key, String found, String expected, String where) {
    Fault fault = new Fault(key, found, expected, where);
    // What several desks go by is read once for each.
    if (faults.size() < COUNT_MAX && !faults.contains(fault)) {
      faults.add(fault);
    }
  }

  void missing(String key, String expected, String where) {
    add(key, "missing", expected, where);
  }

  /// @param path that the key is shown with
  /// @param known what could have been meant
  void unknownKey(String path, String key, Iterable<String> known, String where) {
    add(path, "unknown key", nearestOrAll(key, known), where);
  }

  int count() {
    return faults.size();
  }

  List<Fault> all() {
    return List.copyOf(faults);
  }

  /// The name that was probably meant; all names when none is near.
  static String nearestOrAll(String name, Iterable<String> known) {
    List<String> names = new ArrayList<>();
    known.forEach(names::add);
    return names.stream()
        .filter(candidate -> distance(name, candidate) <= Math.max(2, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .orElseGet(() ->
            switch (names.size()) {
              case 0 -> "no key here";
              case 1 -> names.getFirst();
              default -> "one of " + String.join(", ", names);
            });
  }

  /// Fewest insertions, deletions and replacements that turn one into the other, letter case aside
  /// (Levenshtein 1965).
  private static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
