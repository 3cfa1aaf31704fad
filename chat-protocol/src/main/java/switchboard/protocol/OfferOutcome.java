package switchboard.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How an offer ended.
public enum OfferOutcome {
  @JsonProperty("accepted")
  ACCEPTED,
  @JsonProperty("declined")
  DECLINED,
  @JsonProperty("expired")
  EXPIRED,
  @JsonProperty("withdrawn")
  WITHDRAWN
}
