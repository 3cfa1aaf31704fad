package switchboard.protocol.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.ServerMessage;

/// The shape of the wire, read from its classes.
final class Wire {
  private Wire() {}

  /// Both directions and everything that their messages are made of, in order of first use.
  static Set<Class<?>> types() {
    Set<Class<?>> found = new LinkedHashSet<>();
    collect(ClientMessage.class, found);
    collect(ServerMessage.class, found);
    return found;
  }

  private static void collect(Class<?> type, Set<Class<?>> found) {
    if (!type.getName().startsWith("switchboard.") || !found.add(type)) {
      return;
    }
    if (type.isSealed()) {
      for (Class<?> variant : type.getPermittedSubclasses()) {
        collect(variant, found);
      }
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        collect(elementOf(component.getGenericType()), found);
      }
    }
  }

  /// A list's element, or the type itself.
  static Class<?> elementOf(Type type) {
    return type instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : (Class<?>) type;
  }

  /// The records that a sealed interface ends in.
  static List<Class<?>> variants(Class<?> sealed) {
    List<Class<?>> variants = new ArrayList<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        variants.addAll(variants(permitted));
      } else {
        variants.add(permitted);
      }
    }
    return variants;
  }

  /// `ServerMessage.Offered` and `Change.Offered` are two.
  static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + "." + type.getSimpleName();
  }

  /// The value of a variant's `type` field, null for a record that is no variant.
  static @Nullable String typeName(Class<?> type) {
    JsonTypeName name = type.getAnnotation(JsonTypeName.class);
    return name == null ? null : name.value();
  }

  static boolean isOptional(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  static String wireName(Enum<?> constant) {
    if (constant instanceof ErrorCode code) {
      return code.wireName();
    }
    try {
      return constant
          .getDeclaringClass()
          .getField(constant.name())
          .getAnnotation(JsonProperty.class)
          .value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<? extends Enum<?>> constants(Class<?> enumType) {
    return List.of((Enum<?>[]) enumType.getEnumConstants());
  }
}
