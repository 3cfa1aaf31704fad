package switchboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;
import switchboard.protocol.BoardView;
import switchboard.protocol.ClientMessage;
import switchboard.protocol.ServerMessage;

/// A threshold of the catalogue, from the chat that passes it to the board and the webhook.
class AlertTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final List<String> subjects = new ArrayList<>();
  private final List<JsonNode> posted = new CopyOnWriteArrayList<>();

  @Test
  void anAlertBeginsAndEndsOnTheBoardAtTheWebhookAndByMail(@TempDir Path folder) throws Exception {
    String shipped = Files.readString(Path.of("src/main/resources/catalogue.yaml"));
    Files.writeString(
        folder.resolve("catalogue.yaml"),
        shipped.substring(0, shipped.indexOf("\nalerts:\n"))
            + """

            alerts:
              - name: Somebody waits
                watch: waiting
                begins: 1
                ends: 0
            """);
    HttpServer receiver = receiver();
    GreenMail mails = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    Path settings =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            catalogue: catalogue.yaml
            alerts:
              webhookUrl: http://localhost:%d/alerts
              mailTo: [sam@example.com]
            mail: {host: localhost, port: %d, security: none, from: desk@example.com}
            """
                .formatted(receiver.getAddress().getPort(), mails.getSmtp().getPort()));
    try (TestServer server =
            TestServer.start(DATABASE.database(), folder, settings, Map.of());
        TestClient sam = server.staff("sam");
        TestClient ines = server.customer("ines", "lumen-store")) {
      sam.done(new ClientMessage.WatchBoard(TestClient.request(), true));
      long number = ServerTest.launch(ines, "Help");
      BoardView.AlertView alert =
          sam.next(ServerMessage.Board.class, m -> !m.board().alerts().isEmpty())
              .board()
              .alerts()
              .getFirst();
      assertThat(alert.name()).isEqualTo("Somebody waits");
      assertThat(alert.sentence()).isEqualTo("1 chat waits.");
      ines.done(new ClientMessage.CloseConversation(TestClient.request(), number));
      sam.next(ServerMessage.Board.class, m -> m.board().alerts().isEmpty());
      await().until(() -> posted.size() == 2);
      await().until(() -> mails.getReceivedMessages().length == 2);
      for (MimeMessage mail : mails.getReceivedMessages()) {
        subjects.add(mail.getSubject());
      }
    } finally {
      mails.stop();
      receiver.stop(0);
    }
    assertThat(subjects)
        .containsExactly("Switchboard: 1 waits (limit 1)", "Switchboard: 0 wait: over");
    assertThat(posted).extracting(post -> post.path("state").textValue()).containsExactly("raised", "cleared");
    assertThat(posted.getFirst().path("alert").textValue()).isEqualTo("Somebody waits");
    assertThat(posted.getFirst().path("desk").textValue()).isEqualTo("main");
  }

  private HttpServer receiver() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/alerts",
        exchange -> {
          posted.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }
}
