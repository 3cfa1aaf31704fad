package switchboard.identity;

import java.util.regex.Pattern;

/// A text that agents insert by its shortcut.
///
/// @param id 0 before it is stored
/// @param shortcut typed after a slash, in lower case
/// @param title one line, for the list
public record CannedReply(long id, String shortcut, String title, String text) {
  public static final int TITLE_LENGTH_MAX = 100;
  public static final int TEXT_LENGTH_MAX = 8_000;

  private static final Pattern SHORTCUT = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /// @throws IllegalArgumentException a sentence for the administrator
  public CannedReply {
    if (!SHORTCUT.matcher(shortcut).matches()) {
      throw new IllegalArgumentException(
          "shortcut: '%s', expected 1 to 40 of a-z, 0-9 and -".formatted(shortcut));
    }
    if (title.isBlank() || title.length() > TITLE_LENGTH_MAX || !PlainText.isPlain(title)) {
      throw new IllegalArgumentException(
          "title: '%s', expected 1 to %d characters".formatted(title, TITLE_LENGTH_MAX));
    }
    if (text.isBlank() || text.length() > TEXT_LENGTH_MAX || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "text: %d characters, expected 1 to %d".formatted(text.length(), TEXT_LENGTH_MAX));
    }
  }
}
