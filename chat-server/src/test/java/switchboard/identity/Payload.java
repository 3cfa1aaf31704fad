package switchboard.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/// Claims of a good token, to be changed.
final class Payload {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode claims;

  private Payload(ObjectNode claims) {
    this.claims = claims;
  }

  static Payload good() {
    try {
      return new Payload(
          (ObjectNode)
              JSON.readTree(
                  """
                  {
                    "sub": "c-17",
                    "aud": "switchboard",
                    "iat": %d,
                    "exp": %d,
                    "name": "Ines Okafor",
                    "email": "ines@lumen.example",
                    "locale": "en-GB",
                    "organization": {"id": "o-1", "name": "Lumen Labs", "package": "PES"},
                    "site": {
                      "id": "s-1", "name": "store.lumen.example", "plan": "Elite",
                      "paying": true, "launched": false, "environments": ["Dev", "Live"], "platform": "drupal"
                    }
                  }
                  """
                      .formatted(
                          NOW.getEpochSecond(), NOW.plus(Duration.ofHours(1)).getEpochSecond())));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// @param path of the claim, "site.plan"
  /// @param json its new value; empty to leave it out
  Payload with(String path, String json) {
    String[] names = path.split("\\.");
    ObjectNode parent = claims;
    for (int i = 0; i < names.length - 1; i++) {
      parent = (ObjectNode) parent.get(names[i]);
    }
    String name = names[names.length - 1];
    if (json.isEmpty()) {
      parent.remove(name);
      return this;
    }
    try {
      parent.set(name, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
    return this;
  }

  Payload with(String path, long seconds) {
    return with(path, Long.toString(seconds));
  }

  @Override
  public String toString() {
    return claims.toString();
  }
}
