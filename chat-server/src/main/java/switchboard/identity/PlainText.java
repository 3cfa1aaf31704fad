package switchboard.identity;

/// Text that can stand in a line beside other text without changing how that is read.
final class PlainText {
  private PlainText() {}

  /// Without control characters, halves of surrogate pairs, and marks that turn the writing
  /// direction of what follows.
  static boolean isPlain(String text) {
    return text.codePoints().noneMatch(PlainText::isRefused);
  }

  private static boolean isRefused(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
