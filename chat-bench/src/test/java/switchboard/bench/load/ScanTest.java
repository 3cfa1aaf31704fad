package switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ConversationEvent;
import switchboard.protocol.Person;
import switchboard.protocol.PersonKind;
import switchboard.protocol.ServerMessage;
import switchboard.protocol.codec.Codec;

/// The measurements read frames without decoding them, so they depend on how the codec writes them.
class ScanTest {
  private static final Person AGENT = new Person(PersonKind.AGENT, "ana", "Ana");

  @Test
  void anAnswerTellsWhichMessageItIsFor() {
    Scan scan = scan(Codec.encode(new ServerMessage.Done(Scan.id('c', 1_234), 7, 3)));
    assertThat(scan.is("done")).isTrue();
    assertThat(scan.is("refused")).isFalse();
    assertThat(scan.side()).isEqualTo('c');
    assertThat(scan.number()).isEqualTo(1_234);
  }

  @Test
  void anEventTellsWhichMessageItIsAndOfWhichSideAlsoWithoutItsRequest() {
    ConversationEvent event =
        new ConversationEvent(
            3, 1, AGENT, null, new Change.Message(Scan.id('a', 56) + " hello", false));
    Scan scan = scan(Codec.encode(new ServerMessage.EventHappened(4_711, event)));
    assertThat(scan.is("event")).isTrue();
    assertThat(scan.side()).isEqualTo('a');
    assertThat(scan.number()).isEqualTo(56);
    assertThat(scan.numberAfter("\"conversation\":".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(4_711);
  }

  @Test
  void whatIsNoMessageHasNoId() {
    Scan scan = scan(Codec.encode(new ServerMessage.Pong(1_800_000_000_000L)));
    assertThat(scan.is("pong")).isTrue();
    assertThat(scan.hasId()).isFalse();
  }

  @Test
  void aNumberIsWrittenOverTheOneBefore() {
    String id = Scan.id('c', 0);
    byte[] frame =
        Codec.encode(new ClientMessage.PostMessage(id, 1, id + " hello", false));
    String text = new String(frame, StandardCharsets.UTF_8);
    Scan.writeNumber(987_654, frame, text.indexOf(id));
    assertThat(scan(frame).number()).isEqualTo(987_654);
    assertThat(new String(frame, StandardCharsets.UTF_8)).contains(Scan.id('c', 987_654));
  }

  private static Scan scan(byte[] frame) {
    Scan scan = new Scan();
    scan.read(Unpooled.wrappedBuffer(frame));
    return scan;
  }
}
