package switchboard.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Golden;
import switchboard.protocol.Limits;
import switchboard.protocol.Refusal;

/// What breaks the protocol is refused with one code, one sentence in our own words, and the field to blame.
class RefusedFramesTest {
  private static final Pattern OUR_WORDS =
      Pattern.compile("(?!.*(java|com\\.|switchboard|Exception|Token|::|`)).{5,200}");

  /// What a sender called a type is repeated to it.
  private static final Pattern THEIR_NAME = Pattern.compile("\"[A-Za-z0-9_-]{1,64}\"");

  static List<Golden> refused() {
    return Golden.in("refused");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aBrokenFrameIsRefusedWithItsCodeFieldAndRequest(Golden golden) {
    JsonNode expected = golden.tree();

    Decoded.Invalid invalid = invalid(Codec.decode(expected.path("frame").textValue()));

    assertThat(invalid.problem().code().wireName()).isEqualTo(expected.path("code").textValue());
    assertThat(invalid.problem().field()).isEqualTo(expected.path("field").textValue());
    assertThat(invalid.request()).isEqualTo(expected.path("request").textValue());
    assertThat(invalid.problem().message()).matches(RefusedFramesTest::isInOurWords);
  }

  @Test
  void aFrameOverTheSizeLimitIsNotRead() {
    String longest = "{\"type\":\"ping\"}" + " ".repeat(Limits.FRAME_BYTES_MAX - 15);

    assertThat(Codec.decode(longest)).isInstanceOf(Decoded.Valid.class);
    assertThat(Codec.decode(longest.getBytes(UTF_8))).isInstanceOf(Decoded.Valid.class);
    assertMalformed(Codec.decode(longest + " "));
    assertMalformed(Codec.decode((longest + " ").getBytes(UTF_8)));
  }

  @Test
  void theSizeLimitCountsBytesNotCharacters() {
    String frame =
        "{\"type\":\"ping\",\"more\":\"" + "語".repeat(Limits.FRAME_BYTES_MAX / 3) + "\"}";

    assertThat(frame.length()).isLessThan(Limits.FRAME_BYTES_MAX);
    assertMalformed(Codec.decode(frame));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertMalformed(Codec.decode(ping(0xFF)));
    assertMalformed(Codec.decode(ping(0xC3)));
    // U+002F in two bytes, U+D83C on its own in three, past the last code point in four.
    assertMalformed(Codec.decode(ping(0xC0, 0xAF)));
    assertMalformed(Codec.decode(ping(0xED, 0xA0, 0xBC)));
    assertMalformed(Codec.decode(ping(0xF5, 0x80, 0x80, 0x80)));
  }

  @Test
  void theReplacementCharacterItselfIsText() {
    assertThat(Codec.decode(ping(0xEF, 0xBF, 0xBD))).isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void utf16IsRefused() {
    assertMalformed(Codec.decode("{\"type\":\"ping\"}".getBytes(UTF_16)));
  }

  @Test
  void whatTheServerDoesNotSendIsRefused() {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Codec.decodeServerMessage("null"))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.MALFORMED));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> Codec.decodeServerMessage("{\"type\":\"ping\"}"))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.UNKNOWN_TYPE));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(
            () ->
                Codec.decodeServerMessage(
                    """
                    {"type":"event","conversation":1,"event":{"sequence":1,"atMs":1,
                     "by":{"kind":"system","id":"","name":""},"change":{"type":"exploded"}}}
                    """))
        .satisfies(
            e -> {
              assertThat(e.problem().code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
              assertThat(e.problem().field()).isEqualTo("event.change.type");
            });
  }

  /// One short line that names no class and quotes no parser.
  static boolean isInOurWords(String message) {
    return OUR_WORDS.matcher(THEIR_NAME.matcher(message).replaceFirst("")).matches();
  }

  /// A `ping` with a field that holds these bytes.
  private static byte[] ping(int... text) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes("{\"type\":\"ping\",\"more\":\"".getBytes(UTF_8));
    for (int b : text) {
      frame.write(b);
    }
    frame.writeBytes("\"}".getBytes(UTF_8));
    return frame.toByteArray();
  }

  private static void assertMalformed(Decoded decoded) {
    assertThat(invalid(decoded).problem().code()).isEqualTo(ErrorCode.MALFORMED);
    assertThat(invalid(decoded).request()).isNull();
  }

  private static Decoded.Invalid invalid(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Invalid.class);
    return (Decoded.Invalid) decoded;
  }
}
