package switchboard.protocol.codec;

import java.util.List;
import java.util.random.RandomGenerator;

/// Makes hostile frames of good ones. The same random numbers make the same frames.
final class Mutator {
  private static final int CHANGES_MAX = 4;

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.0",
          "1e400",
          "-0",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678901234567890",
          "\"\"",
          "\" \"",
          "\"4812\"",
          "\"true\"",
          "\"\\ud83c\"",
          "\"\\udf89\\ud83c\"",
          "\"\\u0000\"",
          "\"🎉\"",
          "[]",
          "[null]",
          "[[[[[[[[[]]]]]]]]]",
          "{}",
          "{\"type\":\"ping\"}",
          "NaN");

  private static final List<String> SCRAPS =
      List.of(
          "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "\u0000", "\uFEFF", "\ud83c",
          "//", "type", "\"type\":", "\"request\":\"12345678\",", "\"a\":1,", "e9", "-", ".", "\n",
          "語", "'");

  private final RandomGenerator random;
  private final List<String> frames;

  /// @param frames what to start from, without white space between tokens
  Mutator(RandomGenerator random, List<String> frames) {
    this.random = random;
    this.frames = frames;
  }

  String next() {
    String frame = pick(frames);
    for (int changes = random.nextInt(1, CHANGES_MAX + 1); changes > 0; changes--) {
      frame = random.nextInt(3) < 2 ? withOtherValue(frame) : withOtherText(frame);
    }
    return frame;
  }

  /// Replaces what stands between a colon and the next comma or brace: mostly a whole value.
  private String withOtherValue(String frame) {
    int colon = frame.indexOf(':', random.nextInt(frame.length() + 1));
    if (colon < 0) {
      return withOtherText(frame);
    }
    int end = colon + 1;
    boolean quoted = false;
    while (end < frame.length() && (quoted || ",}]".indexOf(frame.charAt(end)) < 0)) {
      quoted ^= frame.charAt(end) == '"';
      end++;
    }
    return frame.substring(0, colon + 1) + pick(VALUES) + frame.substring(end);
  }

  private String withOtherText(String frame) {
    int from = random.nextInt(frame.length() + 1);
    int to = Math.min(frame.length(), from + random.nextInt(1, 20));
    String before = frame.substring(0, from);
    String after = frame.substring(to);
    String other = pick(frames);
    int begin = random.nextInt(other.length());
    return switch (random.nextInt(5)) {
      case 0 -> before + after;
      case 1 -> before + pick(SCRAPS) + frame.substring(from);
      case 2 -> before + frame.substring(from, to).repeat(2) + after;
      case 3 -> before + (char) random.nextInt(Character.MAX_VALUE + 1) + frame.substring(from);
      default -> before + other.substring(begin) + after;
    };
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
