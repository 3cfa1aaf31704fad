package switchboard.desk;

import static switchboard.desk.Rejections.onlyCustomers;
import static switchboard.desk.Rejections.onlyStaff;
import static switchboard.desk.Rejections.onlySupervisors;
import static switchboard.desk.Rejections.onlyTheDesk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskImage.Remembered;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Decision;
import switchboard.desk.vocabulary.Entry;
import switchboard.desk.vocabulary.Rejection;

/// One desk: decides commands into events. A command is first checked and refused, or carried out whole; each event is applied as it is decided,
/// and at the end whatever can be routed is routed. The rules are numbered in docs/spec/desk.md.
///
/// Used from one thread. Same events, same state; same state, command and time, same decision.
public final class Desk {
  private final DeskRules rules;
  private final DeskState state;

  /// The latest time that it was told. A deadline that passed at it has passed, though no event says so.
  private long clockMs;

  public Desk(DeskRules rules) {
    this.rules = rules;
    this.state = new DeskState(rules);
  }

  public static Desk restore(DeskRules rules, DeskImage image) {
    Desk desk = new Desk(rules);
    desk.state.restore(image);
    return desk;
  }

  public DeskImage image() {
    return state.image();
  }

  public DeskView view() {
    return state;
  }

  public void apply(Entry entry) {
    state.apply(entry);
  }

  /// When the desk next changes by time alone: then it wants a `Tick`. Long.MAX_VALUE for never.
  public long nextDeadlineMs() {
    return state.nextDueMs();
  }

  /// Decides and applies. Time never runs backwards here: an earlier `nowMs` counts as the latest time known.
  ///
  /// @param request makes repeating harmless: the same request of the same actor is carried out once
  public Decision decide(Actor by, @Nullable String request, Command command, long nowMs) {
    if (request != null) {
      Remembered earlier = state.outcome(by, request);
      if (earlier != null) {
        return new Decision.Accepted(List.of(), earlier.conversation(), earlier.position());
      }
    }
    clockMs = Math.max(clockMs, Math.max(nowMs, state.atMs()));
    Turn turn = new Turn(rules, state, by, request, clockMs);
    Rejection rejection = carryOut(turn, command);
    if (rejection != null) {
      return new Decision.Rejected(rejection);
    }
    new Routing(turn).settle();
    return turn.accepted();
  }

  /// Null when carried out. Nothing was emitted when it returns a rejection.
  private static @Nullable Rejection carryOut(Turn turn, Command command) {
    Actor by = turn.by;
    return switch (command) {
      case Command.LaunchChat c -> new Customers(turn).launch(c);
      case Command.ReviseIntake c -> new Customers(turn).reviseIntake(c);
      case Command.CustomerCame _ ->
          by.isCustomer() ? new Customers(turn).customerCame() : onlyCustomers();
      case Command.CustomerWent _ ->
          by.isCustomer() ? new Customers(turn).customerWent() : onlyCustomers();
      case Command.Rate c -> new Customers(turn).rate(c);
      case Command.Post c -> new Participants(turn).post(c);
      case Command.Mark c -> new Participants(turn).mark(c);
      case Command.OpenTicket c -> new Participants(turn).openTicket(c);
      case Command.CloseConversation c -> new Participants(turn).close(c);
      case Command.OpenSession c -> new Agents(turn).openSession(c);
      case Command.CloseSession c ->
          by.isStaff() ? turn.closeSession(by.id(), c.session()) : onlyStaff();
      case Command.HearSession c -> new Agents(turn).hearSession(c);
      case Command.SetState c -> new Agents(turn).setState(c);
      case Command.AcceptOffer c -> new Agents(turn).accept(c);
      case Command.DeclineOffer c -> new Agents(turn).decline(c);
      case Command.EndWrapUp c -> new Agents(turn).endWrapUp(c);
      case Command.ChangeWants c -> new Handovers(turn).changeWants(c);
      case Command.TransferToAgent c -> new Handovers(turn).transfer(c);
      case Command.TransferToQueue c -> new Handovers(turn).transfer(c);
      case Command.Weigh c -> new Agents(turn).weigh(c);
      case Command.AssignChat c ->
          by.supervises() ? new Handovers(turn).assignChat(c) : onlySupervisors();
      case Command.Boost c -> by.supervises() ? new Handovers(turn).boost(c) : onlySupervisors();
      case Command.MarkVip c ->
          by.supervises() ? new Handovers(turn).markVip(c) : onlySupervisors();
      case Command.Join c -> by.supervises() ? new Handovers(turn).join(c) : onlySupervisors();
      case Command.Monitor c ->
          by.supervises() ? new Handovers(turn).monitor(c) : onlySupervisors();
      case Command.PauseQueue c ->
          by.supervises() ? new Handovers(turn).pause(c) : onlySupervisors();
      case Command.AssignTicket c -> new Participants(turn).assignTicket(c);
      case Command.ResolveTicket c -> new Participants(turn).resolveTicket(c);
      case Command.DisableAgent c -> by.isDesk() ? new Agents(turn).disable(c) : onlyTheDesk();
      case Command.KeepSessions c -> by.isDesk() ? new Agents(turn).keepSessions(c) : onlyTheDesk();
      case Command.Tick _ -> by.isDesk() ? new Deadlines(turn).tick() : onlyTheDesk();
    };
  }
}
