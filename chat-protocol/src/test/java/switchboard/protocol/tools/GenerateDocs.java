package switchboard.protocol.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Golden;
import switchboard.protocol.Limits;
import switchboard.protocol.ServerMessage;

/// Fills the protocol's page: the prose is a template, every table and example in it comes from the records and the golden frames.
final class GenerateDocs {
  private final Comments comments;
  private final Optionals optionals;

  private GenerateDocs(Comments comments, Optionals optionals) {
    this.comments = comments;
    this.optionals = optionals;
  }

  static String generate(String template, Comments comments) {
    return new GenerateDocs(comments, Optionals.ofGoldenFrames()).fill(template);
  }

  private String fill(String template) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("subprotocol", Limits.SUBPROTOCOL);
    parts.put("requestLength", Limits.REQUEST_LENGTH_MIN + " to " + Limits.REQUEST_LENGTH_MAX);
    parts.put("historyPage", String.valueOf(Limits.HISTORY_PAGE_MAX));
    parts.put("pingSeconds", String.valueOf(Limits.PING_SECONDS));
    parts.put("silenceSeconds", String.valueOf(Limits.SILENCE_SECONDS_MAX));
    parts.put("closeCodes", closeCodes());
    parts.put("errorCodes", errorCodes());
    parts.put("limits", limits());
    parts.put("clientMessages", messages("client", ClientMessage.class));
    parts.put("serverMessages", messages("server", ServerMessage.class));
    parts.put("changes", changes());
    parts.put("records", records());
    parts.put("words", words());
    String page = template;
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace("{{" + part.getKey() + "}}", part.getValue());
    }
    return page;
  }

  private String closeCodes() {
    return Stream.of(CloseCode.values())
        .map(
            code ->
                "| %d | %s | %s | %s |"
                    .formatted(
                        code.code(),
                        code.name(),
                        code.clientReconnects() ? "yes" : "no",
                        cell(comments.ofConstant(CloseCode.class, code.name()).text())))
        .collect(table("| code | name | reconnect | why |", "| --- | --- | --- | --- |"));
  }

  private String errorCodes() {
    return Stream.of(ErrorCode.values())
        .map(
            code ->
                "| `%s` | %s | %s |"
                    .formatted(
                        code.wireName(),
                        code.retryable() ? "yes" : "no",
                        cell(comments.ofConstant(ErrorCode.class, code.name()).text())))
        .collect(table("| code | retryable | meaning |", "| --- | --- | --- |"));
  }

  private String limits() {
    return Stream.of(Limits.class.getFields())
        .filter(limit -> limit.getType() == int.class)
        .map(
            limit ->
                "| %s | %s | %s |"
                    .formatted(
                        limit.getName(),
                        value(limit),
                        cell(comments.ofConstant(Limits.class, limit.getName()).text())))
        .collect(table(
                comments.of(Limits.class).text(),
                "",
                "| limit | value | meaning |",
                "| --- | --- | --- |"));
  }

  private static String value(Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private String messages(String direction, Class<?> union) {
    Map<String, JsonNode> examples = examples(Golden.in(direction).stream().map(Golden::tree));
    return Wire.variants(union).stream()
        .map(variant -> section(direction, variant, examples))
        .collect(Collectors.joining("\n\n"));
  }

  private String changes() {
    Map<String, JsonNode> examples =
        examples(
            Golden.in("server").stream()
                .map(frame -> frame.tree().path("event").path("change"))
                .filter(JsonNode::isObject));
    return Wire.variants(Change.class).stream()
        .map(variant -> section("change", variant, examples))
        .collect(Collectors.joining("\n\n"));
  }

  /// The first example of each type.
  private static Map<String, JsonNode> examples(Stream<JsonNode> objects) {
    return objects.collect(
        Collectors.toMap(
            object -> object.path("type").textValue(),
            object -> object,
            (first, _) -> first,
            LinkedHashMap::new));
  }

  private String section(String kind, Class<?> variant, Map<String, JsonNode> examples) {
    String type = Objects.requireNonNull(Wire.typeName(variant));
    return Stream.of(
            "### %s: `%s`".formatted(kind, type),
            comments.of(variant).text(),
            fields(variant),
            "```json\n" + pretty(examples.get(type)) + "\n```")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private String records() {
    return Wire.types().stream()
        .filter(type -> type.isRecord() && Wire.typeName(type) == null)
        .map(
            type ->
                Stream.of(
                        "### " + type.getSimpleName(), comments.of(type).text(), fields(type))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("\n\n")))
        .collect(Collectors.joining("\n\n"));
  }

  private String words() {
    return Wire.types().stream()
        .filter(type -> type.isEnum() && type != ErrorCode.class)
        .map(
            type ->
                "| %s | %s | %s |"
                    .formatted(
                        type.getSimpleName(), literals(type), cell(comments.of(type).text())))
        .collect(table("| kind | one of | meaning |", "| --- | --- | --- |"));
  }

  private String fields(Class<?> type) {
    if (type.getRecordComponents().length == 0) {
      return "";
    }
    return Arrays.stream(type.getRecordComponents())
        .map(
            component ->
                "| `%s` | %s%s | %s |"
                    .formatted(
                        component.getName(),
                        kind(component.getGenericType()),
                        isOptional(type, component) ? ", optional" : "",
                        cell(comments.of(type).of(component.getName()))))
        .collect(table("| field | kind | meaning |", "| --- | --- | --- |"));
  }

  private boolean isOptional(Class<?> type, RecordComponent component) {
    return Wire.isOptional(component) || optionals.contains(type, component.getName());
  }

  private static String kind(Type type) {
    if (type instanceof ParameterizedType) {
      return "list of " + kind(Wire.elementOf(type));
    }
    Class<?> single = (Class<?>) type;
    if (single == String.class) {
      return "text";
    }
    if (single == boolean.class || single == Boolean.class) {
      return "true or false";
    }
    if (single == Double.class) {
      return "number";
    }
    if (single == ErrorCode.class) {
      return "[error code](#error-codes)";
    }
    if (single == Change.class) {
      return "[change](#changes)";
    }
    if (single.isEnum()) {
      return literals(single);
    }
    String name = single.getSimpleName();
    return single.isRecord()
        ? "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT))
        : "whole number";
  }

  private static String literals(Class<?> enumType) {
    return Wire.constants(enumType).stream()
        .map(constant -> "`" + Wire.wireName(constant) + "`")
        .collect(Collectors.joining(", "));
  }

  private static String pretty(JsonNode json) {
    try {
      return new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)))
          .writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(String text) {
    return text.replace("\n", " ").replace("|", "\\|");
  }

  private static Collector<CharSequence, ?, String> table(String... head) {
    return Collectors.joining("\n", String.join("\n", head) + "\n", "");
  }
}
