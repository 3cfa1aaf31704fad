package switchboard.http;

import org.jspecify.annotations.Nullable;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;

/// The query parameters of a request. One that is there but cannot be read is refused by its name.
record Parameters(Exchange exchange) {
  /// As many digits as any number that JavaScript holds exactly.
  private static final int DIGITS_MAX = 16;

  /// A whole number from 0, such as a time in milliseconds since 1970.
  ///
  /// @param absent what it is when it is not given
  long number(String name, long absent) {
    Long given = numberOrNull(name);
    return given == null ? absent : given;
  }

  /// A whole number from 0, or null when it is not given.
  @Nullable Long numberOrNull(String name) {
    String value = exchange.parameter(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > DIGITS_MAX || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw refused(name, "must be a whole number", value);
    }
    return Long.parseLong(value);
  }

  /// A text, or null when it is not given or empty.
  @Nullable String text(String name, int lengthMax) {
    String value = exchange.parameter(name);
    if (value != null && value.length() > lengthMax) {
      throw new Refusal(Problem.inField(name, name + " is longer than " + lengthMax));
    }
    return value == null || value.isEmpty() ? null : value;
  }

  /// @param expected "must be …"
  static Refusal refused(String name, String expected, String value) {
    String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
    return new Refusal(
        Problem.inField(name, "%s %s, not \"%s\"".formatted(name, expected, shown)));
  }
}
