package switchboard.desk.vocabulary;

import java.util.List;

/// What is known of an agent from their account.
///
/// @param supervisor whether they supervise
/// @param capacity most slots that routing fills at once
/// @param queues that the agent serves; none means all of them
public record AgentProfile(
    String name, boolean supervisor, int capacity, Skills skills, List<String> queues) {
  public AgentProfile {
    queues = List.copyOf(queues);
  }

  /// Whether chats of the line may ever be offered to this agent.
  public boolean serves(Line line) {
    return serves(line.queue()) && skills.cover(line.skills());
  }

  public boolean serves(String queue) {
    return queues.isEmpty() || queue.isEmpty() || queues.contains(queue);
  }

  /// Whether this agent may be offered the chat as far as skills and queues go.
  public boolean suits(QueueEntry chat) {
    return serves(chat.line()) && skills.cover(chat.prefers());
  }
}
