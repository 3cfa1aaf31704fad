package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a conversation is in its life.
public enum Stage {
  @JsonProperty("queued")
  QUEUED,
  @JsonProperty("offered")
  OFFERED,
  @JsonProperty("assigned")
  ASSIGNED,
  @JsonProperty("wrap_up")
  WRAP_UP,
  @JsonProperty("closed")
  CLOSED
}
