package switchboard.runtime;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import switchboard.desk.DeskImage;

/// How the desk's whole state is written for a snapshot: compressed JSON. Unlike the journal a snapshot need not outlive its version of the
/// program: its version is drawn from the shape of the state, so a changed state makes older snapshots unreadable by themselves, and all is
/// replayed once.
final class SnapshotCodec {
  /// To be raised when the meaning of the state changes and its shape does not.
  private static final int MEANING = 1;

  private static final ObjectWriter WRITER;
  private static final ObjectReader READER;
  static final int VERSION;

  static {
    Shape shape = new Shape();
    shape.add(DeskImage.class);
    JsonMapper mapper = shape.mapper();
    WRITER = mapper.writerFor(DeskImage.class);
    READER = mapper.readerFor(DeskImage.class);
    VERSION = shape.checksum();
  }

  private SnapshotCodec() {}

  static byte[] write(DeskImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (OutputStream compressed =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
      WRITER.writeValue(compressed, image);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot write the snapshot after entry " + image.sequence(), e);
    }
    return bytes.toByteArray();
  }

  /// @throws IOException the bytes are not a snapshot of this version
  static DeskImage read(byte[] state) throws IOException {
    return READER.readValue(new InflaterInputStream(new ByteArrayInputStream(state)));
  }

  /// All record, enum and sealed types that the state is made of.
  private static final class Shape {
    private final Map<String, String> types = new TreeMap<>();
    private final JsonMapper.Builder mapper = RecordJson.mapper();

    void add(Type type) {
      switch (type) {
        case ParameterizedType generic -> {
          for (Type argument : generic.getActualTypeArguments()) {
            add(argument);
          }
        }
        case Class<?> c when c.getName().startsWith("switchboard.") -> {
          if (types.put(c.getName(), describe(c)) == null) {
            addParts(c);
          }
        }
        default -> {}
      }
    }

    private void addParts(Class<?> type) {
      if (type.isRecord()) {
        for (RecordComponent component : Objects.requireNonNull(type.getRecordComponents())) {
          add(component.getGenericType());
        }
      } else if (type.isSealed() && type.isInterface()) {
        mapper.addMixIn(type, Named.class);
        for (Class<?> variant : Objects.requireNonNull(type.getPermittedSubclasses())) {
          mapper.registerSubtypes(new NamedType(variant, variant.getSimpleName()));
          add(variant);
        }
      }
    }

    private static String describe(Class<?> type) {
      if (type.isRecord()) {
        return Arrays.stream(Objects.requireNonNull(type.getRecordComponents()))
            .map(component -> component.getName() + ": " + component.getGenericType())
            .toList()
            .toString();
      }
      return type.isEnum() ? Arrays.toString(type.getEnumConstants()) : "one of several";
    }

    JsonMapper mapper() {
      return mapper.build();
    }

    int checksum() {
      CRC32 checksum = new CRC32();
      checksum.update((MEANING + types.toString()).getBytes(StandardCharsets.UTF_8));
      return (int) checksum.getValue();
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}
}
