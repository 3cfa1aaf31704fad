package switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import switchboard.desk.calendar.Hours;
import switchboard.desk.intake.Placement;
import switchboard.desk.intake.PlacementRule;
import switchboard.desk.intake.Queue;
import switchboard.desk.vocabulary.Skill;
import switchboard.desk.vocabulary.Skills;

/// Reads the queues of the catalogue and the rules by which chats find theirs.
final class PlacementSection {
  private static final Form<Skill> SKILL =
      Form.of(
          "a skill such as dns, or dns:3 with a level from 1 to 5", PlacementSection::parseSkill);
  private static final Form<Duration> RING = Forms.time();
  private static final Form<Duration> WRAP_UP =
      Form.of(
          "a duration such as 90s or 15m, or none",
          text ->
              text.equals("none") ? Optional.of(Duration.ZERO) : Forms.parseDuration(text));
  private static final Form<Integer> PER_AGENT = Forms.wholeNumber(1, 100);
  private static final Form<Boolean> AUTO_ACCEPT =
      Forms.oneOf(Forms.names(Map.entry("asked", false), Map.entry("unasked", true)));
  private static final Form<String> LANGUAGE =
      Form.of(
          "a language such as de",
          text -> text.matches("[A-Za-z]{2,8}") ? Optional.of(text) : Optional.empty());

  private PlacementSection() {}

  /// @param root of the catalogue
  /// @param tiers names of the tiers
  /// @param hours by name
  static Placement read(
      Section root, Collection<String> tiers, SortedMap<String, Hours> hours) {
    List<Queue> queues = new ArrayList<>();
    root.section("queues")
        .ifPresent(
            section -> {
              for (String name : List.copyOf(section.keys())) {
                section.key(name, CatalogueFile.NAME);
                queues.add(
                    section
                        .section(name)
                        .map(settings -> queue(name, settings, hours))
                        .orElseGet(() -> new Queue(name, null, false, null, null, null)));
              }
            });
    Form<String> queue = Forms.oneOf(queues.stream().map(Queue::name).toList());
    Form<String> tier = Forms.oneOf(tiers);
    return new Placement(
        queues,
        root.sections("routing").stream().map(rule -> rule(rule, queue, tier)).toList());
  }

  private static Queue queue(
      String name, Section settings, SortedMap<String, Hours> hours) {
    Queue read =
        new Queue(
            name,
            settings.optional("ring", RING).orElse(null),
            settings.optional("accept", AUTO_ACCEPT, false),
            settings.optional("wrapUp", WRAP_UP).orElse(null),
            settings.optional("perAgent", PER_AGENT).orElse(null),
            settings.optional("hours", Forms.oneOf(hours)).orElse(null));
    settings.refuseUnknown();
    return read;
  }

  private static PlacementRule rule(Section rule, Form<String> queue, Form<String> tier) {
    PlacementRule read =
        new PlacementRule(
            rule.list("about", CatalogueFile.NAME),
            new TreeSet<>(rule.list("environment", CatalogueFile.NAME)),
            new TreeSet<>(rule.list("platform", CatalogueFile.NAME)),
            new TreeSet<>(rule.list("tier", tier)),
            new TreeSet<>(rule.list("language", LANGUAGE)),
            rule.optional("queue", queue).orElse(null),
            new Skills(rule.list("needs", SKILL)),
            new Skills(rule.list("prefers", SKILL)));
    if (read.queue() == null && read.needs().isEmpty() && read.prefers().isEmpty()) {
      rule.fault("queue", "missing", "a queue, needs or prefers");
    }
    rule.refuseUnknown();
    return read;
  }

  private static Optional<Skill> parseSkill(String text) {
    try {
      return Optional.of(Skill.of(text.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
