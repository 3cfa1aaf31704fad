package switchboard.desk.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;

/// docs/spec/supervision.md, S11
class StaffingTest {
  private static final Line DNS = new Line("", Skills.of("dns"));
  private static final Line MYSQL = new Line("", Skills.of("mysql"));
  private static final Offset<Double> EXACTLY = within(1e-9);

  private static Agent agent(String id, int capacity, String... skills) {
    return agent(id, AgentState.AVAILABLE, List.of("s"), capacity, Skills.of(skills));
  }

  private static Agent agent(
      String id, AgentState state, List<String> sessions, int capacity, Skills skills) {
    return new Agent(
        id,
        new AgentProfile(id, false, capacity, skills, List.of()),
        state,
        0,
        sessions,
        List.of(),
        0,
        List.of(),
        List.of(),
        List.of(),
        0,
        0,
        List.of());
  }

  @Test
  void s11_onlySlotsOfAvailableAgentsWhoServeTheLineCount() {
    Staffing staffing =
        Staffing.of(
            List.of(
                agent("ana", 3, "dns"),
                agent("ben", 2, "mysql"),
                agent("cem", AgentState.AWAY, List.of("s"), 4, Skills.of("dns")),
                agent("dan", AgentState.AVAILABLE, List.of(), 5, Skills.of("dns"))));
    assertThat(staffing.slots(DNS)).isEqualTo(3);
    assertThat(staffing.slots(Line.GENERAL)).isEqualTo(5);
    assertThat(staffing.slots(new Line("", Skills.of("php")))).isZero();
    assertThat(staffing.shareOf(new Line("", Skills.of("php")))).isZero();
  }

  @Test
  void s11_aLineHasAllSlotsOfAgentsWhomNobodyElseAheadNeeds() {
    Staffing staffing = Staffing.of(List.of(agent("ana", 3, "dns"), agent("ben", 2, "mysql")));
    staffing.ahead(DNS, 7);
    staffing.ahead(MYSQL, 100);
    assertThat(staffing.shareOf(DNS)).isCloseTo(3, EXACTLY);
  }

  @Test
  void s11_sharedAgentsCountByThePartThatTheLineIsOfThoseAhead() {
    Staffing staffing = Staffing.of(List.of(agent("ana", 12, "dns", "mysql")));
    staffing.ahead(DNS, 3);
    staffing.ahead(MYSQL, 8);
    assertThat(staffing.shareOf(DNS)).isCloseTo(12 * 4 / 12.0, EXACTLY);
    assertThat(staffing.shareOf(MYSQL)).isCloseTo(12 * 9 / 12.0, EXACTLY);
    staffing.forgetAhead();
    assertThat(staffing.shareOf(DNS)).isCloseTo(12, EXACTLY);
    assertThat(staffing.ahead(DNS)).isZero();
  }

  @Test
  void s11_whatOthersMayTakeWeighsLessOnTheAgentsShared() {
    Staffing alone = Staffing.of(List.of(agent("ana", 4, "dns", "mysql")));
    Staffing helped =
        Staffing.of(List.of(agent("ana", 4, "dns", "mysql"), agent("ben", 4, "mysql")));
    alone.ahead(MYSQL, 8);
    helped.ahead(MYSQL, 8);
    assertThat(helped.shareOf(DNS)).isGreaterThan(alone.shareOf(DNS));
  }
}
