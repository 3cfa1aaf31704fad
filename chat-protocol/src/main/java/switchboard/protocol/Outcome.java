package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a conversation ended.
public enum Outcome {
  @JsonProperty("resolved")
  RESOLVED,
  @JsonProperty("abandoned")
  ABANDONED,
  @JsonProperty("ticketed")
  TICKETED
}
