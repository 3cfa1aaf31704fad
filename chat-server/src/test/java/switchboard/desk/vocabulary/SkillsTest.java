package switchboard.desk.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillsTest {
  @ParameterizedTest
  @CsvSource({"dns,dns,1", "dns:1,dns,1", "dns:5,dns,5", "ci/cd:3,ci/cd,3"})
  void aSkillIsItsNameAndALevelBehindAColon(String text, String name, int level) {
    assertThat(Skill.of(text)).isEqualTo(new Skill(name, level));
    assertThat(Skill.of(Skill.of(text).toString())).isEqualTo(Skill.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "dns:", "dns:0", "dns:6", "dns:33", "dns:x", ":3", "a:2:3"})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> Skill.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofTwoLevelsTheHigherCountsWhateverTheOrder() {
    assertThat(Skills.of("php", "dns:2", "dns:4", "dns")).isEqualTo(Skills.of("dns:4", "php"));
  }

  @Test
  void theyCoverWhatNeedsNothingMore() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      List<String> have = some(random);
      List<String> need = some(random);
      boolean covered =
          need.stream()
              .map(Skill::of)
              .allMatch(
                  needed ->
                      have.stream()
                          .map(Skill::of)
                          .anyMatch(
                              skill ->
                                  skill.name().equals(needed.name())
                                      && skill.level() >= needed.level()));
      assertThat(Skills.of(have).cover(Skills.of(need))).as(have + " for " + need).isEqualTo(covered);
      assertThat(Skills.of(have).missing(Skills.of(need)).isEmpty()).isEqualTo(covered);
    }
  }

  private static List<String> some(Random random) {
    List<String> skills = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      skills.add("abcdef".charAt(random.nextInt(6)) + ":" + (1 + random.nextInt(5)));
    }
    return skills;
  }
}
