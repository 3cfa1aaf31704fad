package switchboard.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import switchboard.desk.vocabulary.Event;

/// How an event is written in the journal: its variant's name, the version of this form, and its components as a JSON object in UTF-8.
///
/// The journal is kept for ever, so whatever any version wrote must stay readable: a variant is never renamed, and a component that is new has
/// a meaning when it is absent. `journal-golden.jsonl` among the tests holds what each version wrote.
public final class EventCodec {
  /// Grows only when an older reader would misread what is written now.
  public static final int VERSION = 1;

  private static final Map<String, Form> FORMS = new LinkedHashMap<>();
  private static final ClassValue<Form> FORM_OF =
      new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> variant) {
          return form(variant.getSimpleName());
        }
      };

  static {
    register(RecordJson.mapper().build(), Event.class);
  }

  private EventCodec() {}

  /// The variant's name: "Posted".
  public static String type(Event event) {
    return FORM_OF.get(event.getClass()).type();
  }

  /// The event's components as JSON, in UTF-8, never with U+0000.
  public static byte[] write(Event event) {
    try {
      return FORM_OF.get(event.getClass()).writer().writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write an event of type " + type(event), e);
    }
  }

  /// @throws IllegalStateException this version of the program cannot read what is stored
  public static Event read(String type, int version, byte[] json) {
    if (version > VERSION) {
      throw new IllegalStateException(
          "an event of type %s was written in version %d of its form; this program reads up to %d"
              .formatted(type, version, VERSION));
    }
    try {
      return form(type).reader().readValue(json);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read an event of type " + type, e);
    }
  }

  private static Form form(String type) {
    Form form = FORMS.get(type);
    if (form == null) {
      throw new IllegalStateException(
          "unknown type of event: %s; this program knows %s".formatted(type, FORMS.keySet()));
    }
    return form;
  }

  private static void register(JsonMapper mapper, Class<?> type) {
    if (type.isRecord()) {
      String name = type.getSimpleName();
      if (FORMS.put(name, new Form(name, mapper.writerFor(type), mapper.readerFor(type))) != null) {
        throw new IllegalStateException("two variants of Event are named " + name);
      }
      return;
    }
    for (Class<?> variant : Objects.requireNonNull(type.getPermittedSubclasses())) {
      register(mapper, variant);
    }
  }

  private record Form(String type, ObjectWriter writer, ObjectReader reader) {}
}
