package switchboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
  @Test
  void loginAndSkillsAreBroughtIntoOneForm() {
    Profile profile =
        new Profile(" Dana@Desk.example ", " Dana ", Role.AGENT, 3, List.of("PHP", "dns", "php"));
    assertThat(profile.login()).isEqualTo("dana@desk.example");
    assertThat(profile.name()).isEqualTo("Dana");
    assertThat(profile.skills()).containsExactly("dns", "php");
    assertThat(profile.queues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Dana | AGENT | 3 | dns | login: ''",
        "da na | Dana | AGENT | 3 | dns | login: 'da na'",
        "dana | '' | AGENT | 3 | dns | name: ''",
        "dana | Dana | CUSTOMER | 3 | dns | role: customer, expected agent, supervisor or admin",
        "dana | Dana | AGENT | 0 | dns | capacity: 0, expected 1 to 20",
        "dana | Dana | AGENT | 21 | dns | capacity: 21, expected 1 to 20",
        "dana | Dana | AGENT | 3 | d,ns | skill: 'd,ns'",
      })
  void faultsAreNamed(
      String login, String name, Role role, int capacity, String skill, String expected) {
    assertThatThrownBy(() -> new Profile(login, name, role, capacity, List.of(skill)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOMER,   false, false, false",
    "AGENT,      true,  false, false",
    "SUPERVISOR, true,  true,  false",
    "ADMIN,      true,  true,  true",
  })
  void eachRoleMayWhatTheOneBeforeMay(
      Role role, boolean serve, boolean supervise, boolean administer) {
    assertThat(role.mayServe()).isEqualTo(serve);
    assertThat(role.maySupervise()).isEqualTo(supervise);
    assertThat(role.mayAdminister()).isEqualTo(administer);
    assertThat(role.mayActAs(Role.CUSTOMER)).isEqualTo(role == Role.CUSTOMER);
    assertThat(role.mayActAs(Role.AGENT)).isEqualTo(serve);
    assertThat(role.mayActAs(Role.SUPERVISOR)).isEqualTo(supervise);
  }
}
