package switchboard.desk.intake;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.desk.vocabulary.Intake;

/// What is known of a chat when its place is found.
final class Told {
  private final String words;
  private final String environment;
  private final String tier;
  private final String platform;
  private final String language;

  /// @param tier the customer's
  /// @param locale as the host names it, "en-GB"; empty when it does not
  /// @param platform what the site is made with; empty when the host does not say
  Told(Intake intake, String tier, String locale, String platform) {
    words =
        asWords(
            Stream.concat(
                    Stream.of(intake.topic(), intake.steps(), intake.error()),
                    intake.links().stream())
                .collect(Collectors.joining("\n")));
    environment = intake.environment();
    this.tier = tier;
    this.platform = platform;
    language = locale.split("[-_]", 2)[0];
  }

  /// Letters and digits, in lower case, with a space around each run of them.
  static String asWords(String text) {
    StringBuilder words = new StringBuilder(text.length() + 2).append(' ');
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point)) {
                words.appendCodePoint(Character.toLowerCase(point));
              } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
              }
            });
    if (words.charAt(words.length() - 1) != ' ') {
      words.append(' ');
    }
    return words.toString();
  }

  /// @param asWords what is looked for
  boolean says(String asWords) {
    return words.contains(asWords);
  }

  String environment() {
    return environment;
  }

  String tier() {
    return tier;
  }

  String platform() {
    return platform;
  }

  /// "en" of "en-GB".
  String language() {
    return language;
  }
}
