package switchboard.desk.vocabulary;

import java.util.List;

/// What the customer told about the problem; every part may be empty.
public record Intake(
    String topic,
    String steps,
    String environment,
    String began,
    String error,
    List<String> links) {
  public static final Intake EMPTY = new Intake("", "", "", "", "", List.of());

  public Intake {
    links = List.copyOf(links);
  }
}
