package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What somebody may do.
public enum Role {
  @JsonProperty("customer")
  CUSTOMER,
  @JsonProperty("agent")
  AGENT,
  @JsonProperty("supervisor")
  SUPERVISOR,
  @JsonProperty("admin")
  ADMIN
}
