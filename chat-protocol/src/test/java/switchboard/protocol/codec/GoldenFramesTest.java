package switchboard.protocol.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import switchboard.protocol.Change;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.Golden;
import switchboard.protocol.ServerMessage;

/// The wire is pinned by examples: each golden frame is read and written back as it was, and no message is without one.
class GoldenFramesTest {

  static List<Golden> client() {
    return Golden.in("client");
  }

  static List<Golden> server() {
    return Golden.in("server");
  }

  @ParameterizedTest
  @MethodSource("client")
  void whatAClientSendsIsReadAndWrittenBackAsItWas(Golden frame) {
    Decoded decoded = Codec.decode(frame.text());

    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    ClientMessage message = ((Decoded.Valid) decoded).message();
    assertThat(Codec.decode(frame.text().getBytes(UTF_8))).isEqualTo(decoded);
    assertThat(tree(Codec.encode(message))).isEqualTo(frame.tree());
  }

  @ParameterizedTest
  @MethodSource("server")
  void whatTheServerSendsIsReadAndWrittenBackAsItWas(Golden frame) {
    ServerMessage message = Codec.decodeServerMessage(frame.text());

    assertThat(tree(Codec.encode(message))).isEqualTo(frame.tree());
  }

  @ParameterizedTest
  @MethodSource({"client", "server"})
  void aFileIsNamedAfterTheTypeOfItsFrame(Golden frame) {
    assertThat(frame.name().replaceFirst("-.*", ""))
        .isEqualTo(frame.tree().path("type").textValue());
  }

  @Test
  void everyMessageOfAClientHasAGoldenFrame() {
    assertThat(types(client().stream().map(Golden::tree)))
        .isEqualTo(typeNames(ClientMessage.class));
  }

  @Test
  void everyMessageOfTheServerHasAGoldenFrame() {
    assertThat(types(server().stream().map(Golden::tree)))
        .isEqualTo(typeNames(ServerMessage.class));
  }

  @Test
  void everyChangeOfAConversationHasAGoldenFrame() {
    Stream<JsonNode> changes =
        server().stream()
            .map(Golden::tree)
            .filter(frame -> frame.path("type").textValue().equals("event"))
            .map(frame -> frame.path("event").path("change"));

    assertThat(types(changes)).isEqualTo(typeNames(Change.class));
  }

  private static Set<String> types(Stream<JsonNode> objects) {
    return objects.map(object -> object.path("type").textValue()).collect(Collectors.toSet());
  }

  private static Set<String> typeNames(Class<?> union) {
    return Codec.variants(union).stream()
        .map(variant -> variant.getAnnotation(JsonTypeName.class).value())
        .collect(Collectors.toSet());
  }

  private static JsonNode tree(byte[] frame) {
    return Golden.tree(new String(frame, UTF_8));
  }
}
