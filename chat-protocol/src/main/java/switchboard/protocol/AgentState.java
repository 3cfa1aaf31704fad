package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an agent does now. Wrap-up is set by the desk while all that an agent holds is after-contact work.
public enum AgentState {
  @JsonProperty("available")
  AVAILABLE,
  /// Ends what is held, takes no more, and then goes offline.
  @JsonProperty("draining")
  DRAINING,
  @JsonProperty("away")
  AWAY,
  @JsonProperty("wrap_up")
  WRAP_UP,
  @JsonProperty("offline")
  OFFLINE
}
