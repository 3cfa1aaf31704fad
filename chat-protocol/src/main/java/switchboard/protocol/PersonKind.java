package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which side of the desk somebody is on.
public enum PersonKind {
  @JsonProperty("customer")
  CUSTOMER,
  @JsonProperty("agent")
  AGENT,
  @JsonProperty("supervisor")
  SUPERVISOR,
  @JsonProperty("system")
  SYSTEM
}
