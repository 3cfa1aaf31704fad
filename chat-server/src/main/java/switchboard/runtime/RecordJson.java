package switchboard.runtime;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

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
        .addModule(new SimpleModule().addSerializer(new StorableText()));
  }

  /// Neither UTF-8 nor PostgreSQL can hold an unpaired surrogate or U+0000. The wire refuses them; should one come by another way (a host's
  /// token), it is stored as U+FFFD, for a batch that can never be stored would stop the desk.
  private static final class StorableText extends StdSerializer<String> {
    private static final char REPLACEMENT = '\uFFFD';

    StorableText() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(isStorable(text) ? text : storable(text));
    }

    private static boolean isStorable(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == 0 || Character.isSurrogate(c)) {
          return storable(text).equals(text);
        }
      }
      return true;
    }

    private static String storable(String text) {
      StringBuilder storable = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); ) {
        int point = text.codePointAt(i);
        boolean unpaired = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        storable.appendCodePoint(point == 0 || unpaired ? REPLACEMENT : point);
        i += Character.charCount(point);
      }
      return storable.toString();
    }
  }
}
