package switchboard.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Writes and reads the records of a sealed interface: a variant's name, and its components as a JSON object in UTF-8.
final class VariantJson<T> {
  private final String what;
  private final Map<String, Form> forms = new LinkedHashMap<>();
  private final ClassValue<Form> formOf =
      new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> variant) {
          return form(variant.getSimpleName());
        }
      };

  private record Form(String type, ObjectWriter writer, ObjectReader reader) {}

  /// @param what one of these is, for messages: "event"
  VariantJson(Class<T> type, String what) {
    this.what = what;
    register(RecordJson.mapper().build(), type);
  }

  String type(T variant) {
    return formOf.get(variant.getClass()).type();
  }

  boolean knows(String type) {
    return forms.containsKey(type);
  }

  /// Never with U+0000.
  byte[] write(T variant) {
    try {
      return formOf.get(variant.getClass()).writer().writeValueAsBytes(variant);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the %s of type %s".formatted(what, type(variant)), e);
    }
  }

  /// @throws IllegalStateException this version of the program cannot read it
  T read(String type, byte[] json) {
    try {
      return form(type).reader().readValue(json);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the %s of type %s".formatted(what, type), e);
    }
  }

  private Form form(String type) {
    Form form = forms.get(type);
    if (form == null) {
      throw new IllegalStateException(
          "unknown type of %s: %s; this program knows %s".formatted(what, type, forms.keySet()));
    }
    return form;
  }

  private void register(JsonMapper mapper, Class<?> type) {
    if (type.isRecord()) {
      String name = type.getSimpleName();
      if (forms.put(name, new Form(name, mapper.writerFor(type), mapper.readerFor(type))) != null) {
        throw new IllegalStateException("two variants are named " + name);
      }
      return;
    }
    for (Class<?> variant : Objects.requireNonNull(type.getPermittedSubclasses())) {
      register(mapper, variant);
    }
  }
}
