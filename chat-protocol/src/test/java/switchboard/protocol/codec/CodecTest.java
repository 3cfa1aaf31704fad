package switchboard.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ClientMessage.DeclineOffer;
import switchboard.protocol.ClientMessage.Hello;
import switchboard.protocol.ClientMessage.LaunchChat;
import switchboard.protocol.ClientMessage.OpenTicket;
import switchboard.protocol.ClientMessage.Ping;
import switchboard.protocol.ClientMessage.PostMessage;
import switchboard.protocol.Intake;
import switchboard.protocol.Limits;
import switchboard.protocol.Position;
import switchboard.protocol.ServerMessage;

class CodecTest {
  private static final String REQUEST = "q7Zk3vX_01aB";

  @Test
  void fieldsThatNobodyKnowsAreIgnored() {
    assertThat(decode("{\"type\":\"ping\",\"more\":{\"deep\":[1,{\"a\":null}]},\"class\":\"x\"}"))
        .isEqualTo(new Ping());
  }

  @Test
  void theTypeMayStandAnywhere() {
    assertThat(
            decode(
                "{\"note\":true,\"text\":\"Hi\",\"conversation\":7,"
                    + "\"type\":\"post_message\",\"request\":\""
                    + REQUEST
                    + "\"}"))
        .isEqualTo(new PostMessage(REQUEST, 7, "Hi", true));
  }

  @Test
  void whatIsOptionalMayBeMissingOrNull() {
    assertThat(decode("{\"type\":\"hello\"}")).isEqualTo(new Hello(null, List.of()));
    assertThat(decode("{\"type\":\"hello\",\"token\":null,\"positions\":null}"))
        .isEqualTo(new Hello(null, List.of()));
    assertThat(decode("{\"type\":\"launch_chat\",\"request\":\"" + REQUEST + "\"}"))
        .isEqualTo(new LaunchChat(REQUEST, Intake.EMPTY));
    assertThat(decode("{\"type\":\"launch_chat\",\"request\":\"" + REQUEST + "\",\"intake\":{}}"))
        .isEqualTo(new LaunchChat(REQUEST, Intake.EMPTY));
    assertThat(
            decode("{\"type\":\"open_ticket\",\"request\":\"" + REQUEST + "\",\"conversation\":7}"))
        .isEqualTo(new OpenTicket(REQUEST, 7, ""));
    assertThat(decode("{\"type\":\"decline_offer\",\"request\":\"" + REQUEST + "\",\"offer\":7}"))
        .isEqualTo(new DeclineOffer(REQUEST, 7, ""));
  }

  @Test
  void whatIsNotSetIsNotWritten() {
    assertThat(new String(Codec.encode(new Hello(null, List.of())), UTF_8))
        .isEqualTo("{\"type\":\"hello\",\"positions\":[]}");
  }

  @Test
  void theTypeIsWrittenFirst() {
    assertThat(new String(Codec.encode(new ServerMessage.Pong(7)), UTF_8))
        .isEqualTo("{\"type\":\"pong\",\"atMs\":7}");
  }

  @Test
  void everyMessageWithinItsLimitsFitsIntoAFrameInAnyScript() {
    List<ClientMessage> longest =
        List.of(
            new Hello(
                "a".repeat(Limits.TOKEN_LENGTH_MAX),
                Collections.nCopies(
                    Limits.POSITIONS_MAX,
                    new Position(Long.MAX_VALUE, han(Limits.ID_LENGTH_MAX), Integer.MAX_VALUE))),
            new PostMessage(REQUEST, Long.MAX_VALUE, han(Limits.TEXT_LENGTH_MAX), true),
            new LaunchChat(
                REQUEST,
                new Intake(
                    han(Limits.INTAKE_TOPIC_LENGTH_MAX),
                    han(Limits.INTAKE_STEPS_LENGTH_MAX),
                    han(Limits.INTAKE_ENVIRONMENT_LENGTH_MAX),
                    han(Limits.INTAKE_BEGAN_LENGTH_MAX),
                    han(Limits.INTAKE_ERROR_LENGTH_MAX),
                    Collections.nCopies(
                        Limits.INTAKE_LINKS_MAX,
                        "https://" + han(Limits.INTAKE_LINK_LENGTH_MAX - 8)))));

    assertThat(longest)
        .allSatisfy(
            message -> {
              byte[] frame = Codec.encode(message);
              assertThat(frame).hasSizeLessThanOrEqualTo(Limits.FRAME_BYTES_MAX);
              assertThat(Codec.decode(frame)).isEqualTo(new Decoded.Valid(message));
            });
  }

  /// Han characters take three bytes each, the most that one UTF-16 code unit can.
  private static String han(int length) {
    return "語".repeat(length);
  }

  private static ClientMessage decode(String frame) {
    Decoded decoded = Codec.decode(frame);
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    return ((Decoded.Valid) decoded).message();
  }
}
