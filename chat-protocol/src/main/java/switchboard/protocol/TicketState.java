package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a ticket is in its life. A message (a note is none) passes the turn: one by staff makes any ticket `answered`, one by the customer
/// makes an answered or resolved ticket `assigned` again, or `open` when nobody has it. Assigning it makes it `assigned`.
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
