package switchboard.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.routing.Agent;
import switchboard.desk.routing.Match;
import switchboard.desk.vocabulary.AgentState;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.Explanation;
import switchboard.desk.vocabulary.Explanation.Passed;
import switchboard.desk.vocabulary.Explanation.Rival;
import switchboard.desk.vocabulary.QueueEntry;
import switchboard.desk.vocabulary.Skills;
import switchboard.desk.vocabulary.StateReason;

/// Offers whatever can be routed, and says why.
final class Routing {
  private final Turn turn;
  private final DeskRules rules;
  private final DeskState state;
  private final long nowMs;

  Routing(Turn turn) {
    this.turn = turn;
    rules = turn.rules;
    state = turn.state;
    nowMs = turn.nowMs;
  }

  /// Whatever follows of itself from what was carried out.
  void settle() {
    for (Agent done = state.roster.drained(); done != null; done = state.roster.drained()) {
      turn.changeState(done, AgentState.OFFLINE, StateReason.DRAINED);
    }
    for (Match match = nextMatch(); match != null; match = nextMatch()) {
      offer(match);
    }
  }

  private void offer(Match match) {
    long number = match.chat().conversation();
    Agent agent = match.agent();
    QueueRules queue = rules.of(match.chat().line().queue());
    Event.Offered offered =
        new Event.Offered(
            state.offerCount + 1,
            agent.id(),
            agent.name(),
            nowMs + queue.offerMs(),
            explain(match));
    turn.emit(number, offered);
    if (queue.autoAccept()) {
      turn.emit(number, new Event.Assigned(offered.offer(), agent.id(), agent.name()));
    }
  }

  private @Nullable Match nextMatch() {
    return Match.next(
        choices(state.queue.heads()), state.roster, this::hasRoom, state::lastAgent, nowMs);
  }

  /// Those of the chats whose queue is not paused.
  private Iterable<QueueEntry> choices(Collection<QueueEntry> chats) {
    return state.someQueueIsPaused()
        ? () -> chats.stream().filter(chat -> !isPaused(chat)).iterator()
        : chats;
  }

  private int choices(Agent agent) {
    int choices = 0;
    for (QueueEntry head : choices(state.queue.heads())) {
      if (choices == Explanation.CHOICES_COUNTED_MAX) {
        break;
      }
      if (agent.profile().suits(head) && hasRoom(agent, head)) {
        choices +=
            state.queue.count(
                head,
                agent.cutoff(head.line(), nowMs),
                Explanation.CHOICES_COUNTED_MAX - choices);
      }
    }
    return choices;
  }

  private boolean isPaused(QueueEntry chat) {
    return state.isPaused(chat.line().queue());
  }

  private boolean hasRoom(Agent agent, QueueEntry chat) {
    return state.hasRoom(agent, chat.line().queue());
  }

  private Explanation explain(Match match) {
    QueueEntry chat = match.chat();
    Agent agent = match.agent();
    return new Explanation(
        chat.tier(),
        nowMs - chat.enteredAtMs(),
        choices(agent),
        agent.load(),
        agent.capacity(),
        match.reason(),
        rivals(match),
        passed(match));
  }

  private static List<Rival> rivals(Match match) {
    List<Rival> rivals = new ArrayList<>(match.rivals().size());
    for (Agent rival : match.rivals()) {
      rivals.add(new Rival(rival.id(), rival.name(), rival.load(), rival.capacity()));
    }
    return rivals;
  }

  private List<Passed> passed(Match match) {
    List<Passed> passed = new ArrayList<>(Explanation.LISTED_MAX);
    for (QueueEntry earlier : state.queue.headsBefore(match.chat().key())) {
      if (passed.size() == Explanation.LISTED_MAX) {
        break;
      }
      passed.add(new Passed(earlier.conversation(), missing(match.agent(), earlier)));
    }
    return passed;
  }

  private List<String> missing(Agent agent, QueueEntry passed) {
    Skills wanted = passed.line().skills().with(passed.prefers());
    List<String> missing = agent.skills().missing(wanted).texts();
    String queue = passed.line().queue();
    if (!agent.profile().serves(queue)) {
      missing.addFirst("the queue " + queue);
    } else if (isPaused(passed)) {
      missing.addFirst("its queue to go on");
    } else if (!hasRoom(agent, passed)) {
      missing.addFirst("fewer chats of " + queue);
    }
    return missing;
  }
}
