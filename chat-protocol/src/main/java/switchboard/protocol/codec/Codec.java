package switchboard.protocol.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Limits;
import switchboard.protocol.Refusal;
import switchboard.protocol.ServerMessage;

/// Messages to and from JSON text frames. All methods may be called from any thread.
///
/// What clients send is taken literally: nothing is coerced, a field given twice, a missing or wrong value, text that is no Unicode or
/// anything past `Limits` is refused with one `Problem`. Only fields that nobody knows are ignored, so that newer clients may send more.
public final class Codec {
  static final JsonMapper MAPPER = mapper();
  private static final ObjectReader CLIENT_READER = MAPPER.readerFor(ClientMessage.class);
  private static final ObjectReader SERVER_READER = MAPPER.readerFor(ServerMessage.class);
  private static final ObjectWriter CLIENT_WRITER = MAPPER.writerFor(ClientMessage.class);
  private static final ObjectWriter SERVER_WRITER = MAPPER.writerFor(ServerMessage.class);

  /// U+FFFD stands for what could not be decoded, or for itself.
  private static final char REPLACEMENT = '\uFFFD';

  private Codec() {}

  /// Reads what a client sent, as the bytes of UTF-8 text.
  public static Decoded decode(byte[] frame) {
    if (frame.length > Limits.FRAME_BYTES_MAX) {
      return Rejected.tooLong();
    }
    String text = new String(frame, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(frame)) {
      return Rejected.notUtf8();
    }
    return decodeText(text);
  }

  /// Reads what a client sent, as text.
  public static Decoded decode(String frame) {
    return isWithin(Limits.FRAME_BYTES_MAX, frame) ? decodeText(frame) : Rejected.tooLong();
  }

  /// Reads what the server sent.
  ///
  /// @throws Refusal the frame is no message of this version
  public static ServerMessage decodeServerMessage(String frame) {
    try {
      ServerMessage message = SERVER_READER.readValue(frame);
      if (message == null) {
        throw new Refusal(Rejected.noObject().problem());
      }
      return message;
    } catch (JsonProcessingException e) {
      throw new Refusal(Rejected.by(frame, e).problem());
    }
  }

  /// The frame's UTF-8 bytes.
  public static byte[] encode(ServerMessage message) {
    return bytes(SERVER_WRITER, message);
  }

  /// The frame's UTF-8 bytes.
  public static byte[] encode(ClientMessage message) {
    return bytes(CLIENT_WRITER, message);
  }

  private static Decoded decodeText(String frame) {
    try {
      ClientMessage message = CLIENT_READER.readValue(frame);
      return message == null ? Rejected.noObject() : new Decoded.Valid(message);
    } catch (JsonProcessingException e) {
      return Rejected.by(frame, e);
    }
  }

  private static byte[] bytes(ObjectWriter writer, Object message) {
    try {
      return writer.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + message, e);
    }
  }

  private static boolean isUtf8(byte[] frame) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isWithin(int bytesMax, String frame) {
    // A character takes one to three bytes, so most frames are not encoded to be measured.
    return frame.length() <= bytesMax / 3
        || frame.length() <= bytesMax
            && frame.getBytes(StandardCharsets.UTF_8).length <= bytesMax;
  }

  private static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.NESTING_MAX)
                    .maxStringLength(Limits.FRAME_BYTES_MAX)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Nothing of a frame may outlive it. Field names made to collide upset the symbol table
            // that frames share, so that harmless later ones fail ("Internal error on
            // SymbolTable.rehash()"); and the JVM's string pool is not for strangers to fill.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    JsonMapper mapper =
        JsonMapper.builder(factory)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfigDefaults(
                coercion -> {
                  for (CoercionInputShape shape : CoercionInputShape.values()) {
                    coercion.setCoercion(shape, CoercionAction.Fail);
                  }
                })
            .addModule(new SimpleModule().addDeserializer(String.class, new TextDeserializer()))
            .build();
    for (Class<?> union : List.of(ClientMessage.class, ServerMessage.class, Change.class)) {
      mapper.registerSubtypes(variants(union));
    }
    return mapper;
  }

  /// The records that a sealed interface ends in; each carries its type name.
  static List<Class<?>> variants(Class<?> union) {
    List<Class<?>> variants = new ArrayList<>();
    for (Class<?> permitted : union.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        variants.addAll(variants(permitted));
      } else {
        variants.add(permitted);
      }
    }
    return variants;
  }
}
