package switchboard.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.protocol.Golden;
import switchboard.protocol.Limits;

/// Whatever arrives is read or refused, in little time, and never anything else happens.
class HostileFramesTest {
  private static final int MUTATIONS = 50_000;
  private static final int COLLIDING_FIELD_LENGTH = 27;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void mutatedFramesAreReadOrRefused(long seed) {
    Mutator mutator = new Mutator(new SplittableRandom(seed), frames());
    int valid = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      if (isValid(mutator.next().getBytes(UTF_8))) {
        valid++;
      }
    }

    // Both roads are well travelled.
    assertThat(valid).isBetween(MUTATIONS / 50, MUTATIONS / 2);
  }

  @Test
  void hugeFramesTakeLittleTime() {
    int size = Limits.FRAME_BYTES_MAX;
    List<String> huge =
        List.of(
            "[".repeat(size),
            "{\"a\":".repeat(size / 5),
            "{\"type\":\"ping\",\"a\":[" + "[],".repeat(size / 3 - 10) + "[]]}",
            "{\"type\":\"ping\",\"a\":" + "9".repeat(size - 30) + "}",
            "{\"type\":\"mark\",\"sequence\":1e" + "9".repeat(size - 40) + "}",
            "{\"type\":\"mark\",\"sequence\":" + "9".repeat(900) + "}",
            "{\"type\":\"ping\",\"a\":\"" + "\\u0000".repeat(size / 6 - 10) + "\"}",
            "{\"" + "k".repeat(size - 40) + "\":1,\"type\":\"ping\"}",
            "{" + manyFields(size) + "\"type\":\"ping\"}",
            "{" + collidingFields() + "\"type\":\"ping\"}",
            "\u0000".repeat(size),
            " ".repeat(size));

    for (String frame : huge) {
      assertThat(frame.length()).isBetween(500, size);
      assertTimeout(
          Duration.ofSeconds(5),
          () -> {
            for (int i = 0; i < 20; i++) {
              isValid(frame.getBytes(UTF_8));
            }
          });
    }
  }

  /// The parser's shared symbol table, were it in use, would not survive such names.
  @Test
  void namesMadeToCollideLeaveOtherFramesReadable() {
    String colliding = collidingFields();
    for (int i = 0; i < 1_000; i++) {
      Codec.decode("{" + colliding.substring(0, COLLIDING_FIELD_LENGTH * (i % 400)) + "}");
      assertThat(isValid(("{\"field" + i + "\":0,\"type\":\"ping\"}").getBytes(UTF_8))).isTrue();
    }
  }

  /// Fails when the frame is neither read nor refused as it should be.
  static boolean isValid(byte[] frame) {
    return switch (Codec.decode(frame)) {
      case Decoded.Valid valid -> {
        if (!Codec.decode(Codec.encode(valid.message())).equals(valid)) {
          fail("%s is not read back as it was written", valid);
        }
        yield true;
      }
      case Decoded.Invalid(String request, var problem) -> {
        boolean fieldNamed = problem.field() != null;
        boolean told =
            switch (problem.code()) {
              case MALFORMED -> !fieldNamed && request == null;
              case UNKNOWN_TYPE, INVALID_FIELD -> fieldNamed;
              default -> false;
            };
        if (!told || !RefusedFramesTest.isInOurWords(problem.message())) {
          fail("%s, request %s, for %s", problem, request, new String(frame, UTF_8));
        }
        yield false;
      }
    };
  }

  static List<String> frames() {
    return Golden.in("client").stream().map(golden -> golden.tree().toString()).toList();
  }

  private static String manyFields(int size) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; fields.length() < size - 100; i++) {
      fields.append('"').append(Integer.toString(i, 36)).append("\":0,");
    }
    return fields.toString();
  }

  /// Names of one hash in the parser's symbol table: "Aa" and "B@" are worth the same when the factor is 33.
  private static String collidingFields() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 2_048; i++) {
      // COLLIDING_FIELD_LENGTH characters each
      fields.append('"');
      for (int bit = 0; bit < 11; bit++) {
        fields.append((i >> bit & 1) == 0 ? "Aa" : "B@");
      }
      fields.append("\":0,");
    }
    return fields.toString();
  }
}
