package switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.desk.entitlement.Catalogue;
import switchboard.desk.entitlement.Entitlement;
import switchboard.desk.entitlement.Phone;
import switchboard.desk.entitlement.Site;
import switchboard.desk.entitlement.Target;
import switchboard.desk.entitlement.Tier;

class CatalogueFileTest {
  private static final Path OTHER = Path.of("src/test/resources/catalogue/nordwind.yaml");

  @Test
  void anotherCompanysCatalogueLoads() throws IOException {
    Catalogue catalogue = ((Loaded.Good<Catalogue>) CatalogueFile.read(OTHER)).value();
    assertThat(catalogue.tiers())
        .extracting(Tier::name)
        .containsExactly("Bronze", "Silver", "Gold", "Platinum");
    assertThat(catalogue.strict()).isTrue();
    assertThat(catalogue.tiers())
        .extracting(Tier::headStart)
        .containsExactly(
            Duration.ZERO,
            Catalogue.STRICT_STEP,
            Catalogue.STRICT_STEP.multipliedBy(2),
            Catalogue.STRICT_STEP.multipliedBy(3));

    Entitlement scale = catalogue.entitlementOf(new Site("Scale", true, true), null);
    assertThat(scale.phone()).isEqualTo(new Phone(5, Duration.ofMinutes(45), true));
    assertThat(scale.tier().firstResponse().get("P1"))
        .isEqualTo(new Target(Duration.ofHours(4), Duration.ofHours(1)));
    assertThat(scale.tier().nextResponse().get("P1"))
        .isEqualTo(Target.calendar(Duration.ofHours(2)));
    assertThat(scale.tier().nextResponse().get("P2")).isNull();
    assertThat(scale.chatIsOpen(Instant.parse("2026-11-27T22:59:59Z"))).isTrue(); // Friday
    assertThat(scale.chatIsOpen(Instant.parse("2026-11-27T23:00:00Z"))).isFalse();

    Entitlement critical = catalogue.entitlementOf(null, "Mission Critical");
    Instant sunday = Instant.parse("2026-11-29T12:00:00Z");
    Instant monday = Instant.parse("2026-11-30T12:00:00Z");
    assertThat(critical.escalation("outage", sunday)).contains(Duration.ofMinutes(15));
    assertThat(critical.escalation("outage", monday)).contains(Duration.ofMinutes(10));
    assertThat(critical.escalation("release", sunday)).isEmpty();
    assertThat(catalogue.entitlementOf(null, null).chatIsOpen(monday)).isFalse();
  }

