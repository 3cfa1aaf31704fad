package switchboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.desk.supervision.Alerts;
import switchboard.desk.vocabulary.AlertRule;
import switchboard.desk.vocabulary.AlertRule.Measure;

/// How an alert reads as a mail.
class AlertMailTest {
  private static final URI BOARD = URI.create("https://support.example/desk/board");
  private static final long NOW = Instant.parse("2026-12-01T00:40:12Z").toEpochMilli();
  private static final AlertRule WAITING =
      new AlertRule("Basic is full", Measure.WAITING, "Basic", 10, 5, 0);

  private static AlertMail mail(AlertRule rule, boolean raised, long number, long atMs) {
    return AlertMail.of(
        "main", BOARD, ZoneOffset.UTC, new Alerts.Change(rule, raised, number, atMs));
  }

  @Test
  void itSaysWhatBeganSinceWhenByWhatLimitAndWhereToLook() {
    AlertMail mail = mail(WAITING, true, 12, NOW);
    assertThat(mail.subject()).isEqualTo("Switchboard: 12 wait in Basic (limit 10)");
    assertThat(mail.text())
        .isEqualTo(
            """
            The alert "Basic is full" began on 2026-12-01 00:40 Z.
            Basic: 12 chats wait.
            It begins at 10 and is over at 5.

            Desk: main
            Board: https://support.example/desk/board
            """);
  }

  @Test
  void itSaysWhatIsOver() {
    AlertMail mail = mail(WAITING, false, 4, NOW);
    assertThat(mail.subject()).isEqualTo("Switchboard: 4 wait in Basic: over");
    assertThat(mail.text()).startsWith("The alert \"Basic is full\" was over on 2026-12-01 00:40 Z.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LONGEST_WAIT  | 60000 | 30000 | 72000 | longest wait 1:12 in Basic (limit 1:00)",
        "WAITING       | 1     | 0     | 1     | 1 waits in Basic (limit 1)",
        "BREACHES      | 2     | 0     | 3     | 3 miss the target in Basic (limit 2)",
        "SERVICE_LEVEL | 70    | 80    | 62    | service level 62 % in Basic (limit 70 %)",
        "AGENTS        | 1     | 2     | 1     | 1 agent takes chats in Basic (limit 1)"
      })
  void eachMeasureHasItsWords(Measure measure, long begins, long ends, long number, String subject) {
    AlertRule rule = new AlertRule("x", measure, "Basic", begins, ends, 0);
    assertThat(mail(rule, true, number, NOW).subject()).isEqualTo("Switchboard: " + subject);
  }

  @Test
  void aRepeatOfTheSameChangeHasTheSameIdAndNothingElseHas() {
    String id = mail(WAITING, true, 12, NOW).id();
    assertThat(mail(WAITING, true, 13, NOW + 20_000).id()).isEqualTo(id);
    assertThat(mail(WAITING, false, 12, NOW).id()).isNotEqualTo(id);
    assertThat(mail(WAITING, true, 12, NOW + 60_000).id()).isNotEqualTo(id);
  }

  @Test
  void withoutAPublicUrlThereIsNoLink() {
    assertThat(
            AlertMail.of(
                    "main", null, ZoneOffset.UTC, new Alerts.Change(WAITING, true, 12, NOW))
                .text())
        .endsWith("Desk: main\n");
  }
}
