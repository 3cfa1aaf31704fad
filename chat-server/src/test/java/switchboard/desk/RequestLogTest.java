package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.desk.DeskImage.Remembered;
import switchboard.desk.vocabulary.Actor;

class RequestLogTest {
  private static final Actor ANA = new Actor(Actor.Kind.AGENT, "ana", "Ana");
  private static final Actor SAME_NAME = new Actor(Actor.Kind.CUSTOMER, "ana", "Ana");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 512})
  void theLastRequestsAreRememberedAndOlderOnesForgotten(int max) {
    RequestLog log = new RequestLog(max);
    List<Remembered> given = new ArrayList<>();
    Random random = new Random(max);
    for (int i = 0; i < 3 * max + 2; i++) {
      given.add(new Remembered(true, "ana", "r" + i, random.nextLong(), random.nextInt()));
      log.restore(given.getLast());
      List<Remembered> last = given.subList(Math.max(0, given.size() - max), given.size());
      assertThat(log.all()).isEqualTo(last);
      Remembered some = given.get(random.nextInt(given.size()));
      assertThat(log.outcome(ANA, some.request())).isEqualTo(last.contains(some) ? some : null);
    }
  }

  @Test
  void requestsOfTheSameHashAreToldApart() {
    assertThat("Aa").hasSameHashCodeAs("BB");
    RequestLog log = new RequestLog(3);
    Remembered one = new Remembered(true, "ana", "Aa", 1, 1);
    Remembered other = new Remembered(true, "ana", "BB", 2, 2);
    log.restore(one);
    assertThat(log.outcome(ANA, "BB")).isNull();
    log.restore(other);
    assertThat(log.outcome(ANA, "BB")).isEqualTo(other);
    assertThat(log.outcome(ANA, "Aa")).isEqualTo(one);
  }

  @Test
  void aCustomerAndAnAgentOfOneNameAreTwoPeople() {
    RequestLog log = new RequestLog(3);
    Remembered ofAgent = new Remembered(true, "ana", "r", 1, 1);
    Remembered ofCustomer = new Remembered(false, "ana", "r", 2, 2);
    log.restore(ofCustomer);
    log.restore(ofAgent);
    assertThat(log.outcome(ANA, "r")).isEqualTo(ofAgent);
    assertThat(log.outcome(SAME_NAME, "r")).isEqualTo(ofCustomer);
    log.forgetCustomer("ana");
    assertThat(log.all()).containsExactly(ofAgent);
  }
}
