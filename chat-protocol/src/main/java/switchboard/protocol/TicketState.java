package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a ticket is in its life.
public enum TicketState {
  @JsonProperty("open")
  OPEN,
  @JsonProperty("assigned")
  ASSIGNED,
  @JsonProperty("answered")
  ANSWERED,
  @JsonProperty("resolved")
  RESOLVED
}
