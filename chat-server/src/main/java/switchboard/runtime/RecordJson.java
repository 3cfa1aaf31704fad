package switchboard.runtime;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import switchboard.desk.vocabulary.Skills;

/// How the desk's records become JSON for storage: their components by name, nothing that a method computes. Reading is tolerant, for the
/// journal outlives versions: unknown fields are ignored, absent ones are null, 0 or false.
final class RecordJson {
  private RecordJson() {}

  static JsonMapper.Builder mapper() {
    return JsonMapper.builder()
        .visibility(PropertyAccessor.ALL, Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .addModule(
            new SimpleModule()
                .addSerializer(new StorableTextSerializer())
                .addSerializer(new SkillsSerializer())
                .addDeserializer(Skills.class, new SkillsDeserializer()));
  }

  private static final class StorableTextSerializer extends StdSerializer<String> {
    StorableTextSerializer() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(StorableText.of(text));
    }
  }

  /// A list of texts, as the first journals have them: `["dns:3", "mysql"]`.
  private static final class SkillsSerializer extends StdSerializer<Skills> {
    SkillsSerializer() {
      super(Skills.class);
    }

    @Override
    public void serialize(Skills skills, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      for (String skill : skills.texts()) {
        out.writeString(StorableText.of(skill));
      }
      out.writeEndArray();
    }
  }

  private static final class SkillsDeserializer extends StdDeserializer<Skills> {
    SkillsDeserializer() {
      super(Skills.class);
    }

    @Override
    public Skills deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Skills.of(in.readValueAs(String[].class));
    }

    @Override
    public Skills getNullValue(DeserializationContext context) {
      return Skills.NONE;
    }
  }
}
