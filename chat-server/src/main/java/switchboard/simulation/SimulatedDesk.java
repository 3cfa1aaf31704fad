package switchboard.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import switchboard.desk.Desk;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.supervision.Forecast;
import switchboard.desk.supervision.QueuePlaces;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.AgentProfile;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.StateReason;
import switchboard.simulation.StaffMember.Shift;

/// The real desk under a virtual clock, played by customers and agents who do what a workload says. Everything by chance comes from the seed.
public final class SimulatedDesk {
  /// How often customers who wait see whether a ticket is suggested to them.
  private static final long LOOK_MS = 30_000;

  /// Who still waits so long after the last came is not waited for.
  private static final long AFTER_MS_MAX = 24 * 3_600_000L;

  // Whose chance it is.
  private static final int CUSTOMERS = 0;
  private static final int AGENTS = 1;

  private static final String SESSION = "simulated";

  private sealed interface Due {
    record ShiftBegins(StaffMember member, Shift shift, Actor agent) implements Due {}

    record ShiftEnds(StaffMember member, Actor agent) implements Due {}

    record Answer(long offer, Actor agent, boolean accepts) implements Due {}

    record PatienceOver(long conversation) implements Due {}

    record HandlingOver(long conversation, Actor agent) implements Due {}

    record BackFromAway(Actor agent) implements Due {}

    record Look() implements Due {}
  }

