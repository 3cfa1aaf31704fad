package switchboard.protocol;

import java.util.List;

/// What the customer tells before or while waiting. Every part may be empty: the form never blocks.
///
/// @param topic in one line, what it is about
/// @param steps steps to reproduce, with URLs or file paths
/// @param environment the environment affected: Dev, Test, Live, a Multidev's name
/// @param began when it began, in the customer's words
/// @param error the error message
/// @param links links to screenshots and screencasts, http or https
public record Intake(
    String topic,
    String steps,
    String environment,
    String began,
    String error,
    List<String> links) {
  public static final Intake EMPTY = new Intake("", "", "", "", "", List.of());

  public Intake {
    topic = Check.optionalText("intake.topic", topic, Limits.INTAKE_TOPIC_LENGTH_MAX);
    steps = Check.optionalText("intake.steps", steps, Limits.INTAKE_STEPS_LENGTH_MAX);
    environment =
        Check.optionalText(
            "intake.environment", environment, Limits.INTAKE_ENVIRONMENT_LENGTH_MAX);
    began = Check.optionalText("intake.began", began, Limits.INTAKE_BEGAN_LENGTH_MAX);
    error = Check.optionalText("intake.error", error, Limits.INTAKE_ERROR_LENGTH_MAX);
    links = Check.list("intake.links", links, Limits.INTAKE_LINKS_MAX);
    for (String link : links) {
      Check.text("intake.links", link, Limits.INTAKE_LINK_LENGTH_MAX);
      if (!link.startsWith("https://") && !link.startsWith("http://")) {
        throw Check.refuse("intake.links", "must begin with http:// or https://");
      }
    }
  }
}
