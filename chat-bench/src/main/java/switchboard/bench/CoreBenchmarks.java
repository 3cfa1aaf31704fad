package switchboard.bench;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import switchboard.desk.Desk;
import switchboard.desk.DeskRules;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Offer;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// The desk alone, without journal and sockets: decisions a second on one core while many wait. With 10 ms between the cycles the desk holds
/// 90,000 conversations that are over beside those that wait. The collector is the server's, and the heap's pages are touched beforehand, as in a server
/// that has run for a while. Fields are set by `fill`, so the class is not null-marked.
@NullUnmarked
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders"
    })
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class CoreBenchmarks {
  private static final int AGENTS_A_LINE = 40;
  private static final int AGENTS_MIN = 300;
  private static final int SKILLS_AN_AGENT = 4;
  private static final int CAPACITY = 3;
  private static final int DECISIONS_A_CYCLE = 4;
  private static final long CYCLE_MS = 10;
  private static final Standing BASIC = new Standing("Basic", 1, 0, 480_000, false, List.of());
  private static final Standing ELITE = new Standing("Elite", 3, 900_000, 60_000, false, List.of());

  @Param({"1000", "10000", "100000"})
  public int waiting;

  /// With several, each chat needs one of as many skills, and each of 40 agents a line has four of them, all at random.
  @Param({"1", "50"})
  public int lines;

  private final Random random = new Random(1);

  private Desk desk;
  private Actor[] agents;
  private long nowMs = 1_800_000_000_000L;
  private long people;
  private long requests;
  private long offers;
  private int turn;

  /// By slot: the chat that is held, and which agent holds it.
  private long[] held;

  private int[] owner;

  @Setup
  public void fill() {
    desk = new Desk(DeskRules.DEFAULT.withWaitingMax(2 * waiting));
    agents = new Actor[Math.max(AGENTS_MIN, lines * AGENTS_A_LINE)];
    held = new long[agents.length * CAPACITY];
    owner = new int[held.length];
    for (int i = 0; i < agents.length; i++) {
      agents[i] = new Actor(Actor.Kind.AGENT, "agent-" + i, "Agent " + i);
      decide(agents[i], new Command.OpenSession("s", CAPACITY, skills(SKILLS_AN_AGENT), List.of()));
      decide(agents[i], new Command.SetState(AgentState.AVAILABLE));
    }
    for (int i = 0; i < held.length; i++) {
      while (desk.view().offered(offers + 1) == null) {
        launch();
      }
      answer(i);
    }
    while (desk.view().waitingCount() < waiting) {
      launch();
    }
  }

  private Skills skills(int count) {
    return lines == 1
        ? Skills.NONE
        : Skills.of(random.ints(count, 0, lines).mapToObj(i -> "skill-" + i).toList());
  }

  /// One chat comes and one is ended: launch, close, end of wrap-up (which offers the first in order), accept.
  @Benchmark
  @OperationsPerInvocation(DECISIONS_A_CYCLE)
  public long cycle() {
    nowMs += CYCLE_MS;
    if (desk.nextDeadlineMs() <= nowMs) {
      decide(Actor.DESK, new Command.Tick());
    }
    launch();
    int slot = turn++ % held.length;
    Actor agent = agents[owner[slot]];
    decide(agent, new Command.CloseConversation(held[slot]));
    decide(agent, new Command.EndWrapUp(held[slot]));
    return answer(slot);
  }

  /// A message in one of the chats that agents hold.
  @Benchmark
  public Decision post() {
    int slot = turn++ % held.length;
    return decide(agents[owner[slot]], new Command.Post(held[slot], "Hello, how can I help?", false));
  }

  private void launch() {
    String id = "customer-" + ++people;
    Customer customer =
        new Customer(
            id, id, "c@example.test", "o", "Org", null, "s", "example.test", "Basic", List.of());
    Standing standing = people % 10 == 0 ? ELITE : BASIC;
    decide(
        new Actor(Actor.Kind.CUSTOMER, id, id),
        new Command.LaunchChat(
            customer, Intake.EMPTY, new Line("", skills(1)), Skills.NONE, standing));
  }

  /// Accepts the offer that rings and keeps the chat in that slot.
  private long answer(int slot) {
    Conversation chat = Objects.requireNonNull(desk.view().offered(++offers));
    Offer offer = Objects.requireNonNull(((Stage.Waiting) chat.stage()).offer());
    owner[slot] = Integer.parseInt(offer.agent().substring("agent-".length()));
    decide(agents[owner[slot]], new Command.AcceptOffer(offers));
    held[slot] = chat.number();
    return chat.number();
  }

  private Decision decide(Actor by, Command command) {
    Decision decision =
        desk.decide(by, by == Actor.DESK ? null : "r" + ++requests, command, nowMs);
    if (decision instanceof Decision.Rejected rejected) {
      throw new IllegalStateException(command + " was refused: " + rejected.rejection());
    }
    return decision;
  }
}
