package switchboard.desk.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

class PlacementTest {
  private static final PlacementRule DNS = about("", "dns:2", "", "dns", "name server");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DNS does not resolve               | true
          my dns, since today                | true
          Which NAME  server do I set?       | true
          dnssec                             | false
          the server has a name              | false
          ''                                 | false
          """)
  void r10_aRuleFitsWhatSaysOneOfItsWordsOrPhrasesWhole(String topic, boolean fits) {
    assertThat(DNS.fits(told(topic))).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({"topic", "steps", "error", "link"})
  void r10_itsWordsMayStandInAnyPartThatDescribesTheProblem(String part) {
    Intake intake =
        switch (part) {
          case "topic" -> new Intake("dns", "", "", "", "", List.of());
          case "steps" -> new Intake("", "dns", "", "", "", List.of());
          case "error" -> new Intake("", "", "", "", "dns", List.of());
          default -> new Intake("", "", "", "", "", List.of("https://example.com/dns/"));
        };
    assertThat(DNS.fits(new Told(intake, "Basic", "", ""))).isTrue();
  }

  @Test
  void r10_everyRuleThatFitsAddsItsNeedsAndTheFirstQueueNamedCounts() {
    Placement placement =
        new Placement(
            List.of(queue("Support"), queue("Billing"), queue("Network")),
            List.of(
                DNS,
                about("Network", "", "php", "dns"),
                about("Billing", "dns:3", "german", "refund")));
    assertThat(of(placement, "a refund for dns"))
        .isEqualTo(
            new Wanted(new Line("Network", Skills.of("dns:3")), Skills.of("german", "php")));
    assertThat(of(placement, "hello"))
        .isEqualTo(new Wanted(new Line("Support", Skills.NONE), Skills.NONE));
  }

  @Test
  void r10_withoutRulesAChatGoesToTheFirstQueueAndAnybodyOfItWillDo() {
    assertThat(of(new Placement(List.of(queue("Support"), queue("Billing")), List.of()), "dns"))
        .isEqualTo(new Wanted(new Line("Support", Skills.NONE), Skills.NONE));
    assertThat(of(new Placement(List.of(), List.of()), "dns")).isEqualTo(Wanted.ANYBODY);
  }

  @Test
  void r10_whatIsNeededIsNotPreferredBeside() {
    Placement placement =
        new Placement(List.of(), List.of(DNS, about(null, "", "dns,php", "dns")));
    assertThat(of(placement, "dns"))
        .isEqualTo(new Wanted(new Line("", Skills.of("dns:2")), Skills.of("php")));
  }

  @ParameterizedTest
  @CsvSource({"de,true", "de-AT,true", "DE_de,true", "den,false", "en,false", "'',false"})
  void r10_languageIsThatOfTheLocale(String locale, boolean fits) {
    PlacementRule german =
        new PlacementRule(
            List.of(),
            new TreeSet<>(), new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(List.of("de")),
            null,
            Skills.of("german"),
            Skills.NONE);
    assertThat(german.fits(new Told(Intake.EMPTY, "Basic", locale, ""))).isEqualTo(fits);
  }

  @Test
  void r10_allThatARuleNamesMustBeTrue() {
    PlacementRule rule =
        new PlacementRule(
            List.of("down"),
            new TreeSet<>(List.of("Live")), new TreeSet<>(),
            new TreeSet<>(List.of("Elite")),
            new TreeSet<>(),
            "Incidents",
            Skills.NONE,
            Skills.NONE);
    Intake live = new Intake("it is down", "", "live", "", "", List.of());
    assertThat(rule.fits(new Told(live, "Elite", "", ""))).isTrue();
    assertThat(rule.fits(new Told(live, "Basic", "", ""))).isFalse();
    assertThat(rule.fits(new Told(new Intake("it is down", "", "Dev", "", "", List.of()), "Elite", "", "")))
        .isFalse();
  }

  private static PlacementRule about(
      @Nullable String queue, String needs, String prefers, String... words) {
    return new PlacementRule(
        List.of(words),
        new TreeSet<>(), new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        queue == null || queue.isEmpty() ? null : queue,
        skills(needs),
        skills(prefers));
  }

  private static Skills skills(String texts) {
    return texts.isEmpty() ? Skills.NONE : Skills.of(texts.split(","));
  }

  private static Wanted of(Placement placement, String topic) {
    return placement.of(intake(topic), "Basic", "", "");
  }

  private static Told told(String topic) {
    return new Told(intake(topic), "Basic", "", "");
  }

  private static Intake intake(String topic) {
    return new Intake(topic, "", "", "", "", List.of());
  }

  private static Queue queue(String name) {
    return new Queue(name, null, false, null, null, null);
  }
}
