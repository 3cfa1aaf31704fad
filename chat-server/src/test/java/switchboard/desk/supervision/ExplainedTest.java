package switchboard.desk.supervision;

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

class ExplainedTest {
  private static final Actor CORA = new Actor(Actor.Kind.CUSTOMER, "cora", "Cora");
  private static final Actor ANA = new Actor(Actor.Kind.AGENT, "ana@example.org", "Ana");
  private static final Actor BEN = new Actor(Actor.Kind.AGENT, "ben", "Ben");
  private static final Actor SAM = new Actor(Actor.Kind.SUPERVISOR, "sam", "Sam");

  private final Desk desk = new Desk(DeskRules.DEFAULT);
  private final List<Entry> journal = new ArrayList<>();
  private long nowMs = 1_800_000_000_000L;

  private void decide(Actor by, Command command) {
    nowMs += 1_000;
    Decision decision = desk.decide(by, null, command, nowMs);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    journal.addAll(((Decision.Accepted) decision).entries());
  }

  private void connect(Actor by) {
    decide(by, new Command.OpenSession("s", 2, Skills.NONE, List.of()));
    decide(by, new Command.SetState(AgentState.AVAILABLE));
  }

  private void launch() {
    decide(
        CORA,
        new Command.LaunchChat(
            new Customer("cora", "Cora", "", "o", "O", null, null, null, null, List.of()),
            Intake.EMPTY,
            Line.GENERAL,
            Skills.NONE,
            new Standing("Business", 2, 600_000, 180_000, false, List.of())));
  }

  @Test
  void s22_everyStepOfAChatIsExplainedFromItsEventsAlone() {
    launch();
    decide(SAM, new Command.Boost(1));
    connect(ANA);
    decide(ANA, new Command.DeclineOffer(1, "at lunch"));
    decide(SAM, new Command.OpenSession("s", 1, Skills.NONE, List.of()));
    decide(SAM, new Command.AssignChat(1, null));
    connect(BEN);
    decide(SAM, new Command.TransferToAgent(1, "ben", ""));
    decide(BEN, new Command.AcceptOffer(2));

    List<Entry> history = journal.stream().filter(entry -> entry.conversation() == 1).toList();
    List<Explained> steps = Explained.of(history);
    assertThat(steps)
        .extracting(Explained::forStaff)
        .containsExactly(
            "Business: it is counted as 10 min ahead.",
            "Sam moved it forward: it is counted as 15 min ahead.",
            "Business, waited 0:03, offered to Ana: the only chat they can take; load 0 of 2, the only agent free for it.",
            "Ana declined: at lunch; for 60 s they are offered neither it nor later ones.",
            "Sam took it by hand.",
            "Sam passes it on to Ben.",
            "Ben accepted.");
    assertThat(steps)
        .extracting(Explained::forCustomer)
        .containsExactly(
            "You are served as if you had come 10 min earlier.",
            "You were moved forward in the line.",
            "You are next; Ana is asked to help you.",
            "You keep your place.",
            "Sam helps you.",
            "",
            "Ben helps you.");
    assertThat(Explained.of(List.copyOf(history))).isEqualTo(steps);
  }

  @Test
  void s22_whoDidNotAnswerIsNamedAndAMissedTransferIsNothingToItsCustomer() {
    launch();
    connect(ANA);
    nowMs += 60_000;
    decide(Actor.DESK, new Command.Tick());
    decide(SAM, new Command.OpenSession("s", 1, Skills.NONE, List.of()));
    decide(SAM, new Command.AssignChat(1, null));
    decide(SAM, new Command.TransferToAgent(1, ANA.id(), ""));
    decide(ANA, new Command.SetState(AgentState.AWAY));

    List<Explained> ends =
        Explained.of(journal.stream().filter(entry -> entry.conversation() == 1).toList()).stream()
            .filter(step -> step.entry().event() instanceof Event.OfferEnded)
            .toList();
    assertThat(ends)
        .extracting(Explained::forStaff)
        .containsExactly(
            "Ana did not answer; for 60 s they are offered neither it nor later ones.",
            "The offer to Ana was withdrawn.");
    assertThat(ends).extracting(Explained::forCustomer).containsExactly("You keep your place.", "");
  }
}
