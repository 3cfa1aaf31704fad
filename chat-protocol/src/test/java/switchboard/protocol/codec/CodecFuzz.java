package switchboard.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Searches for frames that break the codec, guided by coverage, from the golden frames on:
/// `JAZZER_FUZZ=1 mvn -pl chat-protocol test -Dtest=CodecFuzz`. What it finds becomes a golden frame in `refused`, so it is not
/// part of every test run; `HostileFramesTest` is.
class CodecFuzz {

  @MethodSource
  @FuzzTest(maxDuration = "10m")
  void anyBytesAreReadOrRefused(byte[] frame) {
    HostileFramesTest.isValid(frame);
  }

  static Stream<Arguments> anyBytesAreReadOrRefused() {
    return HostileFramesTest.frames().stream()
        .map(frame -> Arguments.of((Object) frame.getBytes(UTF_8)));
  }
}
