package switchboard.config;

import java.util.Optional;
import java.util.function.Function;

/// The form that a value must have.
///
/// @param expected in words, for the author of a value that has not
/// @param secret whether the value must not be repeated to anyone
/// @param reading empty when the text does not have the form
record Form<T>(String expected, boolean secret, Function<String, Optional<T>> reading) {
  static final int SHOWN_LENGTH_MAX = 80;

  static <T> Form<T> of(String expected, Function<String, Optional<T>> reading) {
    return new Form<>(expected, false, reading);
  }

  Optional<T> read(String text, String key, String where, Faults faults) {
    Optional<T> value = reading.apply(text.strip());
    if (value.isEmpty()) {
      faults.add(key, show(text), expected, where);
    }
    return value;
  }

  String show(String text) {
    if (secret) {
      return "(secret, %d characters)".formatted(text.length());
    }
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN_LENGTH_MAX ? line : line.substring(0, SHOWN_LENGTH_MAX) + "…";
  }
}
