package switchboard.protocol.tools;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes maps, lists, texts, numbers and booleans as block-style YAML.
final class Yaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/$][A-Za-z0-9_/.$-]*");
  private static final Pattern RESERVED = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

  private final StringBuilder out = new StringBuilder();

  private Yaml() {}

  static String write(Map<String, ?> document) {
    Yaml yaml = new Yaml();
    yaml.map(document, "", false);
    return yaml.out.toString();
  }

  private void node(Object value, String indent) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        out.append('\n');
        map(map, indent, false);
      }
      case List<?> list when !list.isEmpty() -> {
        out.append('\n');
        list(list, indent);
      }
      case Map<?, ?> _ -> out.append(" {}\n");
      case List<?> _ -> out.append(" []\n");
      case String text -> out.append(' ').append(scalar(text)).append('\n');
      default -> out.append(' ').append(value).append('\n');
    }
  }

  /// @param begun whether the first line's indentation stands already
  private void map(Map<?, ?> map, String indent, boolean begun) {
    boolean first = begun;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(first ? "" : indent).append(scalar(String.valueOf(entry.getKey()))).append(':');
      node(entry.getValue(), indent + "  ");
      first = false;
    }
  }

  private void list(List<?> list, String indent) {
    for (Object item : list) {
      out.append(indent).append('-');
      if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        out.append(' ');
        map(map, indent + "  ", true);
      } else {
        node(item, indent + "  ");
      }
    }
  }

  private static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
      return text;
    }
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + '"';
  }
}
