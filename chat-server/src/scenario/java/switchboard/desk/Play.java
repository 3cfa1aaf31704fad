package switchboard.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
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

/// Plays a desk by steps in words, one a line.
///
/// ```
/// agent    Ana capacity 1 [skills dns:3,php] [queues Billing]   connects and becomes available; likewise a supervisor
/// launch   Cora Elite [needs dns:2] [prefers php] [queue Billing] [as ticket]
///                                            a customer starts a chat; the chat goes by the customer's name; as ticket at once
/// other    Cora2 Cora Basic [needs …]        a customer starts one more chat, which goes by the first name
/// after    20s                               time passes, deadlines fire
/// rewind   20s                               the clock is set back
/// accept   Ana Cora     decline Ana Cora     the agent answers the offer of that chat; without a chat, of the first that rings there
/// say      Cora Cora hello                   somebody posts in a chat; note Ana Cora text
/// tell     Cora topic [needs …] [queue …]    the customer revises the intake, by which the chat wants that
/// mark     Ana Cora read 3
/// rate     Cora Cora 4 [kind]                the customer rates a chat that is over
/// ticket   Cora Cora    close Ana [Cora]   wrapped Ana [Cora]   resolve Ana Cora   take Ana Cora   give Ana Cora Dan
/// transfer Ana Cora to Ben     transfer Ana - queue Billing     requeue Sam Cora queue Billing     weigh Ana Cora 2
/// assign   Sam Cora to Ben     takeover Sam Cora     boost Sam Cora     vip Sam Cora     novip Sam Cora
/// wants    Sam Cora [needs …] [prefers …] [queue …]     join Sam Cora     leave Sam Cora     monitor Sam Cora
/// pause    Sam Billing  resume Sam Billing
/// away Ana   back Ana   offline Ana   drain Ana   absent Cora   present Cora   disable Ana   restart
/// lose     Ana [2]      reconnect Ana [2]    the agent's first or that connection ends, begins
/// quiet    Ana [2]      heard     Ana [2]    nothing is heard on it, is heard again
/// request  <id> <step>                       the step carries that request id
/// ```
@NullUnmarked
final class Play {
  static final DeskRules RULES =
      DeskRules.DEFAULT.withQueues(
          new TreeMap<>(
              Map.of(
                  "Support",
                  new QueueRules(20_000, false, 60_000, QueueRules.NO_MAX),
                  "Billing",
                  new QueueRules(20_000, false, 60_000, 1))));
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
  private long toldMs;
  private @Nullable String request;

  /// Sees each decision of a scenario.
  interface Watcher {
    void decided(Play play, Decision decision);

    void stepped(Play play);
  }

  private Watcher watcher =
      new Watcher() {
        @Override
        public void decided(Play play, Decision decision) {}

        @Override
        public void stepped(Play play) {}
      };

  Play(DeskRules rules) {
    this.rules = rules;
    desk = new Desk(rules);
  }

  /// Carries out steps that may be refused, watched.
  static Play of(List<String> steps, Watcher watcher) {
    Play play = new Play(RULES);
    play.watcher = watcher;
    for (String step : steps) {
      play.carryOut(step);
      watcher.stepped(play);
    }
    return play;
  }

  Desk desk() {
    return desk;
  }

  /// The time by the clock, which may have been set back.
  long nowMs() {
    return nowMs;
  }

  /// The latest time that the desk was told, or knows by its events: a restart forgets what it was told.
  long toldMs() {
    return toldMs;
  }

  List<Entry> journal() {
    return journal;
  }

  Decision carryOut(String step) {
    return carryOut(Arrays.asList(step.split("\\s+")));
  }

