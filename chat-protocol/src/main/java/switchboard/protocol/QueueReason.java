package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a conversation entered the queue (again).
public enum QueueReason {
  @JsonProperty("launched")
  LAUNCHED,
  @JsonProperty("agent_lost")
  AGENT_LOST,
  @JsonProperty("agent_offline")
  AGENT_OFFLINE,
  /// Its agent passed it on.
  @JsonProperty("transferred")
  TRANSFERRED,
  /// A supervisor took it from its agent.
  @JsonProperty("requeued")
  REQUEUED
}