  private record Happening(long atMs, long number, Due due) implements Comparable<Happening> {
    @Override
    public int compareTo(Happening other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /// One who came, as the desk knows them.
  private static final class Chat {
    private final Coming coming;
    private final Actor customer;
    private int offers;
    private boolean looked;

    private Chat(Coming coming, Actor customer) {
      this.coming = coming;
      this.customer = customer;
    }
  }

  /// An agent.
  private static final class Person {
    private final Actor actor;
    private final Coin coin;
    private int timesAway;

    private Person(Actor actor, Coin coin) {
      this.actor = actor;
      this.coin = coin;
    }
  }

  private final Workload workload;
  private final Consumer<Entry> reader;
  private final Desk desk;
  private final @Nullable Forecast forecast;
  private final List<Coming> coming;
  private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
  private final Map<String, Person> agents = new LinkedHashMap<>();

  /// By number of the conversation, from 1: the desk numbers them as they come.
  private final List<Chat> chats = new ArrayList<>();

  private int came;
  private long happeningCount;
  private long nowMs;

  /// @param replication the same workload, seed and replication are played the same
  /// @param reader hears every entry in order
  public SimulatedDesk(Workload workload, long seed, int replication, Consumer<Entry> reader) {
    this.workload = workload;
    this.reader = reader;
    desk = new Desk(workload.rules().withoutWrapUp().withWaitingMax(Integer.MAX_VALUE));
    forecast = workload.deflection() > 0 ? new Forecast() : null;
    Coin chance = Coin.of(seed, replication);
    coming = Coming.all(workload, chance.child(CUSTOMERS));
    nowMs = workload.startMs();
    workload.staff().forEach(member -> expect(member, chance.child(AGENTS)));
    if (forecast != null) {
      schedule(LOOK_MS, new Due.Look());
    }
  }

  public long nowMs() {
    return nowMs;
  }

  public DeskView view() {
    return desk.view();
  }

  /// Plays until all who came have left the queue, but no longer than a day after the last could come.
  public void play() {
    play(() -> true);
  }

  /// The same, as long as it is wanted.
  ///
  /// @param wanted asked before each step
  /// @return whether it was played to its end
  boolean play(BooleanSupplier wanted) {
    boolean goesOn = true;
    while (goesOn && wanted.getAsBoolean()) {
      goesOn =
          step(workload.endMs())
              || (desk.view().waitingCount() > 0 && step(workload.endMs() + AFTER_MS_MAX));
    }
    return !goesOn;
  }

  /// Plays what happens until a time.
  public void playUntil(long untilMs) {
    while (step(untilMs)) {}
  }

  private void expect(StaffMember member, Coin chance) {
    Actor agent = new Actor(Actor.Kind.AGENT, member.id(), member.profile().name());
    agents.put(member.id(), new Person(agent, chance.child(member.id().hashCode())));
    for (Shift shift : member.shifts()) {
      if (shift.fromMs() < workload.endMs() && shift.toMs() > workload.startMs()) {
        long beginsMs = Math.max(shift.fromMs(), workload.startMs());
        add(beginsMs, new Due.ShiftBegins(member, shift, agent));
      }
    }
  }

  /// The next thing, whatever it is: by time alone, by chance, or another customer. False when there is none by then.
  private boolean step(long untilMs) {
    Happening happening = happenings.peek();
    long happensMs = happening == null ? Long.MAX_VALUE : happening.atMs();
    long comesMs = came == coming.size() ? Long.MAX_VALUE : coming.get(came).atMs();
    long dueMs = desk.nextDeadlineMs();
    long nextMs = Math.min(dueMs, Math.min(happensMs, comesMs));
    if (nextMs > untilMs || nextMs == Long.MAX_VALUE) {
      return false;
    }
    nowMs = Math.max(nowMs, nextMs);
    if (dueMs == nextMs) {
      decide(Actor.DESK, new Command.Tick());
    } else if (happensMs == nextMs) {
      happen(Objects.requireNonNull(happenings.poll()).due());
    } else {
      launch(coming.get(came++));
    }
    return true;
  }

  private void happen(Due due) {
    switch (due) {
      case Due.ShiftBegins(StaffMember member, Shift shift, Actor agent) ->
          begin(member, shift, agent);
      case Due.ShiftEnds(StaffMember member, Actor agent) -> {
        if (member.shifts().stream().noneMatch(next -> next.fromMs() == nowMs)) {
          decide(agent, new Command.SetState(AgentState.DRAINING));
        }
      }
      case Due.Answer(long offer, Actor agent, boolean accepts) -> {
        if (desk.view().offered(offer) != null) {
          decide(
              agent,
              accepts ? new Command.AcceptOffer(offer) : new Command.DeclineOffer(offer, ""));
        }
      }
      case Due.PatienceOver(long number) -> {
        if (isWaiting(number)) {
          decide(chat(number).customer, new Command.CloseConversation(number));
        }
      }
      case Due.HandlingOver(long number, Actor agent) ->
          decide(agent, new Command.CloseConversation(number));
      case Due.BackFromAway(Actor agent) -> comeBack(agent);
      case Due.Look _ -> look();
    }
  }

  // --- agents ---

  private void begin(StaffMember member, Shift shift, Actor agent) {
    AgentProfile profile = member.profile();
    decide(
        agent,
        new Command.OpenSession(
            SESSION, profile.capacity(), profile.skills(), profile.queues()));
    decide(agent, new Command.SetState(AgentState.AVAILABLE));
    if (shift.toMs() < workload.endMs()) {
      add(shift.toMs(), new Due.ShiftEnds(member, agent));
    }
  }

  private void comeBack(Actor agent) {
    Agent known = desk.view().agent(agent.id());
    if (known != null && known.state() == AgentState.AWAY) {
      decide(agent, new Command.SetState(AgentState.AVAILABLE));
    }
  }

  /// Also if the chat was given without being asked: then there is no offer any more when the answer comes.
  private void ring(Chat chat, Event.Offered offered) {
    Answering answering = workload.answering();
    int offer = chat.offers++;
    double toss = chat.coming.answer(offer);
    if (toss < answering.missed()) {
      return;
    }
    boolean accepts = toss >= answering.missed() + answering.declined();
    schedule(
        answering.delay().at(chat.coming.delay(offer)),
        new Due.Answer(offered.offer(), person(offered.agent()).actor, accepts));
  }

  private void handle(long number, Chat chat, String agent) {
    int others = Objects.requireNonNull(desk.view().agent(agent)).held().size() - 1;
    double slower = 1 + workload.slowdown() * Math.max(0, others);
    schedule(
        Math.round(chat.coming.handleMs(workload) * slower),
        new Due.HandlingOver(number, person(agent).actor));
  }

  private Person person(String agent) {
    return Objects.requireNonNull(agents.get(agent));
  }

  // --- customers ---

  private void launch(Coming next) {
    String id = "customer-" + came;
    Customer customer = new Customer(id, id, "", "", "", null, null, null, null, List.of());
    Actor actor = new Actor(Actor.Kind.CUSTOMER, id, id);
    chats.add(new Chat(next, actor));
    ChatClass chats = next.chats();
    decide(
        actor,
        new Command.LaunchChat(
            customer, Intake.EMPTY, chats.line(), chats.prefers(), chats.standing()));
  }

  /// Each customer decides once, when a ticket is first suggested.
  private void look() {
    List<Long> leaving = new ArrayList<>();
    QueuePlaces.each(
        desk.view(),
        Objects.requireNonNull(forecast),
        nowMs,
        held -> !chat(held.number()).looked && held.offer() == null,
        place -> {
          if (place.ticketSuggested()) {
            Conversation held = place.conversation();
            Chat chat = chat(held.number());
            chat.looked = true;
            if (!held.standing().chatOnly() && chat.coming.takesTicket(workload.deflection())) {
              leaving.add(held.number());
            }
          }
        });
    for (long number : leaving) {
      if (isWaiting(number)) {
        decide(chat(number).customer, new Command.OpenTicket(number, ""));
      }
    }
    schedule(LOOK_MS, new Due.Look());
  }

  private boolean isWaiting(long number) {
    Conversation held = desk.view().conversation(number);
    return held != null && held.stage() instanceof Stage.Waiting;
  }

  private Chat chat(long number) {
    return chats.get((int) number - 1);
  }

  // --- the desk ---

  private void decide(Actor by, Command command) {
    switch (desk.decide(by, null, command, nowMs)) {
      case Decision.Accepted accepted -> accepted.entries().forEach(this::follow);
      case Decision.Rejected refused ->
          throw new IllegalStateException(command + " was refused: " + refused.rejection());
    }
  }

  private void follow(Entry entry) {
    reader.accept(entry);
    if (forecast != null) {
      forecast.apply(entry);
    }
    long number = entry.conversation();
    switch (entry.event()) {
      case Event.Launched _ -> {
        long patienceMs = chat(number).coming.patienceMs(workload);
        if (patienceMs < Times.NEVER) {
          schedule(patienceMs, new Due.PatienceOver(number));
        }
      }
      case Event.Offered offered -> ring(chat(number), offered);
      case Event.Assigned assigned -> handle(number, chat(number), assigned.agent());
      case Event.AgentStateChanged changed -> {
        if (changed.reason() == StateReason.MISSED_OFFERS) {
          Person missing = person(changed.agent());
          schedule(
              workload.answering().back().at(missing.coin.toss(missing.timesAway++)),
              new Due.BackFromAway(missing.actor));
        }
      }
      default -> {}
    }
  }

  private void schedule(long inMs, Due due) {
    add(nowMs + inMs, due);
  }

  private void add(long atMs, Due due) {
    happenings.add(new Happening(atMs, ++happeningCount, due));
  }
}