  Decision carryOut(List<String> words) {
    String who = words.size() > 1 ? words.get(1) : "";
    return switch (words.getFirst()) {
      case "agent", "supervisor" -> connect(words);
      case "launch" -> launch(who, words);
      case "other" -> launch(who, words.subList(1, words.size()));
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
      case "rate" ->
          decide(
              person(who),
              new Command.Rate(
                  chat(words.get(2)),
                  Integer.parseInt(words.get(3)),
                  String.join(" ", words.subList(4, words.size()))));
      case "ticket" -> decide(person(who), new Command.OpenTicket(chat(words.get(2)), ""));
      case "close" -> decide(person(who), new Command.CloseConversation(held(words)));
      case "wrapped" -> decide(person(who), new Command.EndWrapUp(held(words)));
      case "resolve" -> decide(person(who), new Command.ResolveTicket(chat(words.get(2))));
      case "take" -> decide(person(who), new Command.AssignTicket(chat(words.get(2)), null));
      case "give" ->
          decide(person(who), new Command.AssignTicket(chat(words.get(2)), words.get(3)));
      case "transfer" -> decide(staff(who), transfer(words, "summary"));
      case "requeue" -> decide(staff(who), transfer(words, ""));
      case "assign" ->
          decide(staff(who), new Command.AssignChat(chat(words.get(2)), words.get(4)));
      case "takeover" -> decide(staff(who), new Command.AssignChat(chat(words.get(2)), null));
      case "boost" -> decide(staff(who), new Command.Boost(chat(words.get(2))));
      case "vip" -> decide(staff(who), new Command.MarkVip(chat(words.get(2)), true));
      case "novip" -> decide(staff(who), new Command.MarkVip(chat(words.get(2)), false));
      case "wants" ->
          decide(
              staff(who),
              new Command.ChangeWants(
                  chat(words.get(2)), line(words), Skills.of(option(words, "prefers"))));
      case "tell" ->
          decide(
              customer(who),
              new Command.ReviseIntake(
                  chat(who),
                  new Intake(words.get(2), "", "", "", "", List.of()),
                  line(words),
                  Skills.of(option(words, "prefers"))));
      case "weigh" ->
          decide(
              staff(who), new Command.Weigh(chat(words), Integer.parseInt(words.get(3))));
      case "join" -> decide(staff(who), new Command.Join(chat(words.get(2)), true));
      case "leave" -> decide(staff(who), new Command.Join(joined(words), false));
      case "monitor" -> decide(staff(who), new Command.Monitor(chat(words.get(2))));
      case "pause" -> decide(staff(who), new Command.PauseQueue(words.get(2), true));
      case "resume" -> decide(staff(who), new Command.PauseQueue(words.get(2), false));
      case "drain" -> decide(staff(who), new Command.SetState(AgentState.DRAINING));
      case "away" -> decide(staff(who), new Command.SetState(AgentState.AWAY));
      case "back" -> decide(staff(who), new Command.SetState(AgentState.AVAILABLE));
      case "offline" -> decide(staff(who), new Command.SetState(AgentState.OFFLINE));
      case "lose" -> decide(person(who), new Command.CloseSession(session(words)));
      case "reconnect" -> reconnect(words);
      case "quiet" -> decide(person(who), new Command.HearSession(session(words), false));
      case "heard" -> decide(person(who), new Command.HearSession(session(words), true));
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

  private Decision launch(String chat, List<String> words) {
    String who = words.get(1);
    Decision decision =
        decide(
            customer(who),
            new Command.LaunchChat(
                profile(who),
                Intake.EMPTY,
                line(words),
                Skills.of(option(words, "prefers")),
                standing(words.get(2)),
                null,
                words.contains("ticket")));
    if (decision instanceof Decision.Accepted accepted) {
      chats.put(chat, accepted.conversation());
    }
    return decision;
  }

  private static Line line(List<String> words) {
    return new Line(String.join("", option(words, "queue")), Skills.of(option(words, "needs")));
  }

  private Command transfer(List<String> words, String summary) {
    return words.get(3).equals("to")
        ? new Command.TransferToAgent(chat(words), words.get(4), summary)
        : new Command.TransferToQueue(
            chat(words), String.join("", option(words, "queue")), summary);
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
    requireSame(replayed, desk);
    desk = Desk.restore(rules, desk.image());
    toldMs = desk.view().atMs();
    requireSame(desk, replayed);
    return decide(Actor.DESK, new Command.KeepSessions(List.of()));
  }

  private static void requireSame(Desk one, Desk other) {
    if (!one.image().equals(other.image())) {
      throw new AssertionError("a desk restored: " + one.image() + ", expected " + other.image());
    }
  }

  private Decision decide(Actor by, Command command) {
    toldMs = Math.max(toldMs, nowMs);
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

  /// The chat that the step names; with - the first that somebody has joined.
  private long joined(List<String> words) {
    return words.get(2).equals("-")
        ? desk.view().joinedBy(words.get(1)).stream()
            .map(Conversation::number)
            .findFirst()
            .orElse(UNKNOWN)
        : chat(words.get(2));
  }

  /// The chat that the step names; with - the first that its agent holds.
  private long chat(List<String> words) {
    return words.get(2).equals("-")
        ? first(words.get(1), Agent::held)
        : chat(words.get(2));
  }

  long chat(String name) {
    return chats.getOrDefault(name, UNKNOWN);
  }

  String name(long number) {
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
    return held != null && held.offer() != null ? held.offer().number() : UNKNOWN;
  }
}
