package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import switchboard.postgres.EmbeddedPostgres;

/// `./switchboard simulate`: docs/spec/simulation.md, X13 and X14.
class SimulateCommandTest {
  private static final String SMALL = "--agents 4 --hours 2 --replications 5 ";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void x14_saysWhatIsDifferent() throws Exception {
    Path file = folder.resolve("figures.json");
    assertThat(run(SMALL + "--load 1.3 --add-agents 2 --deflect 40% --json " + file)).isZero();
    assertThat(out.toString())
        .contains("Change: 2 more agents (3 chats at once); 40 % take the ticket that is suggested")
        .containsPattern("service level +[0-9.]+ % ± [0-9.]+ +[0-9.]+ % ± [0-9.]+ +\\+[0-9.]+ pts ± [0-9.]+ \\*")
        .containsPattern("arrivals .* none")
        .containsSubsequence("all chats", "Elite", "Business", "Basic")
        .containsPattern("chats in 10 replications, played in");
    JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
    JsonNode level =
        rows(json).stream()
            .filter(row -> row.get("tier").isNull() && row.get("metric").asText().equals("SERVICE_LEVEL"))
            .findFirst()
            .orElseThrow();
    double gained = level.get("change").get("mean").asDouble() - level.get("baseline").get("mean").asDouble();
    assertThat(level.get("difference").get("mean").asDouble()).isPositive().isCloseTo(gained, within(1e-9));
    assertThat(json.get("desk").get("replications").asInt()).isEqualTo(5);
  }

  @Test
  void x5_saysWhereMoreAtOnceCostsNothing() {
    assertThat(run(SMALL + "--set-capacity 4")).isZero();
    assertThat(out.toString()).contains("Note: here a chat takes as long");
    out.getBuffer().setLength(0);
    assertThat(run(SMALL + "--set-capacity 4 --slowdown 20%")).isZero();
    assertThat(out.toString()).doesNotContain("Note:");
  }

  @Test
  void x14_withoutAChangeItSaysHowItIs() {
    assertThat(run(SMALL)).isZero();
    assertThat(out.toString()).doesNotContain("difference").contains("occupancy");
  }

  @Test
  void x11_findsTheCheapestChange() {
    assertThat(run(SMALL + "--load 1.3 --target 85%")).isZero();
    assertThat(out.toString())
        .contains("Target: a service level of 85 % over all chats")
        .contains("as it is")
        .contains("← reaches it")
        .containsPattern("Cheapest of the [0-9]+ that were tried: ");
  }

  @Test
  void x11_saysWhenNothingReachesIt() {
    assertThat(run("--agents 1 --per-hour 5 --hours 1 --replications 2 --declined 100% --target 90%"))
        .isZero();
    assertThat(out.toString()).containsPattern("None of the [0-9]+ changes that were tried reaches it");
  }

