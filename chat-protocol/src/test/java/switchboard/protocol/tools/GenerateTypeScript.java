package switchboard.protocol.tools;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import switchboard.protocol.CloseCode;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Limits;

/// Writes the wire as TypeScript: a union for each sealed interface, told apart by `type`; literals for enums; limits and codes as
/// constants; the comments of the records.
final class GenerateTypeScript {
  private static final int LINE_LENGTH_MAX = 100;
  private static final String HEAD =
      """
      // Generated from the records in chat-protocol by switchboard.protocol.tools.GenerateTypeScript:
      // change those, not this.
      """;

  private final Comments comments;
  private final StringBuilder out = new StringBuilder(HEAD);

  private GenerateTypeScript(Comments comments) {
    this.comments = comments;
  }

  static String generate(Comments comments) {
    return new GenerateTypeScript(comments).all();
  }

  private String all() {
    limits();
    errorCodes();
    closeCodes();
    for (Class<?> type : Wire.types()) {
      if (type.getEnclosingClass() == null && type != ErrorCode.class) {
        topLevel(type);
      }
    }
    return out.toString();
  }

  private void limits() {
    line("");
    comment("", comments.of(Limits.class).text());
    line("export const Limits = {");
    for (Field limit : Limits.class.getFields()) {
      comment("  ", comments.ofConstant(Limits.class, limit.getName()).text());
      line("  " + limit.getName() + ": " + literal(limit) + ",");
    }
    line("} as const;");
  }

  private static String literal(Field constant) {
    try {
      Object value = constant.get(null);
      return value instanceof String text ? quoted(text) : String.valueOf(value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void errorCodes() {
    line("");
    comment("", comments.of(ErrorCode.class).text());
    line("export const ErrorCodes = {");
    for (ErrorCode code : ErrorCode.values()) {
      comment("  ", comments.ofConstant(ErrorCode.class, code.name()).text());
      line("  " + code.wireName() + ": { retryable: " + code.retryable() + " },");
    }
    line("} as const;");
    line("");
    line("export type ErrorCode = keyof typeof ErrorCodes;");
  }

  private void closeCodes() {
    line("");
    comment("", comments.of(CloseCode.class).text());
    line("export const CloseCodes = {");
    for (CloseCode code : CloseCode.values()) {
      comment("  ", comments.ofConstant(CloseCode.class, code.name()).text());
      line(
          "  %s: { code: %d, clientReconnects: %b },"
              .formatted(code.name(), code.code(), code.clientReconnects()));
    }
    line("} as const;");
  }

  private void topLevel(Class<?> type) {
    declaration("", type);
    List<Class<?>> nested =
        Arrays.stream(type.getDeclaredClasses()).filter(Wire.types()::contains).toList();
    if (nested.isEmpty()) {
      return;
    }
    line("");
    line("export namespace " + type.getSimpleName() + " {");
    int begin = out.length();
    Wire.types().stream().filter(nested::contains).forEach(inner -> declaration("  ", inner));
    out.deleteCharAt(begin);
    line("}");
  }

  private void declaration(String indent, Class<?> type) {
    line("");
    comment(indent, comments.of(type).text());
    String name = type.getSimpleName();
    if (type.isEnum()) {
      List<String> names = Wire.constants(type).stream().map(Wire::wireName).toList();
      union(indent, name, names.stream().map(GenerateTypeScript::quoted).toList());
    } else if (type.isSealed()) {
      union(indent, name, Wire.variants(type).stream().map(Wire::name).toList());
    } else {
      record(indent, type);
    }
  }

  private void union(String indent, String name, List<String> members) {
    String oneLine = indent + "export type " + name + " = " + String.join(" | ", members) + ";";
    if (oneLine.length() <= LINE_LENGTH_MAX) {
      line(oneLine);
    } else {
      line(indent + "export type " + name + " =");
      line(
          members.stream()
              .map(member -> indent + "  | " + member)
              .collect(Collectors.joining("\n", "", ";")));
    }
  }

  private void record(String indent, Class<?> type) {
    line(indent + "export interface " + type.getSimpleName() + " {");
    String typeName = Wire.typeName(type);
    if (typeName != null) {
      line(indent + "  readonly type: " + quoted(typeName) + ";");
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String about = comments.of(type).of(component.getName());
      if (!about.isEmpty()) {
        line(indent + "  /** " + about + " */");
      }
      line(
          "%s  readonly %s%s: %s;"
              .formatted(
                  indent,
                  component.getName(),
                  Wire.isOptional(component) ? "?" : "",
                  typeScript(component.getGenericType())));
    }
    line(indent + "}");
  }

  private String typeScript(Type type) {
    if (type instanceof ParameterizedType) {
      return "readonly " + typeScript(Wire.elementOf(type)) + "[]";
    }
    Class<?> single = (Class<?>) type;
    if (single == String.class) {
      return "string";
    }
    if (single == boolean.class || single == Boolean.class) {
      return "boolean";
    }
    return single.isPrimitive() || Number.class.isAssignableFrom(single)
        ? "number"
        : Wire.name(single);
  }

  private void comment(String indent, String text) {
    if (text.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n")));
    if (lines.size() == 1) {
      line(indent + "/** " + text + " */");
    } else {
      line(indent + "/**");
      lines.forEach(each -> line((indent + " * " + each).stripTrailing()));
      line(indent + " */");
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
