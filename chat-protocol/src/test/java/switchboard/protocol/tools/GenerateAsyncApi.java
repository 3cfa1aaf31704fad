package switchboard.protocol.tools;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Limits;
import switchboard.protocol.ServerMessage;

/// Writes the wire as an AsyncAPI 3.0 document, for tools; `docs/protocol.md` is for people.
final class GenerateAsyncApi {
  private static final String HEAD =
      """
      # Generated from the records in chat-protocol by switchboard.protocol.tools.GenerateAsyncApi:
      # change those, not this.
      """;

  private final Comments comments;
  private final Optionals optionals = Optionals.ofGoldenFrames();
  private final Map<String, Object> messages = new LinkedHashMap<>();

  private GenerateAsyncApi(Comments comments) {
    this.comments = comments;
  }

  static String generate(Comments comments) {
    return HEAD + Yaml.write(new GenerateAsyncApi(comments).document());
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put(
        "info",
        object(
            "title", "Switchboard",
            "version", Limits.SUBPROTOCOL.replace("switchboard.v", "") + ".0.0",
            "description", "One WebSocket, one JSON object a text frame. See protocol.md.",
            "license", object("name", "Apache-2.0")));
    document.put("defaultContentType", "application/json");
    List<Object> received = messages("client", ClientMessage.class);
    List<Object> sent = messages("server", ServerMessage.class);
    Map<String, Object> byName = new LinkedHashMap<>();
    messages.keySet().forEach(name -> byName.put(name, ref("#/components/messages/" + name)));
    document.put(
        "channels",
        object(
            "desk",
            object(
                "address",
                "/ws",
                "description",
                "WebSocket with the subprotocol " + Limits.SUBPROTOCOL + ".",
                "messages",
                byName)));
    document.put(
        "operations",
        object(
            "fromClient", operation("receive", received), "toClient", operation("send", sent)));
    document.put("components", object("messages", messages, "schemas", schemas()));
    return document;
  }

  private static Map<String, Object> operation(String action, List<Object> messages) {
    return object("action", action, "channel", ref("#/channels/desk"), "messages", messages);
  }

  private List<Object> messages(String direction, Class<?> union) {
    List<Object> references = new ArrayList<>();
    for (Class<?> variant : Wire.variants(union)) {
      String name = Wire.name(variant);
      String type = Objects.requireNonNull(Wire.typeName(variant));
      Map<String, Object> message = object("name", type, "title", direction + ": " + type);
      String summary = comments.of(variant).text().replace("\n", " ");
      if (!summary.isEmpty()) {
        message.put("summary", summary);
      }
      message.put("payload", ref("#/components/schemas/" + name));
      messages.put(name, message);
      references.add(ref("#/channels/desk/messages/" + name));
    }
    return references;
  }

  private Map<String, Object> schemas() {
    Map<String, Object> schemas = new LinkedHashMap<>();
    for (Class<?> type : Wire.types()) {
      if (type.isRecord()) {
        schemas.put(Wire.name(type), record(type));
      } else if (type.isEnum()) {
        schemas.put(
            Wire.name(type),
            object(
                "type",
                "string",
                "enum",
                Wire.constants(type).stream().map(Wire::wireName).toList()));
      } else if (type != ClientMessage.class
          && type != ServerMessage.class
          && type != ClientMessage.Request.class) {
        schemas.put(
            Wire.name(type),
            object("oneOf", Wire.variants(type).stream().map(GenerateAsyncApi::schemaOf).toList()));
      }
    }
    return schemas;
  }

  private Map<String, Object> record(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    String typeName = Wire.typeName(type);
    if (typeName != null) {
      properties.put("type", object("const", typeName));
      required.add("type");
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String name = component.getName();
      Map<String, Object> property = schemaOf(component.getGenericType());
      String about = comments.of(type).of(name);
      if (!about.isEmpty()) {
        property.put("description", about);
      }
      properties.put(name, property);
      if (!Wire.isOptional(component) && !optionals.contains(type, name)) {
        required.add(name);
      }
    }
    Map<String, Object> schema = object("type", "object", "properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> schemaOf(Type type) {
    if (type instanceof ParameterizedType) {
      return object("type", "array", "items", schemaOf(Wire.elementOf(type)));
    }
    Class<?> single = (Class<?>) type;
    if (single == String.class) {
      return object("type", "string");
    }
    if (single == boolean.class || single == Boolean.class) {
      return object("type", "boolean");
    }
    if (single == Double.class) {
      return object("type", "number");
    }
    return single.isPrimitive() || single == Long.class
        ? object("type", "integer")
        : ref("#/components/schemas/" + Wire.name(single));
  }

  private static Map<String, Object> ref(String to) {
    return object("$ref", to);
  }

  private static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }
}
