package switchboard.desk.vocabulary;

import java.util.List;
import java.util.Objects;

/// What happened. Events are facts: applying one never decides anything, so a journal replays to the same state under any later rules.
/// A new field must have a meaning when it is absent; a variant is never renamed (the journal holds its name).
public sealed interface Event {

  /// Belongs to the conversation that its entry names and takes the next place there.
  sealed interface OfConversation extends Event {}

  /// Belongs to an agent.
  sealed interface OfAgent extends Event {
    String agent();
  }

  /// Belongs to a queue.
  sealed interface OfQueue extends Event {
    String queue();
  }

  // --- conversations ---

  /// @param prefers skills beyond its line's for which the chat waits a while
  record Launched(
      Customer customer, Intake intake, Line line, Skills prefers, Standing standing)
      implements OfConversation {}

  /// Entered the queue.
  ///
  /// @param prefersUntilMs until when it is offered only to those who have what it prefers; 0 when to anybody of its line
  /// @param excludedUntilMs until when the agent from whom it comes is offered neither it nor a later one of its line; 0 when nobody is excluded
  record Queued(QueueReason reason, OrderKey key, long prefersUntilMs, long excludedUntilMs)
      implements OfConversation {}

  /// The chat has waited long enough for what it prefers: from now on anybody of its line may be offered it.
  record PreferencesDropped() implements OfConversation {}

  /// What it wants of its agent is another now. By staff it stays so, whatever its customer tells.
  ///
  /// @param prefersUntilMs as of `Queued`; 0 when it does not wait
  record WantsChanged(Line line, Skills prefers, long prefersUntilMs)
      implements OfConversation {}

  /// A supervisor gave it a larger head start.
  record Boosted(OrderKey key) implements OfConversation {}

  /// The agent's slot is reserved until the offer ends.
  record Offered(
      long offer, String agent, String agentName, long expiresAtMs, Explanation explanation)
      implements OfConversation {}

  /// The chat keeps its place. Until `excludedUntilMs` the agent is offered neither this chat nor a later one of its line.
  ///
  /// @param misses offers that this agent has now let expire in a row
  record OfferEnded(
      long offer,
      String agent,
      OfferOutcome outcome,
      String reason,
      long excludedUntilMs,
      int misses)
      implements OfConversation {}

  /// Its agent, or a supervisor, passes it on: it rings at another agent, whose slot is reserved, and stays with its own until they accept.
  record TransferOffered(
      long offer, String agent, String agentName, long expiresAtMs, String summary)
      implements OfConversation {}

  /// Its agent passes it on to a queue, or a supervisor takes it from them; it enters the queue next.
  record TransferredToQueue(String queue, String summary) implements OfConversation {}

  /// The agent accepted, or was given it by a supervisor.
  ///
  /// @param offer 0 when it was given
  record Assigned(long offer, String agent, String agentName) implements OfConversation {}

  /// How many slots it takes of its agent from now on.
  record Weighed(int weight) implements OfConversation {}

  /// The entry's actor takes part beside the agent.
  record Joined() implements OfConversation {}

  record Left() implements OfConversation {}

  /// A supervisor says that its customer goes ahead with each chat, or no longer.
  record VipMarked(boolean vip) implements OfConversation {}

  /// The entry's actor began to read along.
  record Monitored() implements OfConversation {}

  /// A message by the entry's actor; a note is for staff only.
  record Posted(String text, boolean note) implements OfConversation {}

  /// The entry's actor has received or read everything up to `upTo`.
  record Marked(MarkKind mark, int upTo) implements OfConversation {}

  record IntakeRevised(Intake intake) implements OfConversation {}

  /// No connection of the waiting customer is left; the chat is abandoned if none comes back in time.
  record CustomerAbsent(long untilMs) implements OfConversation {}

  record CustomerBack() implements OfConversation {}

  /// The exchange is over; the agent's slot stays taken until wrap-up ends.
  record WrapUpBegan(long untilMs) implements OfConversation {}

  /// The chat is over. With an open ticket the conversation goes on as that.
  ///
  /// @param keptUntilMs when the desk may forget it, if nothing happens before
  record Closed(Outcome outcome, long keptUntilMs) implements OfConversation {}

  /// How its customer found the service; replaces what they said before.
  ///
  /// @param score from 1, the worst, to 5
  record Rated(int score, String comment) implements OfConversation {}

  record TicketOpened(long ticket, String subject) implements OfConversation {}

  record TicketAssigned(String agent, String agentName) implements OfConversation {}

  /// @param keptUntilMs when the desk may forget it, if nothing happens before
  record TicketResolved(long keptUntilMs) implements OfConversation {}

  /// The conversation left the desk's memory; the journal keeps it.
  record Forgotten() implements OfConversation {}

  // --- agents ---

  /// An agent is known, or known anew with other properties.
  ///
  /// @param queues that the agent serves; none means all of them
  record AgentEnrolled(
      String agent,
      String name,
      boolean supervisor,
      int capacity,
      Skills skills,
      List<String> queues)
      implements OfAgent {
    public AgentEnrolled {
      queues = List.copyOf(Objects.requireNonNullElse(queues, List.of()));
    }

    public AgentProfile profile() {
      return new AgentProfile(name, supervisor, capacity, skills, queues);
    }
  }

  record AgentStateChanged(String agent, AgentState state, StateReason reason)
      implements OfAgent {}

  record SessionOpened(String agent, String session) implements OfAgent {}

  /// @param graceUntilMs until when the agent's chats wait for its return; 0 while it has other sessions
  record SessionClosed(String agent, String session, long graceUntilMs) implements OfAgent {}

  /// Nothing has been heard on this connection for a while, though it stands. An agent of whom no connection is heard is treated as away.
  record SessionQuiet(String agent, String session) implements OfAgent {}

  /// It is heard again.
  record SessionHeard(String agent, String session) implements OfAgent {}

  // --- queues ---

  /// Nobody is offered its chats until it is resumed.
  record QueuePaused(String queue) implements OfQueue {}

  record QueueResumed(String queue) implements OfQueue {}
}
