package switchboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;

/// The JSON object of a request, or one within it, read field by field: one that is wrong is refused by its path, with its value and what was expected.
///
/// @param path of the object itself; empty for the whole body
/// @param node an object, or missing
record Body(String path, JsonNode node) {
  private static final int SHOWN_MAX = 40;

  static Body of(Exchange exchange) {
    return new Body("", exchange.json(JsonNode.class)).checked();
  }

  private Body checked() {
    if (!node.isMissingNode() && !node.isObject()) {
      throw refused(path.isEmpty() ? "body" : path, "an object", node);
    }
    return this;
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean isThere() {
    return !node.isMissingNode();
  }

  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  /// An object within; one without fields when it is absent.
  Body object(String name) {
    return new Body(path(name), value(name)).checked();
  }

  /// Refused when it has any other field: what is asked for is not answered without a part of it.
  void requireOnly(String... names) {
    for (String name : names(Integer.MAX_VALUE)) {
      if (!List.of(names).contains(name)) {
        throw new Refusal(
            Problem.inField(
                path(name), path(name) + " is unknown, expected " + String.join(", ", names)));
      }
    }
  }

  /// Names of its fields.
  List<String> names(int countMax) {
    if (node.size() > countMax) {
      throw new Refusal(
          Problem.inField(
              path, "%s has %d fields, expected at most %d".formatted(path, node.size(), countMax)));
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  long integer(String name, long least, long most, long absent) {
    return has(name) ? integer(name, least, most) : absent;
  }

  long integer(String name, long least, long most) {
    JsonNode value = required(name);
    boolean whole = value.isNumber() && value.canConvertToExactIntegral();
    if (!whole || !value.canConvertToLong() || value.longValue() < least || value.longValue() > most) {
      throw refused(path(name), "a whole number from " + least + " to " + most, value);
    }
    return value.longValue();
  }

  double number(String name, double least, double most, double absent) {
    return has(name) ? number(name, least, most) : absent;
  }

  double number(String name, double least, double most) {
    JsonNode value = required(name);
    if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw refused(
          path(name), "a number from %s to %s".formatted(plain(least), plain(most)), value);
    }
    return value.doubleValue();
  }

  /// Null when it is absent or empty.
  @Nullable String text(String name, int lengthMax) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return null;
    }
    String text = text(path(name), value, lengthMax);
    return text.isEmpty() ? null : text;
  }

  /// Empty when it is absent.
  List<String> texts(String name, int countMax, int lengthMax) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > countMax) {
      throw refused(path(name), "a list of at most " + countMax + " texts", value);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      texts.add(text(path(name) + "[" + texts.size() + "]", one, lengthMax));
    }
    return texts;
  }

  <E extends Enum<E>> E oneOf(String name, E[] values, E absent) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return absent;
    }
    List<String> words = new ArrayList<>();
    for (E known : values) {
      String word = known.name().toLowerCase(Locale.ROOT);
      if (value.isTextual() && value.textValue().equals(word)) {
        return known;
      }
      words.add(word);
    }
    throw refused(path(name), String.join(" or ", words), value);
  }

  private static String text(String path, JsonNode value, int lengthMax) {
    if (!value.isTextual() || value.textValue().length() > lengthMax) {
      throw refused(path, "a text of at most " + lengthMax + " characters", value);
    }
    return value.textValue();
  }

  /// What is null is absent.
  private JsonNode value(String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private JsonNode required(String name) {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      throw new Refusal(Problem.inField(path(name), path(name) + " is missing"));
    }
    return value;
  }

  private static Refusal refused(String path, String expected, JsonNode value) {
    String text = value.toString();
    String shown = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
    return new Refusal(
        Problem.inField(path, "%s is %s, expected %s".formatted(path, shown, expected)));
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
