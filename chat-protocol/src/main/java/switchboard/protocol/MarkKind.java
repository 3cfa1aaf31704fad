package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A receipt's kind; read implies delivered.
public enum MarkKind {
  @JsonProperty("delivered")
  DELIVERED,
  @JsonProperty("read")
  READ
}
