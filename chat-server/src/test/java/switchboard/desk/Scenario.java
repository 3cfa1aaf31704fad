package switchboard.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.MarkKind;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.Standing;

/// The language of the desk's specifications. One step a line; a line that begins with an expectation word fails the test when it does not hold.
///
/// ```
/// agent    Ana capacity 1 [skills dns:3,php] [queues Billing]   connects and becomes available
/// launch   Cora Elite [needs dns:2] [prefers php] [queue Billing]
///                                            a customer starts a chat; the chat goes by the customer's name
/// after    20s                               time passes, deadlines fire
/// rewind   20s                               the clock is set back
/// accept   Ana Cora     decline Ana Cora     the agent answers the offer of that chat; without a chat, of the first that rings there
/// say      Cora Cora hello                   somebody posts in a chat; note Ana Cora text
/// mark     Ana Cora read 3
/// ticket   Cora Cora    close Ana [Cora]   wrapped Ana [Cora]   resolve Ana Cora   take Ana Cora   give Ana Cora Dan
/// away Ana   back Ana   offline Ana   absent Cora   present Cora   disable Ana   restart
/// lose     Ana [2]      reconnect Ana [2]    the agent's first or that connection ends, begins
/// request  <id> <step>                       the step carries that request id
/// queue    Cora Bo                           expectation: who waits, first in order first (ringing ones included)
/// rings    Cora Ana                          expectation: the chat's live offer; - for nobody
/// held     Ana Cora Bo                       expectation: what takes the agent's slots; - for nothing
/// state    Ana away                          expectation
/// stage    Cora queued|offered|assigned|wrap_up|closed|resolved|abandoned|ticketed|forgotten
/// tickets  Cora open|assigned|answered|resolved|-
/// refused  <code> <step>                     expectation: the step is refused with that code and changes nothing
/// same     <step>                            expectation: the step is carried out and changes nothing
/// ```
final class Scenario {
  static final DeskRules RULES = DeskRules.DEFAULT;
  private static final long START_MS = 1_800_000_000_000L;
  private static final long UNKNOWN = 999_999;
  private static final Decision NOTHING = new Decision.Accepted(List.of(), 0, 0);

  private final Map<String, Long> chats = new LinkedHashMap<>();
  private final Map<String, Command.OpenSession> sessions = new LinkedHashMap<>();
  private final List<String> supervisors = new ArrayList<>();
  private final List<Entry> journal = new ArrayList<>();
  private final DeskRules rules;
  private Desk desk;
  private long nowMs = START_MS;
  private int line;
  private @Nullable String request;

  /// Sees each decision of a scenario.
  interface Watcher {
    void decided(Scenario scenario, Decision decision);

    void stepped(Scenario scenario);
  }

  private Watcher watcher =
      new Watcher() {
        @Override
        public void decided(Scenario scenario, Decision decision) {}

        @Override
        public void stepped(Scenario scenario) {}
      };

  private Scenario(DeskRules rules) {
    this.rules = rules;
    desk = new Desk(rules);
  }

  static Scenario check(String steps) {
    return check(RULES, steps);
  }

  static Scenario check(DeskRules rules, String steps) {
    Scenario scenario = new Scenario(rules);
    for (String step : steps.strip().split("\n")) {
      scenario.line++;
      if (!step.isBlank()) {
        scenario.run(step.strip());
      }
    }
    return scenario;
  }

  /// Carries out steps that may be refused, watched.
  static Scenario play(List<String> steps, Watcher watcher) {
    Scenario scenario = new Scenario(RULES);
    scenario.watcher = watcher;
    for (String step : steps) {
      scenario.carryOut(Arrays.asList(step.split("\\s+")));
      watcher.stepped(scenario);
    }
    return scenario;
  }

  Desk desk() {
    return desk;
  }

  /// The time by the clock, which may have been set back.
  long nowMs() {
    return nowMs;
  }

  List<Entry> journal() {
    return journal;
  }

  private void run(String step) {
    List<String> words = Arrays.asList(step.split("\\s+"));
    String at = "line " + line + ": " + step;
    switch (words.getFirst()) {
      case "queue" -> assertThat(queue()).as(at).isEqualTo(rest(words, 1));
      case "rings" -> assertThat(ringsAt(words.get(1))).as(at).isEqualTo(words.get(2));
      case "held" -> assertThat(heldBy(words.get(1))).as(at).isEqualTo(rest(words, 2));
      case "state" ->
          assertThat(agent(words.get(1)).state()).as(at).isEqualTo(state(words.get(2)));
      case "stage" -> assertThat(stageNames(words.get(1))).as(at).contains(words.get(2));
      case "tickets" -> assertThat(ticketOf(words.get(1))).as(at).isEqualTo(words.get(2));
      case "refused" -> {
        Decision decision = carryOut(words.subList(2, words.size()));
        assertThat(decision).as(at).isInstanceOf(Decision.Rejected.class);
        assertThat(((Decision.Rejected) decision).rejection().code().name().toLowerCase())
            .as(at)
            .isEqualTo(words.get(1));
      }
      case "same" -> {
        Decision decision = carryOut(words.subList(1, words.size()));
        assertThat(decision).as(at).isInstanceOf(Decision.Accepted.class);
        assertThat(((Decision.Accepted) decision).entries()).as(at).isEmpty();
      }
      default ->
          assertThat(carryOut(words)).as(at).isInstanceOf(Decision.Accepted.class);
    }
  }

