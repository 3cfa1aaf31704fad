package switchboard.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.desk.vocabulary.StateReason;

/// The golden file is the journal's memory: each line is what some version wrote for the example in the same place here. Lines are added,
/// never changed or removed; a variant that gains a component gains a line beside its old one.
class EventCodecTest {
  private static final Path GOLDEN = Path.of("src/test/resources/journal-golden.jsonl");
  private static final Pattern GOLDEN_LINE =
      Pattern.compile("\\{\"type\":\"(\\w+)\",\"version\":(\\d+),\"event\":(.*)}");

  private static final Intake INTAKE =
      new Intake(
          "Site is down",
          "1. open \"/\"\n2. see 502",
          "production",
          "since 10:40",
          "502 Bad Gateway",
          List.of("https://example.test/a", "https://example.test/ü"));

  private static final List<Event> EXAMPLES =
      List.of(
          new Event.Launched(
              new Customer(
                  "c-1",
                  "Zoë 🙂",
                  "zoe@example.test",
                  "o-1",
                  "Zoë's Shop",
                  "Priority Enterprise Support",
                  "s-1",
                  "shop.test",
                  "Performance Large",
                  List.of("production", "staging")),
              INTAKE,
              new Line("", Skills.of("dns", "wordpress")),
              Skills.NONE,
              new Standing("Elite", 4, 900_000, 60_000, false, List.of("Launch Chat", "phone"))),
          new Event.Launched(
              new Customer(
                  "c-2", "Bo", "bo@example.test", "o-2", "Bo", null, null, null, null, List.of()),
              Intake.EMPTY,
              Line.GENERAL,
              Skills.NONE,
              new Standing("Basic", 1, 0, 300_000, false, List.of())),
          new Event.Launched(
              new Customer(
                  "c-2", "Bo", "bo@example.test", "o-2", "Bo", null, null, null, null, List.of()),
              Intake.EMPTY,
              Line.GENERAL,
              Skills.NONE,
              new Standing("Sandbox", 0, 0, 300_000, true, List.of())),
          new Event.Queued(QueueReason.LAUNCHED, new OrderKey(1_700_000_000_000L, 4, 17), 0, 0),
          new Event.Offered(
              9,
              "a-1",
              "Dana",
              1_700_000_020_000L,
              new Explanation(
                  "Business",
                  190_000,
                  7,
                  1,
                  3,
                  Explanation.Reason.LOWEST_LOAD,
                  List.of(new Explanation.Rival("a-2", "Eli", 2, 3)),
                  List.of(new Explanation.Passed(4790, List.of("dns"))))),
          new Event.OfferEnded(
              9, "a-1", OfferOutcome.DECLINED, "in a call", 1_700_000_080_000L, 0),
          new Event.Assigned(9, "a-1", "Dana"),
          new Event.Posted("Hello \"you\" \\ \t €, 🙂", false),
          new Event.Marked(MarkKind.READ, 12),
          new Event.IntakeRevised(INTAKE),
          new Event.CustomerAbsent(1_700_000_300_000L),
          new Event.CustomerBack(),
          new Event.WrapUpBegan(1_700_000_400_000L),
          new Event.Closed(Outcome.RESOLVED, 1_700_000_500_000L),
          new Event.TicketOpened(31, "Site is down"),
          new Event.TicketAssigned("a-1", "Dana"),
          new Event.TicketResolved(1_700_000_600_000L),
          new Event.Forgotten(),
          new Event.AgentEnrolled(
              "a-1", "Dana", true, 3, Skills.of("dns", "wordpress"), List.of()),
          new Event.AgentStateChanged("a-1", AgentState.AWAY, StateReason.MISSED_OFFERS),
          new Event.SessionOpened("a-1", "n1-7"),
          new Event.SessionClosed("a-1", "n1-7", 1_700_000_045_000L),
          new Event.Launched(
              new Customer(
                  "c-2", "Bo", "bo@example.test", "o-2", "Bo", null, null, null, null, List.of()),
              Intake.EMPTY,
              new Line("Support", Skills.of("dns:3", "wordpress")),
              Skills.of("php:2"),
              new Standing("Sandbox", 0, 0, 300_000, true, List.of())),
          new Event.Queued(
              QueueReason.LAUNCHED,
              new OrderKey(1_700_000_000_000L, 4, 17),
              1_700_000_030_000L,
              0),
          new Event.PreferencesDropped(),
          new Event.AgentEnrolled(
              "a-1", "Dana", true, 3, Skills.of("dns:3", "wordpress"), List.of("Billing")),
          new Event.Queued(
              QueueReason.REQUEUED,
              new OrderKey(1_700_000_000_000L, 4, 17),
              1_700_000_030_000L,
              1_700_000_060_000L),
          new Event.WantsChanged(
              new Line("Support", Skills.of("dns:3")), Skills.of("php"), 1_700_000_030_000L),
          new Event.Boosted(new OrderKey(1_700_000_000_000L, 4, 17)),
          new Event.TransferOffered(
              10, "a-2", "Eli", 1_700_000_020_000L, "DNS is set; the certificate is not."),
          new Event.TransferredToQueue("Billing", "Wants last month's invoice."),
          new Event.Weighed(2),
          new Event.Joined(),
          new Event.Left(),
          new Event.VipMarked(true),
          new Event.Monitored(),
          new Event.QueuePaused("Billing"),
          new Event.QueueResumed("Billing"),
          new Event.Launched(
              new Customer(
                  "c-2", "Bo", "bo@example.test", "o-2", "Bo", null, null, null, null, List.of()),
              Intake.EMPTY,
              new Line("Support", Skills.of("dns:3", "wordpress")),
              Skills.of("php:2"),
              new Standing("Sandbox", 0, 0, 300_000, true, List.of(), true)),
          new Event.Rated(4, "Quick, and \"kind\" 🙂"),
          new Event.SessionQuiet("a-1", "n1-7"),
          new Event.SessionHeard("a-1", "n1-7"));

