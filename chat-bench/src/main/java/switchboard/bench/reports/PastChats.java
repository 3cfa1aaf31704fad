package switchboard.bench.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.OrderKey;
import switchboard.desk.vocabulary.Outcome;
import switchboard.desk.vocabulary.QueueReason;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;
import switchboard.desk.vocabulary.StateReason;
import switchboard.runtime.Journal;

/// A journal of chats that might have been, from a seed: no desk decided them, but each goes through the events of a real one. Agents work in shifts.
final class PastChats {
  private static final int BATCH = 1_000;
  private static final int AGENTS = 60;
  private static final int SHIFTS = 3;
  private static final long SHIFT_MS = 8 * 3_600_000L;
  private static final List<String> TIERS = List.of("Elite", "Business", "Basic", "Sandbox");
  private static final List<String> QUEUES = List.of("", "Billing", "Migrations");

  private final RandomGenerator random;
  private final long fromMs;
  private final long spanMs;
  private final List<Happening> happenings = new ArrayList<>();

  /// @param conversation 0 for none
  private record Happening(long atMs, Actor by, long conversation, Event event) {}

  /// @param days that the chats are spread over
  PastChats(long seed, int chats, long fromMs, int days) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.fromMs = fromMs;
    spanMs = days * 3 * SHIFT_MS;
    for (int agent = 0; agent < AGENTS; agent++) {
      work(agent, days);
    }
    for (int chat = 1; chat <= chats; chat++) {
      chat(chat);
    }
    happenings.sort(Comparator.comparingLong(Happening::atMs));
  }

  private static String agent(int number) {
    return "agent-" + number;
  }

  private void work(int number, int days) {
    String agent = agent(number);
    Actor by = new Actor(Actor.Kind.AGENT, agent, "Agent " + number);
    happen(
        fromMs,
        by,
        0,
        new Event.AgentEnrolled(agent, by.name(), false, 3, Skills.NONE, List.of()));
    for (int day = 0; day < days; day++) {
      long beginMs = fromMs + (day * SHIFTS + number % SHIFTS) * SHIFT_MS + random.nextInt(60_000);
      long endMs = beginMs + SHIFT_MS - 120_000;
      happen(beginMs, by, 0, new Event.SessionOpened(agent, agent + " " + day));
      state(beginMs, by, AgentState.AVAILABLE);
      for (int pause = 1; pause <= 4; pause++) {
        state(beginMs + pause * SHIFT_MS / 5, by, AgentState.AWAY);
        state(beginMs + pause * SHIFT_MS / 5 + 600_000, by, AgentState.AVAILABLE);
      }
      state(endMs, by, AgentState.OFFLINE);
      happen(endMs + 1, by, 0, new Event.SessionClosed(agent, agent + " " + day, 0));
    }
  }

  private void state(long atMs, Actor by, AgentState state) {
    happen(atMs, by, 0, new Event.AgentStateChanged(by.id(), state, StateReason.CHOSEN));
  }

  private void chat(long number) {
    long atMs = fromMs + random.nextLong(spanMs - SHIFT_MS);
    String tier = TIERS.get(random.nextInt(TIERS.size()));
    Line line = new Line(QUEUES.get(random.nextInt(QUEUES.size())), Skills.NONE);
    String id = "customer-" + random.nextInt(20_000);
    Actor customer = new Actor(Actor.Kind.CUSTOMER, id, "Customer");
    happen(
        atMs,
        customer,
        number,
        new Event.Launched(
            new Customer(
                id, "Customer", "", "o", "Organization", null, null, null, null, List.of()),
            Intake.EMPTY,
            line,
            Skills.NONE,
            new Standing(tier, 1, 0, 60_000, false, List.of())));
    happen(
        atMs,
        Actor.DESK,
        number,
        new Event.Queued(QueueReason.LAUNCHED, new OrderKey(atMs, 1, number), 0, 0));
    long waitMs = (long) (-Math.log(1 - random.nextDouble()) * 45_000);
    int fate = random.nextInt(100);
    if (fate < 12) {
      close(atMs + waitMs, customer, number, fate < 8 ? Outcome.ABANDONED : Outcome.TICKETED);
      return;
    }
    // One of those on shift.
    long shift = (atMs + waitMs - fromMs) / SHIFT_MS % SHIFTS;
    String name = agent((int) (random.nextInt(AGENTS / SHIFTS) * SHIFTS + shift));
    Actor agent = new Actor(Actor.Kind.AGENT, name, name);
    if (fate < 20) {
      happen(
          atMs + waitMs / 2,
          agent,
          number,
          new Event.OfferEnded(number, name, OfferOutcome.DECLINED, "busy", 0, 0));
    }
    long answeredMs = atMs + waitMs;
    happen(answeredMs, agent, number, new Event.Assigned(number, name, name));
    for (int message = 1; message <= 4; message++) {
      happen(
          answeredMs + message * 20_000L,
          message % 2 == 1 ? agent : customer,
          number,
          new Event.Posted("A sentence as people write it in a chat.", false));
    }
    long overMs = answeredMs + 80_000 + random.nextInt(900_000);
    happen(overMs, agent, number, new Event.WrapUpBegan(overMs + 60_000));
    close(overMs + 30_000, agent, number, Outcome.RESOLVED);
    if (fate < 60) {
      happen(overMs + 60_000, customer, number, new Event.Rated(1 + random.nextInt(5), ""));
    }
  }

  private void close(long atMs, Actor by, long number, Outcome outcome) {
    happen(atMs, by, number, new Event.Closed(outcome, atMs + 1_800_000));
    happen(atMs + 1_800_000, Actor.DESK, number, new Event.Forgotten());
  }

  private void happen(long atMs, Actor by, long conversation, Event event) {
    happenings.add(new Happening(atMs, by, conversation, event));
  }

  int entries() {
    return happenings.size();
  }

  void storeIn(Journal journal) throws Journal.Fenced, Journal.Unavailable {
    Map<Long, Integer> positions = new HashMap<>();
    List<Entry> batch = new ArrayList<>(BATCH);
    long sequence = 0;
    for (Happening each : happenings) {
      long conversation = each.conversation();
      int position = conversation == 0 ? 0 : positions.merge(conversation, 1, Integer::sum);
      batch.add(
          new Entry(
              ++sequence, each.atMs(), each.by(), null, conversation, position, each.event()));
      if (batch.size() == BATCH) {
        journal.append(new Journal.Batch(UUID.randomUUID(), batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      journal.append(new Journal.Batch(UUID.randomUUID(), batch));
    }
  }
}
