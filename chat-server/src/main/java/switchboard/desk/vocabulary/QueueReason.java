package switchboard.desk.vocabulary;

/// Why a conversation entered the queue. All but the first carry the boost.
public enum QueueReason {
  LAUNCHED,
  AGENT_LOST,
  AGENT_OFFLINE,
  /// Its agent passed it on to a queue.
  TRANSFERRED,
  /// A supervisor took it from its agent.
  REQUEUED
}