  /// Each row replaces one piece of the shipped catalogue and is found with its line.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "supportHours: support | supportHour: support | supportHour: unknown key, expected"
            + " supportHours",
        "supportHours: support | supportHour: support | supportHours: missing, expected one of"
            + " always, support",
        "supportHours: support | supportHours: suport | supportHours: suport, expected one of"
            + " always, support",
        "zone: America/Los_Angeles | zone: America/Los_Angles | hours.support.zone:"
            + " America/Los_Angles, expected a time zone",
        "monday-friday: 09:00-17:00 | monday-friday: 17:00-09:00 |"
            + " hours.support.open.monday-friday: 17:00-09:00, expected times such as",
        "monday-friday: 09:00-17:00 | monday-friday: 09:00-25:00 | expected times such as",
        "monday-friday: 09:00-17:00 | friday-monday: 09:00-17:00 | expected a day or days such as",
        "monday-friday: 09:00-17:00 | monday-friday: [09:00-17:00, 16:00-18:00] | 16:00-18:00 on"
            + " monday, expected times that do not overlap",
        "2026-02-16 | 2026-02-30 | hours.support.holidays: 2026-02-30, expected a day such as",
        "rank: 10 | rank: ten | tiers.Basic.rank: ten, expected a whole number from 0 to 1000",
        "rank: 10 | rank: 20 | tiers.Business.rank: 20, expected not the same rank as the lower"
            + " tier Basic",
        "rank: 10 | rnk: 10 | tiers.Basic.rank: missing, expected a whole number",
        "rank: 10 | rnk: 10 | tiers.Basic.rnk: unknown key, expected rank",
        "rank: 10 | rank: 10\\n    rank: 11 | tiers.Basic.rank: given twice, expected one value",
        "rank: 20 | rank: 5 | tiers.Basic.headStart: too short, expected at least as long a head"
            + " start as the lower tier Business",
        "headStart: 10m | headStart: 10 | tiers.Business.headStart: 10, expected a duration such"
            + " as",
        "headStart: perTier | headStart: strict | tiers.Elite.headStart: given, expected none",
        "headStart: perTier | headStart: strictly | headStart: strictly, expected one of perTier,"
            + " strict",
        "chatTarget: 3m | chatTarget: 0s | tiers.Business.chatTarget: 0s, expected a duration",
        "chatTarget: 3m | chatTarget: 9m | tiers.Business.chatTarget: too long, expected at most as"
            + " long a wait as the lower tier Basic",
        "chatTarget: 3m | chatTarget: 3m\\n"
            + "    firstResponse: 1d | tiers.Elite.firstResponse: nothing for priority high,"
            + " expected at least as good a promise as the lower tier Business: 24 h",
        "firstResponse: 2h support | firstResponse: 2h office | firstResponse: 2h office, expected"
            + " a time such as",
        "firstResponse: 2h support | firstResponse: {hgih: 2h} | firstResponse.hgih: unknown key,"
            + " expected high",
        "tier: Elite | tier: Elit | plans.Elite.tier: Elit, expected one of Sandbox, Basic,"
            + " Business, Elite, Priority",
        "chat: always | chat: sometimes | plans.Sandbox.chat: sometimes, expected one of always,"
            + " support",
        "tickets: standard | tickets: first | plans.Basic.tickets: first, expected one of none,"
            + " standard, ahead",
        "downtime: paying | downtime: maybe | plans.Basic.downtime: maybe, expected one of no, yes,"
            + " paying, launched",
        "callsPerMonth: 2 | callsPerMonth: 0 | plans.Business.phone.callsPerMonth: 0, expected a"
            + " whole number from 1 to 1000 or 'unlimited'",
        "callsPerMonth: 2 | calls: 2 | plans.Business.phone.callsPerMonth: missing, expected",
        "escalation: 60m | escalation: 0m | plans.Elite.onCall.escalation: 0m, expected a duration",
        "hours: always | hours: [always] | plans.Elite.onCall.hours: a list, expected one of"
            + " always, support",
        "base: Sandbox | base: Sand | base: Sand, expected one of Basic, Business, Elite, Sandbox",
        "base: Sandbox | basis: Sandbox | base: missing, expected one of",
        "tier: Basic | tier: basic | plans.Basic.tier: basic, expected one of",
        "priorities: [low, normal, high, urgent] | priorities: [] | priorities: none, expected the"
            + " priorities of tickets",
        "emergencyNumber: +1 | emergencyNumber: {a: b} # | emergencyNumber: keys, expected text",
        "priorities: [low | priorities: [[[low | expected",
        "queues: {} | queues: {A: {accept: maybe}} | queues.A.accept: maybe, expected one of asked, unasked",
        "routing: [] | routing: [{about: dns, queue: Nowhere}] | routing.queue: Nowhere, expected a"
            + " name that is defined",
        "routing: [] | routing: [{about: dns}] | routing.queue: missing, expected a queue, needs or"
            + " prefers",
        "routing: [] | routing: [{needs: dns:9}] | routing.needs: dns:9, expected a skill such as"
            + " dns, or dns:3",
        "routing: [] | routing: [{needs: dns, tier: Gold}] | routing.tier: Gold, expected one of"
            + " Sandbox, Basic",
        "routing: [] | routing: [{need: dns}] | routing.need: unknown key, expected",
        "begins: 60s | begins: 5 | alerts.begins: 5, expected a duration",
        "begins: 80% | begins: 80 | alerts.begins: 80, expected a percentage such as",
        "begins: 5 | begins: 1 | alerts.ends: 1, expected a number on the good side of 1",
        "watch: serviceLevel | watch: level | alerts.watch: level, expected one of longestWait, waiting,",
        "name: Service level is low | name: Chats will miss their targets | alerts.name: Chats will miss"
            + " their targets, expected a name that no other alert has",
        "watch: breaches | watch: breaches\\n    above: 1 | alerts.above: unknown key, expected",
      })
  void faultIsFoundWithItsLine(String good, String bad, String expected) throws IOException {
    String shipped = Files.readString(Path.of("src/main/resources", CatalogueFile.SHIPPED));
    assertThat(shipped).contains(good);
    String text = shipped.replaceFirst(Pattern.quote(good), bad.replace("\\n", "\n"));
    List<String> faults = faults(text);
    assertThat(faults).anySatisfy(fault -> assertThat(fault).contains(expected));
    assertThat(faults)
        .allSatisfy(fault -> assertThat(fault).matches("(?s).*, file\\.yaml(:\\d+)?"));
  }

  @Test
  void lineIsThatOfTheValue() {
    assertThat(faults("hours:\n  h:\n    zone: Nowhere\n    open:\n      monday: 09:00-10:00\n"))
        .contains(
            "hours.h.zone: Nowhere, expected a time zone such as America/Los_Angeles or UTC,"
                + " file.yaml:3");
  }

  @Test
  void everyFaultIsReportedAtOnce() {
    assertThat(
            faults(
                """
                hours:
                  h: { zone: Nowhere, open: { someday: 09:00-10:00 } }
                supportHours: x
                priorities: [normal]
                tiers:
                  A: { rank: a, headStart: 1x, chatTarget: 5m }
                plans:
                  P: { tier: B, chat: i, ticket: standard }
                base: Q
                """))
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactly(
            "hours.h.zone",
            "hours.h.open.someday",
            "supportHours",
            "tiers.A.rank",
            "tiers.A.headStart",
            "plans.P.tier",
            "plans.P.chat",
            "plans.P.ticket",
            "base",
            "unknownPlan");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| nothing, expected a plan catalogue, file.yaml",
        "# only a comment| nothing, expected a plan catalogue, file.yaml",
        "just text| no key, expected keys with values, file.yaml:1",
        "a: [| expected YAML, file.yaml:1",
        "a: &x 1\\nb: *x| b: an alias, expected the value itself, file.yaml:1",
        "? [a]\\n: b| a key that is not text, expected text, file.yaml:1",
      })
  void fileThatIsNoCatalogueIsRefused(String text, String expected) {
    assertThat(String.join("\n", faults(text.replace("\\n", "\n")))).contains(expected);
  }

  @Test
  void hugeAndDeepFilesAreRefused() {
    assertThat(faults("#".repeat(2_000_000))).first().asString().contains("expected at most");
    assertThat(faults("a: " + "[".repeat(50) + "]".repeat(50)))
        .first()
        .asString()
        .contains("nested too deep");
  }

  private static List<String> faults(String text) {
    return switch (CatalogueFile.parse("file.yaml", text)) {
      case Loaded.Faulty<Catalogue>(List<Fault> faults) ->
          faults.stream().map(Fault::toString).toList();
      case Loaded.Good<Catalogue>(Catalogue catalogue) ->
          throw new AssertionError("no fault: " + catalogue);
    };
  }
}
