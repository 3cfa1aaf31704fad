package switchboard.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.desk.vocabulary.AlertRule.Measure;

/// Reads when supervisors are called.
final class AlertsSection {
  private static final Form<Measure> WATCH =
      Forms.oneOf(
          Forms.names(
              Map.entry("longestWait", Measure.LONGEST_WAIT),
              Map.entry("waiting", Measure.WAITING),
              Map.entry("breaches", Measure.BREACHES),
              Map.entry("serviceLevel", Measure.SERVICE_LEVEL),
              Map.entry("agents", Measure.AGENTS)));
  private static final Form<Long> MILLIS =
      Form.of(
          Forms.time().expected(), text -> Forms.parseDuration(text).map(Duration::toMillis));
  private static final Form<Long> COUNT =
      Form.of(
          "a whole number from 0 to 100000",
          text -> Forms.wholeNumber(0, 100_000).reading().apply(text).map(Integer::longValue));
  private static final Form<Long> PERCENT =
      Form.of(
          "a percentage such as 80%",
          text ->
              text.endsWith("%")
                  ? Forms.wholeNumber(0, 100)
                      .reading()
                      .apply(text.substring(0, text.length() - 1))
                      .map(Integer::longValue)
                  : Optional.empty());

  private AlertsSection() {}

  /// @param root of the catalogue
  static List<AlertRule> read(Section root, List<String> tiers, List<String> queues) {
    List<AlertRule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section alert : root.sections("alerts")) {
      rule(alert, tiers, queues)
          .ifPresent(
              rule -> {
                rules.add(rule);
                if (!names.add(rule.name())) {
                  alert.fault("name", rule.name(), "a name that no other alert has");
                }
              });
    }
    return rules;
  }

  private static Optional<AlertRule> rule(
      Section alert, List<String> tiers, List<String> queues) {
    String name = alert.required("name", CatalogueFile.NAME, "");
    Measure measure = alert.required("watch", WATCH, Measure.WAITING);
    Optional<String> tier = alert.optional("tier", Forms.oneOf(tiers));
    Optional<String> queue = alert.optional("queue", Forms.oneOf(queues));
    if (tier.isPresent() && queue.isPresent()) {
      alert.fault("queue", queue.get(), "no queue beside a tier");
    }
    if (tier.isPresent() && measure == Measure.AGENTS) {
      alert.fault("tier", tier.get(), "no tier: agents serve all");
    }
    if ((tier.isPresent() || queue.isPresent()) && measure == Measure.SERVICE_LEVEL) {
      alert.fault("watch", "serviceLevel", "no tier and no queue: it is the whole desk's");
    }
    if (queue.isPresent() && measure == Measure.BREACHES) {
      alert.fault("queue", queue.get(), "no queue: breaches are counted by tier");
    }
    Form<Long> number =
        switch (measure) {
          case LONGEST_WAIT -> MILLIS;
          case WAITING, BREACHES, AGENTS -> COUNT;
          case SERVICE_LEVEL -> PERCENT;
        };
    long begins = alert.required("begins", number, 1L);
    long ends = alert.required("ends", number, 0L);
    long forMs = alert.optional("for", MILLIS, 0L);
    alert.refuseUnknown();
    try {
      return Optional.of(
          new AlertRule(name, measure, tier.or(() -> queue).orElse(null), begins, ends, forMs));
    } catch (IllegalArgumentException e) {
      alert.fault("ends", "" + ends, "a number on the good side of " + begins);
      return Optional.empty();
    }
  }
}
