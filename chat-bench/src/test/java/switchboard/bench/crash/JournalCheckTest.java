package switchboard.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// The check must find what it is there for.
class JournalCheckTest {
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Cora");
  private static final Actor ANA = new Actor(Actor.Kind.AGENT, "ana", "Ana");

  @Test
  void aSoundJournalPasses() {
    assertThat(findingsIn(journal())).isEmpty();
  }

  @Test
  void aMissingEntryIsFound() {
    for (int missing = 0; missing < journal().size(); missing++) {
      List<Entry> journal = journal();
      journal.remove(missing);
      if (missing < journal.size()) {
        assertThat(findingsIn(journal)).as("without entry %d", missing + 1).isNotEmpty();
      }
    }
  }

  @Test
  void entriesInTheWrongOrderAreFound() {
    List<Entry> journal = journal();
    journal.add(journal.remove(journal.size() - 2));
    assertThat(findingsIn(journal)).isNotEmpty();
  }

  @Test
  void aRequestCarriedOutTwiceIsFound() {
    List<Entry> journal = journal();
    journal.add(next(journal, CORA, "post", new Event.Posted("hello", false)));
    assertThat(findingsIn(journal)).anyMatch(finding -> finding.contains("again"));
  }

  @Test
  void anOfferThatIsAcceptedTwiceIsFound() {
    List<Entry> journal = journal();
    journal.add(next(journal, ANA, "accept-again", new Event.Assigned(1, "ana", "Ana")));
    assertThat(findingsIn(journal)).anyMatch(finding -> finding.contains("not live"));
  }

  @Test
  void anAgentWithMoreThanTheyCanTakeIsFound() {
    List<Entry> journal = journal();
    journal.replaceAll(
        entry ->
            entry.event() instanceof Event.AgentEnrolled enrolled
                ? with(
                    entry,
                    new Event.AgentEnrolled(
                        enrolled.agent(), enrolled.name(), false, 0, Skills.NONE, List.of()))
                : entry);
    assertThat(findingsIn(journal)).anyMatch(finding -> finding.contains("can take"));
  }

  private static List<String> findingsIn(List<Entry> journal) {
    Findings findings = new Findings();
    JournalCheck check = new JournalCheck(findings);
    journal.forEach(check::read);
    return findings.kept();
  }

  /// A chat that is launched, offered, accepted and written in.
  private static List<Entry> journal() {
    Desk desk = new Desk(DeskRules.DEFAULT);
    List<Entry> journal = new ArrayList<>();
    decide(desk, journal, ANA, "connect", new Command.OpenSession("s1", 1, Skills.NONE, List.of()));
    decide(desk, journal, ANA, "available", new Command.SetState(AgentState.AVAILABLE));
    decide(desk, journal, CORA, "launch", launch());
    decide(desk, journal, ANA, "accept", new Command.AcceptOffer(1));
    decide(desk, journal, CORA, "post", new Command.Post(1, "hello", false));
    return journal;
  }

  private static void decide(
      Desk desk, List<Entry> journal, Actor by, String request, Command command) {
    journal.addAll(
        ((Decision.Accepted) desk.decide(by, request, command, 1_000 + journal.size())).entries());
  }

  private static Command.LaunchChat launch() {
    return new Command.LaunchChat(
        new Customer(
            "cora", "Cora", "cora@example.test", "o", "O", null, null, null, null, List.of()),
        Intake.EMPTY,
        Line.GENERAL,
        Skills.NONE,
        new Standing("Basic", 1, 0, 300_000, false, List.of()));
  }

  private static Entry next(List<Entry> journal, Actor by, String request, Event event) {
    Entry last = journal.getLast();
    return new Entry(
        last.sequence() + 1,
        last.atMs(),
        by,
        request,
        last.conversation(),
        last.position() + 1,
        event);
  }

  private static Entry with(Entry entry, Event event) {
    return new Entry(
        entry.sequence(),
        entry.atMs(),
        entry.by(),
        entry.request(),
        entry.conversation(),
        entry.position(),
        event);
  }
}
