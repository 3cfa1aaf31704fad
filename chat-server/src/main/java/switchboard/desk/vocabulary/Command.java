package switchboard.desk.vocabulary;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What somebody asks of the desk. Who asks comes beside it; the desk checks that they may.
public sealed interface Command {

  // --- customers ---

  /// @param prefers skills beyond its line's for which the chat waits a while
  record LaunchChat(
      Customer customer, Intake intake, Line line, Skills prefers, Standing standing)
      implements Command {}

  record ReviseIntake(long conversation, Intake intake) implements Command {}

  /// The first connection of a customer came up, or the last one went away. Asked by the gateway in the customer's name.
  record CustomerCame() implements Command {}

  record CustomerWent() implements Command {}

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

  record SetState(AgentState state) implements Command {}

  record AcceptOffer(long offer) implements Command {}

  record DeclineOffer(long offer, String reason) implements Command {}

  record EndWrapUp(long conversation) implements Command {}

  /// @param agent null for the one who asks
  record AssignTicket(long conversation, @Nullable String agent) implements Command {}

  record ResolveTicket(long conversation) implements Command {}

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