  private record Golden(String type, int version, String event) {}

  @Test
  void everyGoldenLineReadsAsItsExample() throws IOException {
    assertThat(golden())
        .extracting(line -> read(line.type(), line.version(), line.event()))
        .containsExactlyElementsOf(EXAMPLES);
  }

  @Test
  void whatIsWrittenNowIsTheNewestGoldenLineOfItsVariant() throws IOException {
    Map<String, Golden> newest =
        golden().stream().collect(toMap(Golden::type, line -> line, (_, later) -> later));
    Map<String, Event> examples =
        EXAMPLES.stream().collect(toMap(EventCodec::type, event -> event, (_, later) -> later));
    examples.forEach(
        (type, event) ->
            assertThat(new Golden(type, EventCodec.VERSION, written(event)))
                .as("a variant that changed gets a new golden line beside its old one")
                .isEqualTo(newest.get(type)));
  }

  @Test
  void everyVariantHasAGoldenLine() throws IOException {
    Set<String> types = golden().stream().map(Golden::type).collect(toSet());
    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            variants(Event.class).map(Class::getSimpleName).toList());
  }

  /// What a program of each format can read, and one of the format before cannot. A new variant raises the format: then an older node says so instead
  /// of stumbling over it.
  private static final Map<Integer, Set<String>> NEW_IN_FORMAT =
      Map.of(
          1,
          Set.of(
              "Launched", "IntakeRevised", "Queued", "Offered", "OfferEnded", "Assigned", "Posted", "Marked",
              "CustomerAbsent", "CustomerBack", "WrapUpBegan", "Closed", "TicketOpened", "TicketAssigned",
              "TicketResolved", "Forgotten", "AgentEnrolled", "AgentStateChanged", "SessionOpened",
              "SessionClosed"),
          2,
          Set.of("PreferencesDropped"),
          3,
          Set.of(
              "WantsChanged", "Boosted", "TransferOffered", "TransferredToQueue", "Weighed", "Joined", "Left",
              "VipMarked", "Monitored", "QueuePaused", "QueueResumed"),
          4,
          Set.of("Rated", "SessionQuiet", "SessionHeard"));

  @Test
  void aVariantThatIsNewRaisesTheFormatOfTheJournal() {
    assertThat(NEW_IN_FORMAT.values().stream().flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(
            variants(Event.class).map(Class::getSimpleName).toList());
    assertThat(NEW_IN_FORMAT.keySet())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, EventCodec.FORMAT).boxed().collect(toSet()));
    assertThat(EventCodec.FORMAT).isGreaterThanOrEqualTo(EventCodec.VERSION);
  }

  @Test
  void everyExampleReadsBackAsItWasWritten() {
    assertThat(EXAMPLES)
        .allSatisfy(
            event ->
                assertThat(
                        EventCodec.read(
                            EventCodec.type(event), EventCodec.VERSION, EventCodec.write(event)))
                    .isEqualTo(event));
  }

  @Test
  void unknownFieldsAreIgnoredAndAbsentOnesAreEmpty() {
    assertThat(read("Marked", 1, "{\"mark\":\"READ\",\"upTo\":3,\"device\":{\"kind\":\"phone\"}}"))
        .isEqualTo(new Event.Marked(MarkKind.READ, 3));
    assertThat(read("Posted", 1, "{\"text\":\"hi\"}")).isEqualTo(new Event.Posted("hi", false));
  }

  @Test
  void unknownTypesAndLaterVersionsAreRefusedByName() {
    assertThatThrownBy(() -> read("Teleported", 1, "{}"))
        .isInstanceOf(NewerJournal.class)
        .hasMessage(
            "the journal holds an event of type Teleported in version 1 of its form, and this program reads up to format 4: start the newer version of Switchboard here, too");
    assertThatThrownBy(() -> read("Posted", 2, "{}"))
        .isInstanceOf(NewerJournal.class)
        .hasMessageStartingWith("the journal holds an event of type Posted in version 2 of its form");
    assertThatThrownBy(() -> read("Posted", 1, "{\"text\":"))
        .hasMessage("cannot read the event of type Posted");
  }

  @Test
  void whatNeitherUtf8NorPostgresCanHoldIsReplaced() {
    Event event = new Event.Posted("a\uD83D b\uDE42 c\0 d\uD83D\uDE42", false);
    assertThat(read("Posted", 1, written(event)))
        .isEqualTo(new Event.Posted("a\uFFFD b\uFFFD c\uFFFD d\uD83D\uDE42", false));
  }

  private static List<Golden> golden() throws IOException {
    return Files.readAllLines(GOLDEN).stream()
        .map(GOLDEN_LINE::matcher)
        .map(
            line -> {
              assertThat(line.matches()).isTrue();
              return new Golden(line.group(1), Integer.parseInt(line.group(2)), line.group(3));
            })
        .toList();
  }

  private static String written(Event event) {
    return new String(EventCodec.write(event), UTF_8);
  }

  private static Event read(String type, int version, String json) {
    return EventCodec.read(type, version, json.getBytes(UTF_8));
  }

  private static Stream<Class<?>> variants(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecTest::variants);
  }
}
