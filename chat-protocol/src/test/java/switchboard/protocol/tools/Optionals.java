package switchboard.protocol.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Set;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Golden;
import switchboard.protocol.codec.Codec;
import switchboard.protocol.codec.Decoded;

/// The fields that a client may leave out, found by leaving each out of the golden frames: what the server does is what is documented.
final class Optionals {
  private final Set<String> optional = new HashSet<>();

  static Optionals ofGoldenFrames() {
    Optionals optionals = new Optionals();
    for (Golden golden : Golden.in("client")) {
      JsonNode frame = golden.tree();
      Wire.variants(ClientMessage.class).stream()
          .filter(type -> frame.path("type").textValue().equals(Wire.typeName(type)))
          .forEach(type -> optionals.tryWithout(type, (ObjectNode) frame, frame));
    }
    return optionals;
  }

  boolean contains(Class<?> type, String field) {
    return optional.contains(key(type, field));
  }

  /// @param part the part of the frame that is an object of this type
  private void tryWithout(Class<?> type, ObjectNode part, JsonNode frame) {
    for (RecordComponent component : type.getRecordComponents()) {
      String field = component.getName();
      JsonNode value = part.get(field);
      if (value == null) {
        continue;
      }
      part.putNull(field);
      if (Codec.decode(frame.toString()) instanceof Decoded.Valid) {
        optional.add(key(type, field));
      }
      part.set(field, value);
      Class<?> inner = Wire.elementOf(component.getGenericType());
      JsonNode innerPart = value.isArray() ? value.path(0) : value;
      if (inner.isRecord() && innerPart instanceof ObjectNode object) {
        tryWithout(inner, object, frame);
      }
    }
  }

  private static String key(Class<?> type, String field) {
    return type.getName() + "." + field;
  }
}
