package switchboard.simulation.recorded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.conversation.Conversation.Stage;
import switchboard.desk.routing.Agent;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Event;
import switchboard.desk.vocabulary.OfferOutcome;
import switchboard.desk.vocabulary.Sessions;
import switchboard.desk.vocabulary.StateReason;

/// Who asked what, told from the entries that it led to.
///
/// @param request the client's id of it, where a client sent it
public record Cause(Actor by, @Nullable String request, Command command) {

  /// What led to the first of these entries.
  ///
  /// @param entries of one millisecond, to its last
  /// @param before the desk as it was before them
  /// @return null when no command leads to it
  static @Nullable Cause of(List<Entry> entries, DeskView before) {
    int carried = 0;
    while (carried < entries.size() && isWithdrawal(entries.get(carried))) {
      carried++;
    }
    if (carried == entries.size()) {
      return null;
    }
    Entry first = entries.get(carried);
    List<Entry> after = entries.subList(carried + 1, entries.size());
    return first.by().isDesk()
        ? byItself(first, entries, before)
        : asked(first, after, before);
  }

  /// The desk takes back what rings before it notes what that follows from.
  private static boolean isWithdrawal(Entry entry) {
    return entry.by().isDesk()
        && entry.event() instanceof Event.OfferEnded ended
        && ended.outcome() == OfferOutcome.WITHDRAWN;
  }

  // --- what somebody asked ---

  private static @Nullable Cause asked(Entry first, List<Entry> after, DeskView before) {
    Command command = command(first, after, before);
    return command == null ? null : new Cause(first.by(), first.request(), command);
  }

  private static @Nullable Command command(Entry entry, List<Entry> after, DeskView before) {
    long number = entry.conversation();
    return switch (entry.event()) {
      case Event.Launched e ->
          new Command.LaunchChat(
              e.customer(),
              e.intake(),
              e.line(),
              e.prefers(),
              e.standing(),
              null,
              !after.isEmpty() && after.getFirst().event() instanceof Event.TicketOpened);
      case Event.IntakeRevised e -> revision(number, e, after);
      case Event.Posted e -> new Command.Post(number, e.text(), e.note());
      case Event.Marked e -> new Command.Mark(number, e.mark(), e.upTo());
      case Event.TicketOpened e -> new Command.OpenTicket(number, e.subject());
      case Event.WrapUpBegan _ -> new Command.CloseConversation(number);
      case Event.Closed _ -> ending(number, before);
      case Event.AgentEnrolled e -> connection(e, entry.by(), after, before);
      case Event.SessionOpened e -> connection(e, before);
      case Event.SessionClosed e -> new Command.CloseSession(e.session());
      case Event.SessionQuiet e -> new Command.HearSession(e.session(), false);
      case Event.SessionHeard e -> new Command.HearSession(e.session(), true);
      case Event.AgentStateChanged e -> new Command.SetState(e.state());
      case Event.Assigned e ->
          e.offer() == 0
              ? new Command.AssignChat(number, e.agent())
              : new Command.AcceptOffer(e.offer());
      case Event.OfferEnded e -> new Command.DeclineOffer(e.offer(), e.reason());
      case Event.WantsChanged e -> new Command.ChangeWants(number, e.line(), e.prefers());
      case Event.TransferOffered e ->
          new Command.TransferToAgent(number, e.agent(), e.summary());
      case Event.TransferredToQueue e ->
          new Command.TransferToQueue(number, e.queue(), e.summary());
      case Event.Weighed e -> new Command.Weigh(number, e.weight());
      case Event.Boosted _ -> new Command.Boost(number);
      case Event.VipMarked e -> new Command.MarkVip(number, e.vip());
      case Event.Joined _ -> new Command.Join(number, true);
      case Event.Left _ -> new Command.Join(number, false);
      case Event.Monitored _ -> new Command.Monitor(number);
      case Event.TicketAssigned e -> new Command.AssignTicket(number, e.agent());
      case Event.TicketResolved _ -> new Command.ResolveTicket(number);
      case Event.Rated e -> new Command.Rate(number, e.score(), e.comment());
      case Event.QueuePaused e -> new Command.PauseQueue(e.queue(), true);
      case Event.QueueResumed e -> new Command.PauseQueue(e.queue(), false);
      case Event.Queued _,
          Event.PreferencesDropped _,
          Event.Offered _,
          Event.CustomerAbsent _,
          Event.CustomerBack _,
          Event.Forgotten _ ->
          null; // only the desk says so
    };
  }

