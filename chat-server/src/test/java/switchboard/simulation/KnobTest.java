package switchboard.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.Skills;
import switchboard.simulation.StaffMember.Shift;

/// docs/spec/simulation.md, X13: what cannot be played is refused in one sentence.
class KnobTest {
  private static final Workload WORKLOAD = Workloads.ofTiers(1, 2, 2);
  private static final AgentProfile PROFILE =
      new AgentProfile("New", false, 3, Skills.NONE, List.of());

  @Test
  void x13_eachKnobTurnsWhatItSays() {
    Shift shift = new Shift(WORKLOAD.startMs(), WORKLOAD.endMs());
    Workload changed =
        Change.of(
                new Knob.AddAgents(2, PROFILE, List.of(shift)),
                new Knob.AddAgents(1, PROFILE, List.of(shift)),
                new Knob.RemoveAgents(List.of("agent-1")),
                new Knob.SetCapacity(List.of("agent-2"), 5),
                new Knob.AddCapacity(List.of("added-1"), -10),
                new Knob.Teach(List.of("added-2"), Skills.of("dns:2")),
                new Knob.HeadStart("Basic", 60_000),
                new Knob.Deflection(0.4),
                new Knob.Demand("", 2),
                new Knob.Demand("Elite", 1.5))
            .applyTo(WORKLOAD);
    assertThat(changed.staff())
        .extracting(StaffMember::id)
        .containsExactly("agent-2", "added-1", "added-2", "added-3");
    assertThat(changed.staff())
        .extracting(member -> member.profile().capacity())
        .containsExactly(5, 1, 3, 3);
    assertThat(changed.staff().get(2).profile().skills()).isEqualTo(Skills.of("dns:2"));
    assertThat(changed.classes())
        .extracting(chats -> chats.standing().headStartMs())
        .containsExactly(900_000L, 600_000L, 60_000L);
    assertThat(changed.classes()).extracting(ChatClass::demand).containsExactly(3.0, 2.0, 2.0);
    assertThat(changed.deflection()).isEqualTo(0.4);
    assertThat(Change.NONE.applyTo(WORKLOAD)).isEqualTo(WORKLOAD);
  }

  @Test
  void x13_whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new Knob.HeadStart("Gold", 1).turn(WORKLOAD))
        .isInstanceOf(Unplayable.class)
        .hasMessage("tier: Gold, expected one of Basic, Business, Elite");
    assertThatThrownBy(() -> new Knob.RemoveAgents(List.of("nobody")).turn(WORKLOAD))
        .hasMessage("agents: nobody, expected one who works in this time");
  }

  @Test
  void x13_whatIsOutOfBoundsIsRefused() {
    assertThatThrownBy(() -> new Knob.SetCapacity(List.of(), 0))
        .hasMessage("capacity: 0, expected 1 to 100");
    assertThatThrownBy(() -> new Knob.Demand("", 11)).hasMessage("demand: 11, expected 0 to 10");
    assertThatThrownBy(() -> new Knob.Demand("", Double.NaN)).isInstanceOf(Unplayable.class);
    assertThatThrownBy(() -> new Knob.Deflection(1.5))
        .hasMessage("deflection: 1.5, expected 0 to 1");
    assertThatThrownBy(() -> new Knob.AddAgents(3_000, PROFILE, List.of()))
        .hasMessage("agents added: 3000, expected 0 to 2000");
    assertThatThrownBy(
            () -> new Knob.Demand("", 10).turn(Workloads.ofTiers(10, 100, 48)))
        .hasMessageStartingWith("chats expected: ");
    assertThatThrownBy(() -> new Shift(5, 5)).isInstanceOf(Unplayable.class);
  }
}
