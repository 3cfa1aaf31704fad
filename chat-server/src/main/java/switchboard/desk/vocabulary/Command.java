package switchboard.desk.vocabulary;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What somebody asks of the desk. Who asks comes beside it; the desk checks that they may.
public sealed interface Command {

  // --- customers ---

  /// @param prefers skills beyond its line's for which the chat waits a while
  /// @param closed that nobody chats now, in a sentence for the customer; null when it is open
  /// @param ticket whether it is to be a ticket at once
  record LaunchChat(
      Customer customer,
      Intake intake,
      Line line,
      Skills prefers,
      Standing standing,
      @Nullable String closed,
      boolean ticket)
      implements Command {
    public LaunchChat(
        Customer customer, Intake intake, Line line, Skills prefers, Standing standing) {
      this(customer, intake, line, prefers, standing, null, false);
    }
  }

  /// @param line and what it prefers, by what the customer tells now; it counts while the chat waits, unless staff have said otherwise. Null when nothing says so
  record ReviseIntake(
      long conversation, Intake intake, @Nullable Line line, @Nullable Skills prefers)
      implements Command {}

  /// The first connection of a customer came up, or the last one went away. Asked by the gateway in the customer's name.
  record CustomerCame() implements Command {}

  record CustomerWent() implements Command {}

  /// How the customer found the service in a chat that is over; the last time counts.
  ///
  /// @param score from 1, the worst, to 5
  record Rate(long conversation, int score, String comment) implements Command {}

  // --- everybody in a conversation ---

  record Post(long conversation, String text, boolean note) implements Command {}

  record Mark(long conversation, MarkKind mark, int upTo) implements Command {}

  record OpenTicket(long conversation, String subject) implements Command {}

  record CloseConversation(long conversation) implements Command {}

  // --- agents ---

  /// A connection of this agent came up; carries what the desk must know of the agent.
  ///
  /// @param queues that the agent serves; none means all of them
  record OpenSession(String session, int capacity, Skills skills, List<String> queues)
      implements Command {
    public OpenSession {
      queues =
          Objects.requireNonNullElse(queues, List.<String>of()).stream().distinct().sorted().toList();
    }
  }

  record CloseSession(String session) implements Command {}

  /// Nothing was heard on a connection of this agent's for a while, or it is heard again. Said by the node that has it.
  record HearSession(String session, boolean heard) implements Command {}

  record SetState(AgentState state) implements Command {}

  record AcceptOffer(long offer) implements Command {}

  record DeclineOffer(long offer, String reason) implements Command {}

  record EndWrapUp(long conversation) implements Command {}

  /// Staff say what a chat wants of its agent; from then on nothing else does.
  record ChangeWants(long conversation, Line line, Skills prefers) implements Command {}

  /// Passes the chat on to another agent, who is offered it; it stays where it is until they accept.
  record TransferToAgent(long conversation, String agent, String summary) implements Command {}

  /// Passes the chat on to a queue, where it keeps its age. A supervisor takes it from its agent so.
  ///
  /// @param summary may be empty for a supervisor only
  record TransferToQueue(long conversation, String queue, String summary) implements Command {}

  /// @param weight slots that the chat takes of its agent: 1, or 2 for a hard one
  record Weigh(long conversation, int weight) implements Command {}

  /// @param agent null for the one who asks
  record AssignTicket(long conversation, @Nullable String agent) implements Command {}

  record ResolveTicket(long conversation) implements Command {}

  // --- supervisors ---

  /// Gives a chat to an agent, or to the one who asks, at once and without asking them.
  ///
  /// @param agent null for the one who asks
  record AssignChat(long conversation, @Nullable String agent) implements Command {}

  /// The chat counts as having come as much earlier as any tier's may.
  record Boost(long conversation) implements Command {}

  /// Each chat of its customer's has the largest head start from now on, or no longer.
  record MarkVip(long conversation, boolean vip) implements Command {}

  /// Takes part beside the agent, or no longer.
  record Join(long conversation, boolean active) implements Command {}

  /// Reads along, unseen by those who take part; for the record.
  record Monitor(long conversation) implements Command {}

  /// While a queue is paused nobody is offered its chats.
  ///
  /// @param queue empty where the desk has but one
  record PauseQueue(String queue, boolean paused) implements Command {}

  // --- the desk itself ---

  /// The account was disabled: its chats go back to the queue.
  record DisableAgent(String agent) implements Command {}

  /// The sessions of all nodes but these are gone.
  ///
  /// @param nodes that live; see `Sessions`
  record KeepSessions(List<String> nodes) implements Command {}

  /// Time has passed: whatever is due happens.
  record Tick() implements Command {}
}
