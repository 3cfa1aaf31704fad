package switchboard.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import switchboard.desk.intake.Placement;
import switchboard.desk.intake.PlacementRule;
import switchboard.desk.vocabulary.Skill;
import switchboard.desk.vocabulary.Skills;

/// Reads the queues of the catalogue and the rules by which chats find theirs.
final class PlacementSection {
  private static final Form<Skill> SKILL =
      Form.of(
          "a skill such as dns, or dns:3 with a level from 1 to 5", PlacementSection::parseSkill);
  private static final Form<String> LANGUAGE =
      Form.of(
          "a language such as de",
          text -> text.matches("[A-Za-z]{2,8}") ? Optional.of(text) : Optional.empty());

  private PlacementSection() {}

  /// @param root of the catalogue
  /// @param tiers names of the tiers
  static Placement read(Section root, Collection<String> tiers) {
    List<String> queues = root.list("queues", CatalogueFile.NAME);
    if (queues.stream().distinct().count() < queues.size()) {
      root.fault("queues", String.join(", ", queues), "names that differ");
    }
    Form<String> queue = Forms.oneOf(queues);
    Form<String> tier = Forms.oneOf(tiers);
    return new Placement(
        queues,
        root.sections("routing").stream().map(rule -> rule(rule, queue, tier)).toList());
  }

  private static PlacementRule rule(Section rule, Form<String> queue, Form<String> tier) {
    PlacementRule read =
        new PlacementRule(
            rule.list("about", CatalogueFile.NAME),
            new TreeSet<>(rule.list("environment", CatalogueFile.NAME)),
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