  private Decision carryOut(List<String> words) {
    String who = words.size() > 1 ? words.get(1) : "";
    return switch (words.getFirst()) {
      case "agent", "supervisor" -> connect(words);
      case "launch" -> launch(words);
      case "after" -> after(words.get(1));
      case "rewind" -> {
        nowMs -= millis(words.get(1));
        yield NOTHING;
      }
      case "request" -> {
        request = words.get(1);
        Decision decision = carryOut(words.subList(2, words.size()));
        request = null;
        yield decision;
      }
      case "accept" -> decide(staff(who), new Command.AcceptOffer(offer(words)));
      case "decline" -> decide(staff(who), new Command.DeclineOffer(offer(words), "busy"));
      case "say" -> decide(person(who), post(words, false));
      case "note" -> decide(person(who), post(words, true));
      case "mark" ->
          decide(
              person(who),
              new Command.Mark(
                  chat(words.get(2)),
                  MarkKind.valueOf(words.get(3).toUpperCase()),
                  Integer.parseInt(words.get(4))));
      case "ticket" -> decide(person(who), new Command.OpenTicket(chat(words.get(2)), ""));
      case "close" -> decide(person(who), new Command.CloseConversation(held(words)));
      case "wrapped" -> decide(person(who), new Command.EndWrapUp(held(words)));
      case "resolve" -> decide(person(who), new Command.ResolveTicket(chat(words.get(2))));
      case "take" -> decide(person(who), new Command.AssignTicket(chat(words.get(2)), null));
      case "give" ->
          decide(person(who), new Command.AssignTicket(chat(words.get(2)), words.get(3)));
      case "away" -> decide(staff(who), new Command.SetState(AgentState.AWAY));
      case "back" -> decide(staff(who), new Command.SetState(AgentState.AVAILABLE));
      case "offline" -> decide(staff(who), new Command.SetState(AgentState.OFFLINE));
      case "lose" -> decide(person(who), new Command.CloseSession(session(words)));
      case "reconnect" -> reconnect(words);
      case "absent" -> decide(customer(who), new Command.CustomerWent());
      case "present" -> decide(customer(who), new Command.CustomerCame());
      case "disable" -> decide(Actor.DESK, new Command.DisableAgent(who));
      case "restart" -> restart();
      default -> throw new IllegalArgumentException("unknown step: " + words);
    };
  }

  private Decision connect(List<String> words) {
    String who = words.get(1);
    int capacity = Integer.parseInt(words.get(3));
    sessions.put(
        who,
        new Command.OpenSession(
            who + "-1",
            capacity,
            Skills.of(option(words, "skills")),
            option(words, "queues")));
    if (words.getFirst().equals("supervisor")) {
      supervisors.add(who);
    }
    Decision opened = decide(staff(who), sessions.get(who));
    return opened instanceof Decision.Rejected
        ? opened
        : decide(staff(who), new Command.SetState(AgentState.AVAILABLE));
  }

  private Decision launch(List<String> words) {
    String who = words.get(1);
    Line line =
        new Line(
            String.join("", option(words, "queue")), Skills.of(option(words, "needs")));
    Decision decision =
        decide(
            customer(who),
            new Command.LaunchChat(
                profile(who),
                Intake.EMPTY,
                line,
                Skills.of(option(words, "prefers")),
                standing(words.get(2))));
    if (decision instanceof Decision.Accepted accepted) {
      chats.put(who, accepted.conversation());
    }
    return decision;
  }

  /// What follows a word of the step, separated by commas; nothing without it.
  private static List<String> option(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? List.of() : List.of(words.get(at + 1).split(","));
  }

  static Customer profile(String id) {
    return new Customer(
        id, id, id + "@example.org", "o1", "Org", null, "s1", "example.org", "Basic", List.of());
  }

  static Standing standing(String tier) {
    return switch (tier) {
      case "Elite" -> new Standing("Elite", 3, 15 * 60_000, 60_000, false, List.of());
      case "Business" -> new Standing("Business", 2, 10 * 60_000, 180_000, false, List.of());
      case "Basic" -> new Standing("Basic", 1, 0, 480_000, false, List.of());
      case "Sandbox" -> new Standing("Sandbox", 0, 0, 480_000, true, List.of());
      default -> throw new IllegalArgumentException("unknown tier: " + tier);
    };
  }