  @Test
  void x14_anotherCataloguesTiersArePlayed() throws Exception {
    Path catalogue = Path.of("src/test/resources/catalogue/nordwind.yaml");
    assertThat(run(SMALL + "--catalogue " + catalogue)).isZero();
    assertThat(out.toString()).contains("all chats").doesNotContain("Elite");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--handle 10x|--handle: 10x, expected a duration such as 90s, 15m or 2h",
        "--agents x|--agents: x, expected a whole number from 0 to 2000",
        "--agents 0|--per-hour: missing, expected it where nobody works, or chats take no time: no load says how many come",
        "--load 1 --per-hour 3|--load: 1, expected it or --per-hour, not both",
        "--mix Elite|--mix: Elite, expected pairs such as Elite=10,Basic=60",
        "--mix Gold=3|--mix: Gold, expected tiers of the catalogue: Sandbox, Basic, Business, Elite, Priority Enterprise Support",
        "--needs a=60%,b=60%|--needs: a=60%,b=60%, expected no more than 100% together",
        "--missed 60% --declined 60%|--missed: 60% beside --declined 60%, expected no more than 100% together",
        "--per-hour 99999 --hours 24|--per-hour times --hours: 2,499,975 chats, expected at most 500,000",
        "--remove-agents 13|--remove-agents: 13, expected a whole number from 0 to 12",
        "--set-capacity 0|--set-capacity: 0, expected a whole number from 1 to 100",
        "--teach dns=13|--teach: dns=13, expected at most the 12 agents who do not have it yet",
        "--head-start Gold=3m|--head-start: Gold, expected one of Basic, Business, Elite",
        "--demand Gold=2|--demand: Gold, expected one of Basic, Business, Elite",
        "--demand 11|--demand: 11, expected a number from 0 to 10",
        "--target 90|--target: 90, expected a part such as 40%, from 0% to 100%",
        "--target Gold=90%|--target: Gold, expected a tier that comes: Basic, Business, Elite",
        "--cost foo=1|--cost: foo, expected agent, capacity, skill or head-start",
        "--target 0%|--target: 0%, expected more than 0%",
        "--seed abc|--seed: abc, expected a whole number of at most 18 digits",
        "--json /not/there.json|--json: /not/there.json, expected a file in a folder that can be written",
        "--replications 1|--replications: 1, expected a whole number from 2 to 1000",
      })
  void x13_whatCannotBePlayedIsSaidInOneSentence(String options, String sentence) {
    assertThat(run(options)).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("switchboard: " + sentence);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void x13_anUnknownOptionIsNamed() {
    assertThat(run("--agnets 3")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith("switchboard: Unknown option")
        .contains("'--agnets'")
        .endsWith("All options: ./switchboard simulate --help" + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--agents 0 --per-hour 20",
        "--per-hour 0",
        "--capacity 100",
        "--handle 0s --per-hour 100",
        "--per-hour 1 --warm-up 0s",
        "--patience 0s",
        "--needs dns=100%",
        "--slowdown 100%",
        "--demand 0",
        "--add-agents 0 --teach dns=0",
        "--remove-agents 4",
        "--deflect 100% --load 3",
        "--mix Elite=1,Basic=99 --per-hour 60 --seed 3",
      })
  void x13_extremesArePlayed(String options) {
    assertThat(run((options.contains("--agents 0") ? "" : "--agents 4 ") + "--hours 1 --replications 2 " + options))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("all chats", "slots").doesNotContain("NaN", "null", "Infinity");
  }

  private int run(String options) {
    List<String> arguments = new ArrayList<>(List.of("simulate"));
    arguments.addAll(List.of(options.strip().split(" ")));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static List<JsonNode> rows(JsonNode json) {
    List<JsonNode> rows = new ArrayList<>();
    json.get("compared").get(0).get("rows").forEach(rows::add);
    return rows;
  }

  // --- recorded ---

  private static final String PERIOD = "--from 2026-11-30T02:00:00Z --to 2026-11-30T05:00:00Z ";

  @Test
  void x14_x21_playsWhatTheJournalRecordedAndSaysWhatWouldBeDecidedOtherwise() throws Exception {
    Path data = folder.resolve("data");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(data, EmbeddedPostgres.Options.DEFAULT)) {
      long endMs = Instant.parse("2026-11-30T05:00:00Z").toEpochMilli();
      BusyMorning.write(postgres.database(), endMs, endMs + 3_600_000);

      // A desk that is simulated has no wrap-up; this one has.
      assertThat(run(PERIOD + "--verify --data " + data)).isEqualTo(1);
      assertThat(out.toString())
          .containsPattern("[1-9][0-9]* decisions with [1-9][0-9]* entries were decided again exactly")
          .contains("The next one was not.")
          .containsPattern("recorded .*Closed\\[outcome=RESOLVED")
          .containsPattern("decided .*WrapUpBegan")
          .containsPattern("command .*CloseConversation");

      out.getBuffer().setLength(0);
      assertThat(run(PERIOD + "--add-agents 2 --replications 10 --data " + data)).as(err.toString()).isZero();
      assertThat(out.toString())
          .containsPattern("[0-9]+ chats came in the period; service level as recorded: [0-9.]+ %")
          .containsPattern("3 h, [0-9]+ chats expected, 6 agents with 18 slots")
          .contains("Change: 2 more agents");

      assertThat(run("--verify --from 2026-11-29T02:00:00Z --to 2026-11-29T03:00:00Z --data " + data))
          .isEqualTo(1);
      assertThat(err.toString()).contains("--from: nothing was recorded in this period");
      assertThat(run("--from 2026-11-29T02:00:00Z --to 2026-11-29T03:00:00Z --data " + data)).isEqualTo(1);
      assertThat(err.toString()).contains("--from: only 0 chats came in this period, expected at least 20");
    }
  }

  @Test
  void x14_aFolderWithoutADatabaseIsRefusedAndStaysAsItIs() {
    Path data = folder.resolve("mistyped");
    for (String what : List.of("--verify ", "--add-agents 1 ")) {
      assertThat(run(PERIOD + what + "--data " + data)).isEqualTo(1);
      assertThat(err.toString())
          .contains("--data: " + data + ", expected the data folder of a server or demo");
      assertThat(data).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--from yesterday            | --from",
        "--to 2026-11-30             | --from: missing",
        "--from 2026-11-30T05:00:00Z --to 2026-11-30T04:00:00Z | --to: 2026-11-30T04:00:00Z, expected a time after --from",
        "--from 2126-11-30           | --from: 2126-11-30, expected a time in the past, by the clock of America/Los_Angeles",
        "--from 2026-01-01 --to 2026-11-30 | --to: 2026-11-30, expected a time at most 31 days after --from",
        "--from 1999-01-01 --to 1999-01-02 | --from: 1999-01-01, expected a time after 2001",
        "--from 2026-11-30 --load 2  | --load: says how a desk is that is made up",
      })
  void x14_aPeriodThatIsNoneIsRefused(String arguments, String said) {
    assertThat(run(arguments)).isNotZero();
    assertThat(err.toString()).contains(said);
  }
}
