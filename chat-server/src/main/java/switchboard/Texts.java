package switchboard;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import switchboard.config.Forms;
import switchboard.simulation.Unplayable;

/// Reads the values of a command's options; each fault is one sentence that names the option and what was expected.
final class Texts {
  private Texts() {}

  static Duration duration(String option, String text) {
    return read(option, text, "a duration such as 90s, 15m or 2h", Forms::parseDuration);
  }

  /// "40%" is 0.4.
  static double share(String option, String text) {
    return read(
        option,
        text,
        "a part such as 40%, from 0% to 100%",
        given ->
            given.endsWith("%")
                ? number(given.substring(0, given.length() - 1), 0, 100).map(part -> part / 100)
                : Optional.empty());
  }

  static double number(String option, String text, double least, double most) {
    return read(
        option,
        text,
        "a number from %s to %s".formatted(plain(least), plain(most)),
        given -> number(given, least, most));
  }

  static int whole(String option, String text, int least, int most) {
    return read(
        option,
        text,
        "a whole number from %d to %d".formatted(least, most),
        given -> number(given, least, most).filter(n -> n == Math.rint(n)).map(Double::intValue));
  }

  /// "Elite=10,Basic=60".
  ///
  /// @param text null for none
  /// @param value reads what stands behind a `=`; is told the option
  static <T> SortedMap<String, T> pairs(
      String option, @Nullable String text, String example, Function<String, T> value) {
    SortedMap<String, T> pairs = new TreeMap<>();
    for (String pair : text == null ? new String[0] : text.split(",", -1)) {
      int mark = pair.indexOf('=');
      if (mark < 1) {
        throw fault(option, text == null ? "" : text, "pairs such as " + example);
      }
      String name = pair.substring(0, mark).strip();
      if (pairs.put(name, value.apply(pair.substring(mark + 1).strip())) != null) {
        throw fault(option, name + " twice", "each once");
      }
    }
    return pairs;
  }

  /// What cannot be played because of one option.
  static <T> T playable(String option, Supplier<T> made) {
    try {
      return made.get();
    } catch (Unplayable e) {
      throw new CommandFailure(option + ": " + e.problem());
    }
  }

  static CommandFailure fault(String option, String given, String expected) {
    return new CommandFailure("%s: %s, expected %s".formatted(option, given, expected));
  }

  private static <T> T read(
      String option, String text, String expected, Function<String, Optional<T>> form) {
    return form.apply(text.strip()).orElseThrow(() -> fault(option, text, expected));
  }

  private static Optional<Double> number(String text, double least, double most) {
    try {
      double number = Double.parseDouble(text);
      return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
