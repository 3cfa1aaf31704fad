package switchboard.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The checks that the constructors share. Each refuses with the field's name in its own record, the limit and what was found.
final class Check {
  private Check() {}

  static boolean isRequestCharacter(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  static String request(@Nullable String request) {
    if (request == null || !ClientMessage.Request.isId(request)) {
      throw refuse(
          "request",
          "must be "
              + Limits.REQUEST_LENGTH_MIN
              + " to "
              + Limits.REQUEST_LENGTH_MAX
              + " characters of A-Z a-z 0-9 _ -");
    }
    return request;
  }

  static long id(String field, long id) {
    if (id <= 0) {
      throw refuse(field, "must be a positive number");
    }
    return id;
  }

  static String text(String field, @Nullable String text, int lengthMax) {
    if (text == null || text.isBlank()) {
      throw refuse(field, "must not be empty");
    }
    return optionalText(field, text, lengthMax);
  }

  static String optionalText(String field, @Nullable String text, int lengthMax) {
    if (text == null) {
      return "";
    }
    if (text.length() > lengthMax) {
      throw refuse(field, "is " + text.length() + " characters long, at most " + lengthMax);
    }
    // PostgreSQL text cannot hold U+0000, and no person types it.
    if (text.indexOf('\0') >= 0) {
      throw refuse(field, "must not contain the character U+0000");
    }
    return text;
  }

  static <T> List<T> list(String field, @Nullable List<T> items, int sizeMax) {
    if (items == null) {
      return List.of();
    }
    if (items.size() > sizeMax) {
      throw refuse(field, "has " + items.size() + " items, at most " + sizeMax);
    }
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) == null) {
        throw refuse(field + "[" + i + "]", "must not be null");
      }
    }
    return List.copyOf(items);
  }

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw refuse(field, "is missing");
    }
    return value;
  }

  static Refusal refuse(String field, String what) {
    return new Refusal(Problem.inField(field, field + " " + what));
  }
}
