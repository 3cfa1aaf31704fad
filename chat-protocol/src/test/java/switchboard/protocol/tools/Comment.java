package switchboard.protocol.tools;

import java.util.LinkedHashMap;
import java.util.Map;

/// A documentation comment.
///
/// @param text what it says before its first tag, empty when nothing
/// @param parameters what it says of each record component
record Comment(String text, Map<String, String> parameters) {
  static final Comment NONE = new Comment("", Map.of());

  static Comment parse(String source) {
    StringBuilder text = new StringBuilder();
    Map<String, String> parameters = new LinkedHashMap<>();
    String parameter = "";
    for (String line : source.strip().split("\n")) {
      String words = line.strip();
      if (words.startsWith("@param ")) {
        String[] parts = words.split("\\s+", 3);
        parameter = parts[1];
        parameters.put(parameter, parts[2]);
      } else if (parameter.isEmpty()) {
        text.append(words).append('\n');
      } else if (!words.isEmpty()) {
        parameters.merge(parameter, words, (before, more) -> before + " " + more);
      }
    }
    return new Comment(text.toString().strip(), parameters);
  }

  String of(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }
}
