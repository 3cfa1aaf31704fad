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
    topic = Check.optionalText("topic", topic, Limits.INTAKE_TOPIC_LENGTH_MAX);
    steps = Check.optionalText("steps", steps, Limits.INTAKE_STEPS_LENGTH_MAX);
    environment =
        Check.optionalText("environment", environment, Limits.INTAKE_ENVIRONMENT_LENGTH_MAX);
    began = Check.optionalText("began", began, Limits.INTAKE_BEGAN_LENGTH_MAX);
    error = Check.optionalText("error", error, Limits.INTAKE_ERROR_LENGTH_MAX);
    links = Check.list("links", links, Limits.INTAKE_LINKS_MAX);
    for (int i = 0; i < links.size(); i++) {
      String field = "links[" + i + "]";
      String link = Check.text(field, links.get(i), Limits.INTAKE_LINK_LENGTH_MAX);
      if (!link.startsWith("https://") && !link.startsWith("http://")) {
        throw Check.refuse(field, "must begin with http:// or https://");
      }
    }
  }
}
