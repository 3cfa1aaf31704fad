package switchboard.desk;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;

/// The desk's state for readers. Its records are immutable and may be kept and passed on; the view itself is
/// read only on the thread that applies events to it.
public interface DeskView {
  /// Sequence of the newest event applied.
  long sequence();

  /// Time of the newest event applied.
  long atMs();

  @Nullable Conversation conversation(long number);

  /// The conversations of a customer that the desk still holds, oldest first.
  List<Conversation> conversationsOf(String customer);

  /// The conversation that a live offer is for.
  @Nullable Conversation offered(long offer);

  @Nullable Agent agent(String id);

  /// By id.
  Collection<Agent> agents();

  /// All that the desk holds, by number.
  Collection<Conversation> conversations();

  int waitingCount();

  /// Names of the queues; one that is empty where the desk has but one.
  Collection<String> queues();

  /// The chats in which somebody takes part beside the agent.
  List<Conversation> joinedBy(String account);

  /// Whether routing may give the agent, who has a free slot, one more chat of the queue.
  boolean hasRoom(Agent agent, String queue);

  /// Whether nobody is offered chats of the queue for now.
  boolean isPaused(String queue);

  /// The waiting chats, first in order first, over all lines. Live offers included: a chat keeps its place while it rings.
  Iterable<Conversation> waiting();
}