  /// What the customer told may have placed the chat anew, which the desk says next.
  private static Command revision(long number, Event.IntakeRevised revised, List<Entry> after) {
    return !after.isEmpty()
            && after.getFirst().conversation() == number
            && after.getFirst().by().isDesk()
            && after.getFirst().event() instanceof Event.WantsChanged(var line, var prefers, _)
        ? new Command.ReviseIntake(number, revised.intake(), line, prefers)
        : new Command.ReviseIntake(number, revised.intake(), null, null);
  }

  private static Command ending(long number, DeskView before) {
    Conversation held = before.conversation(number);
    return held != null && held.stage() instanceof Stage.WrapUp
        ? new Command.EndWrapUp(number)
        : new Command.CloseConversation(number);
  }

  /// Known with other properties: by a new connection, which comes next, or by one that is open.
  private static @Nullable Command connection(
      Event.AgentEnrolled enrolled, Actor by, List<Entry> after, DeskView before) {
    String session = opened(by, after);
    Agent known = before.agent(enrolled.agent());
    if (session == null && known != null && known.connected()) {
      session = known.sessions().getFirst();
    }
    return session == null
        ? null
        : new Command.OpenSession(
            session, enrolled.capacity(), enrolled.skills(), enrolled.queues());
  }

  private static @Nullable String opened(Actor by, List<Entry> after) {
    for (Entry next : after) {
      if (!isWithdrawal(next)) {
        return next.by().equals(by)
                && next.request() == null
                && next.event() instanceof Event.SessionOpened(_, String session)
            ? session
            : null;
      }
    }
    return null;
  }

  private static @Nullable Command connection(Event.SessionOpened opened, DeskView before) {
    Agent known = before.agent(opened.agent());
    return known == null
        ? null
        : new Command.OpenSession(
            opened.session(), known.capacity(), known.skills(), known.profile().queues());
  }

  // --- what the desk did by itself ---

  private static @Nullable Cause byItself(Entry first, List<Entry> entries, DeskView before) {
    return switch (first.event()) {
      case Event.CustomerBack _ ->
          ofCustomer(first.conversation(), new Command.CustomerCame(), before);
      case Event.CustomerAbsent _ ->
          ofCustomer(first.conversation(), new Command.CustomerWent(), before);
      case Event.AgentStateChanged e when e.reason() == StateReason.DISABLED ->
          ofDesk(new Command.DisableAgent(e.agent()));
      case Event.SessionClosed _ -> ofDesk(endOfSessions(entries, before));
      // Nothing that was due came before it, so nothing happened but that the desk looked.
      case Event.Offered _ -> ofDesk(new Command.KeepSessions(nodes(before, _ -> true)));
      default -> ofDesk(new Command.Tick());
    };
  }

  private static Cause ofDesk(Command command) {
    return new Cause(Actor.DESK, null, command);
  }

  private static @Nullable Cause ofCustomer(long number, Command command, DeskView before) {
    Conversation held = before.conversation(number);
    return held == null
        ? null
        : new Cause(
            new Actor(Actor.Kind.CUSTOMER, held.customer().id(), held.customer().name()),
            null,
            command);
  }

  /// Sessions end with their node, several nodes' at once, or with the account of one agent. Of several commands that explain the same, the one
  /// that explains most.
  private static Command endOfSessions(List<Entry> entries, DeskView before) {
    List<Event.SessionClosed> ended = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.by().isDesk() && entry.event() instanceof Event.SessionClosed closed) {
        ended.add(closed);
      } else if (!isWithdrawal(entry)) {
        break;
      }
    }
    for (int count = ended.size(); count > 0; count--) {
      Set<String> gone = new LinkedHashSet<>();
      ended.subList(0, count).forEach(end -> gone.add(Sessions.nodeOf(end.session())));
      if (areAllOf(gone, ended.subList(0, count), before)) {
        return new Command.KeepSessions(nodes(before, node -> !gone.contains(node)));
      }
    }
    return new Command.DisableAgent(ended.getFirst().agent());
  }

  /// Whether exactly these end when these nodes are gone.
  private static boolean areAllOf(
      Collection<String> nodes, List<Event.SessionClosed> ended, DeskView before) {
    int next = 0;
    for (Agent agent : before.agents()) {
      for (String session : agent.sessions()) {
        if (nodes.contains(Sessions.nodeOf(session))) {
          if (next == ended.size()
              || !ended.get(next).agent().equals(agent.id())
              || !ended.get(next).session().equals(session)) {
            return false;
          }
          next++;
        }
      }
    }
    return next == ended.size();
  }

  private static List<String> nodes(DeskView before, Predicate<String> which) {
    Set<String> nodes = new LinkedHashSet<>();
    for (Agent agent : before.agents()) {
      agent.sessions().forEach(session -> nodes.add(Sessions.nodeOf(session)));
    }
    return nodes.stream().filter(which).toList();
  }
}
