package switchboard.demo.traffic;

import java.util.Random;

/// What one customer will do, drawn when they come: the same seed draws the same customers with the same problems.
///
/// @param customer number in the `Clientele`
/// @param patienceS seconds that they wait in the queue
/// @param prefersTicket leaves a ticket when patience or hope of a short wait ends; others just go
/// @param ends closes the chat after the thanks; others leave that to the agent
record Script(int customer, Story story, double patienceS, boolean prefersTicket, boolean ends) {
  private static final double PATIENCE_S_MIN = 15;
  private static final double PATIENCE_S_MEAN = 90;
  private static final double PATIENCE_S_MAX = 600;
  private static final double PREFERS_TICKET = 0.35;
  private static final double ENDS = 0.5;

  static Script draw(Random random) {
    int customer = random.nextInt(Clientele.COUNT);
    Story story = Story.ALL.get(random.nextInt(Story.ALL.size()));
    double more = -Math.log(1 - random.nextDouble()) * (PATIENCE_S_MEAN - PATIENCE_S_MIN);
    return new Script(
        customer,
        story,
        Math.min(PATIENCE_S_MAX, PATIENCE_S_MIN + more),
        random.nextDouble() < PREFERS_TICKET,
        random.nextDouble() < ENDS);
  }

  Script ofCustomer(int other) {
    return new Script(other, story, patienceS, prefersTicket, ends);
  }
}
