package switchboard.desk;

import java.util.List;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.routing.Agent;

/// The desk's whole state as immutable values: what a snapshot stores. Indexes are rebuilt from it.
///
/// @param conversationCount numbers given so far; likewise the other counts
public record DeskImage(
    long sequence,
    long atMs,
    long conversationCount,
    long ticketCount,
    long offerCount,
    List<Conversation> conversations,
    List<Agent> agents,
    List<LastAgent> lastAgents,
    List<String> pausedQueues,
    List<String> vips,
    List<Remembered> requests) {

  public DeskImage {
    conversations = List.copyOf(conversations);
    agents = List.copyOf(agents);
    lastAgents = List.copyOf(lastAgents);
    pausedQueues = List.copyOf(pausedQueues);
    vips = List.copyOf(vips);
    requests = List.copyOf(requests);
  }

  /// The agent who last had a customer.
  public record LastAgent(String customer, String agent) {}

  /// What a request of somebody led to.
  ///
  /// @param staff whether the actor is an account; customers are named by the host, so one of each may have the same id
  public record Remembered(
      boolean staff, String actor, String request, long conversation, int position) {}
}
