package switchboard.runtime;

/// Text that can be stored. Neither UTF-8 nor PostgreSQL can hold an unpaired surrogate or U+0000. The wire refuses them; should one come by
/// another way (a host's token), it is stored as U+FFFD, for a batch that can never be stored would stop the desk.
public final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /// The same text wherever it can be stored.
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      boolean unpaired = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      storable.appendCodePoint(point == 0 || unpaired ? REPLACEMENT : point);
      i += Character.charCount(point);
    }
    return storable.toString();
  }
}
