package switchboard.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import switchboard.demo.DemoCustomers;
import switchboard.demo.DemoCustomers.DemoCustomer;

/** Who comes, with what problem. */
class ScriptTest {
  private static List<Script> draw(long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> Script.draw(random)).limit(500).toList();
  }

  @Test
  void theSameSeedDrawsTheSameScripts() {
    assertThat(draw(7)).isEqualTo(draw(7)).isNotEqualTo(draw(8));
  }

  @Test
  void everyStoryIsToldAndSomeLoseThePatienceInOneWayOrTheOther() {
    List<Script> scripts = draw(7);
    assertThat(scripts).extracting(Script::story).containsAll(Story.ALL);
    assertThat(scripts).extracting(Script::prefersTicket).contains(true, false);
    assertThat(scripts).extracting(Script::ends).contains(true, false);
    assertThat(scripts)
        .allSatisfy(script -> assertThat(script.patienceS()).isBetween(15.0, 600.0));
    assertThat(scripts.stream().mapToDouble(Script::patienceS).average().orElseThrow())
        .isBetween(75.0, 105.0);
  }

  @Test
  void aStoryIsFoundByItsTopicAndEndsWithThanks() {
    for (Story story : Story.ALL) {
      assertThat(Story.about(story.topic())).isSameAs(story);
      assertThat(story.asks()).hasSize(story.answers().size() + 1);
      assertThat(story.intake("a.example").steps()).doesNotContain("{");
    }
    assertThat(Story.about("What a person typed")).isSameAs(Story.UNHEARD);
  }

  @Test
  void theClienteleIsOnEveryPlanAndNobodyOfItIsADemoCustomer() {
    List<DemoCustomer> all =
        IntStream.range(0, Clientele.COUNT).mapToObj(Clientele::customer).toList();
    assertThat(all)
        .extracting(customer -> customer.sites().getFirst().plan())
        .contains("Sandbox", "Basic", "Business", "Elite");
    assertThat(all)
        .extracting(customer -> customer.organization().bought())
        .contains("Priority Enterprise Support", (String) null);
    assertThat(all).extracting(DemoCustomer::id).doesNotHaveDuplicates();
    assertThat(all).extracting(DemoCustomer::name).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(DemoCustomer::id)
        .doesNotContainAnyElementsOf(DemoCustomers.ALL.stream().map(DemoCustomer::id).toList());
    assertThat(Clientele.customer(17)).isEqualTo(Clientele.customer(17));
  }

  @Test
  void arrivalsKeepTheirRateInTheMeanAndComeInWaves() {
    Arrivals arrivals = new Arrivals(new Random(7), 40);
    long minutes = 600;
    int dense = 0;
    int thin = 0;
    long atMs = 0;
    while ((atMs += arrivals.next()) < minutes * 60_000) {
      if (atMs / 90_000 % 2 == 0) {
        dense++;
      } else {
        thin++;
      }
    }
    assertThat(dense + thin).isBetween(23_500, 24_500);
    // 12,000 * (1 + 0.4 * 2 / pi)
    assertThat(dense).isBetween(14_600, 15_500);
  }

  @Test
  void theTeamGrowsWithTheCustomersAndHasNobodysLogin() {
    assertThat(TrafficStaff.team(1)).hasSize(2);
    assertThat(TrafficStaff.team(40).size()).isBetween(6, 12);
    assertThat(TrafficStaff.team(600))
        .extracting(profile -> profile.login())
        .hasSizeGreaterThan(100)
        .doesNotHaveDuplicates()
        .doesNotContain("ana", "ben", "chi", "sam", "ada");
  }
}