  private Decision after(String span) {
    long untilMs = nowMs + millis(span);
    Decision last = NOTHING;
    while (desk.nextDeadlineMs() <= untilMs) {
      nowMs = Math.max(nowMs, desk.nextDeadlineMs());
      last = decide(Actor.DESK, new Command.Tick());
    }
    nowMs = untilMs;
    return last;
  }

  private static long millis(String span) {
    return span.endsWith("ms")
        ? Long.parseLong(span.substring(0, span.length() - 2))
        : Long.parseLong(span.substring(0, span.length() - 1))
            * (span.endsWith("m") ? 60_000 : 1_000);
  }

  private Decision reconnect(List<String> words) {
    String who = words.get(1);
    Command.OpenSession known = sessions.get(who);
    return decide(
        person(who),
        known == null
            ? new Command.OpenSession(session(words), 1, Skills.NONE, List.of())
            : new Command.OpenSession(
                session(words), known.capacity(), known.skills(), known.queues()));
  }

  private static String session(List<String> words) {
    return words.get(1) + "-" + (words.size() > 2 ? words.get(2) : "1");
  }

  private Decision restart() {
    Desk replayed = new Desk(rules);
    journal.forEach(replayed::apply);
    assertThat(replayed.image()).isEqualTo(desk.image());
    desk = Desk.restore(rules, desk.image());
    assertThat(desk.image()).isEqualTo(replayed.image());
    return decide(Actor.DESK, new Command.KeepSessions(List.of()));
  }

  private Decision decide(Actor by, Command command) {
    Decision decision = desk.decide(by, request, command, nowMs);
    if (decision instanceof Decision.Accepted accepted) {
      journal.addAll(accepted.entries());
    }
    watcher.decided(this, decision);
    return decision;
  }

  private Command post(List<String> words, boolean note) {
    return new Command.Post(
        chat(words.get(2)), String.join(" ", words.subList(3, words.size())), note);
  }

  private Actor person(String who) {
    return sessions.containsKey(who) ? staff(who) : customer(who);
  }

  private static Actor customer(String who) {
    return new Actor(Actor.Kind.CUSTOMER, who, who);
  }

  private Actor staff(String who) {
    return new Actor(
        supervisors.contains(who) ? Actor.Kind.SUPERVISOR : Actor.Kind.AGENT, who, who);
  }

  private long chat(String name) {
    return chats.getOrDefault(name, UNKNOWN);
  }

  private String name(long number) {
    return chats.entrySet().stream()
        .filter(chat -> chat.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private long offer(List<String> words) {
    return offerOf(words.size() > 2 ? chat(words.get(2)) : first(words.get(1), Agent::reserved));
  }

  private long held(List<String> words) {
    return words.size() > 2 ? chat(words.get(2)) : first(words.get(1), Agent::held);
  }

  private long first(String who, Function<Agent, List<Long>> chats) {
    Agent agent = desk.view().agent(who);
    return agent == null || chats.apply(agent).isEmpty()
        ? UNKNOWN
        : chats.apply(agent).getFirst();
  }

  private long offerOf(long chat) {
    Conversation held = desk.view().conversation(chat);
    return held != null && held.stage() instanceof Stage.Waiting w && w.offer() != null
        ? w.offer().number()
        : UNKNOWN;
  }

  private Agent agent(String who) {
    Agent agent = desk.view().agent(who);
    assertThat(agent).as("agent " + who).isNotNull();
    return agent;
  }

  private static AgentState state(String word) {
    return AgentState.valueOf(word.toUpperCase());
  }

  private String queue() {
    String names =
        StreamSupport.stream(desk.view().waiting().spliterator(), false)
            .map(waiting -> name(waiting.number()))
            .collect(Collectors.joining(" "));
    return names.isEmpty() ? "-" : names;
  }

  private String ringsAt(String chat) {
    Conversation held = desk.view().conversation(chat(chat));
    return held != null && held.stage() instanceof Stage.Waiting w && w.offer() != null
        ? w.offer().agent()
        : "-";
  }

  private String heldBy(String who) {
    String names =
        agent(who).held().stream().map(this::name).collect(Collectors.joining(" "));
    return names.isEmpty() ? "-" : names;
  }

  private List<String> stageNames(String chat) {
    Conversation held = desk.view().conversation(chat(chat));
    if (held == null) {
      return List.of("forgotten");
    }
    return switch (held.stage()) {
      case Stage.Launched _ -> List.of("launched");
      case Stage.Waiting w -> List.of(w.offer() == null ? "queued" : "offered");
      case Stage.Assigned _ -> List.of("assigned");
      case Stage.WrapUp _ -> List.of("wrap_up");
      case Stage.Closed c -> List.of("closed", c.outcome().name().toLowerCase());
    };
  }

  private String ticketOf(String chat) {
    Conversation held = desk.view().conversation(chat(chat));
    return held == null || held.ticket() == null
        ? "-"
        : held.ticket().state().name().toLowerCase();
  }

  private static String rest(List<String> words, int from) {
    return String.join(" ", words.subList(from, words.size()));
  }
}
