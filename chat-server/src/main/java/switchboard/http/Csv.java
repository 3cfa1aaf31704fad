package switchboard.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table as comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front: people choose
/// their names themselves.
final class Csv {
  private static final String FORMULA_BEGINS = "=+-@\t\r";

  private final StringBuilder lines = new StringBuilder();

  Csv(List<String> header) {
    add(header);
  }

  /// Numbers stay as they are, null is nothing.
  Csv add(List<? extends @Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        lines.append(',');
      }
      Object cell = cells.get(i);
      switch (cell) {
        case null -> {}
        case String text -> lines.append(quoted(text));
        case BigDecimal number -> lines.append(number.toPlainString());
        default -> lines.append(cell);
      }
    }
    lines.append("\r\n");
    return this;
  }

  private static String quoted(String text) {
    String safe =
        !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /// @param file its name without the ending
  Answer answer(String file) {
    return new Answer(
        HttpResponseStatus.OK,
        "text/csv; charset=utf-8; header=present",
        toString().getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Cache-Control",
            "no-store",
            "Content-Disposition",
            "attachment; filename=\"" + file + ".csv\""));
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
