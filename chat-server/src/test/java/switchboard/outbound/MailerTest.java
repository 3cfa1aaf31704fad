package switchboard.outbound;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.outbound.MailAccount.Security;

/// Mail over real SMTP.
class MailerTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final String PASSWORD = "correct horse";
  private static final Mail MAIL =
      new Mail(
          "alert-1",
          List.of("sam@example.com", "lee@example.com"),
          "Switchboard: 12 wait in Bücher (limit 10)",
          "Basic: 12 chats wait. Grüße\n");

  private GreenMail server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  private int serve(String protocol, int port) {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
    server.setUser("desk@example.com", "desk", PASSWORD);
    server.start();
    return protocol.equals(ServerSetup.PROTOCOL_SMTPS)
        ? server.getSmtps().getPort()
        : server.getSmtp().getPort();
  }

  private static Mailer mailer(int port, Security security, String user, String password) {
    return new Mailer(
        new MailAccount("127.0.0.1", port, security, user, password, "desk@example.com"),
        () -> NOW,
        Duration.ofMillis(20));
  }

  @Test
  void itIsPlainTextThatNobodyAnswersByThemselves() throws Exception {
    int port = serve(ServerSetup.PROTOCOL_SMTP, 0);
    try (Mailer mailer = mailer(port, Security.NONE, "desk", PASSWORD)) {
      mailer.send(MAIL);
      await().until(() -> mailer.sent() == 1);
    }
    MimeMessage[] messages = server.getReceivedMessages();
    assertThat(messages).as("one for each recipient").hasSize(2);
    MimeMessage message = messages[0];
    assertThat(message.getSubject()).isEqualTo(MAIL.subject());
    assertThat(message.getContentType()).containsIgnoringCase("text/plain").contains("UTF-8");
    assertThat(message.getContent().toString().strip()).isEqualTo(MAIL.text().strip());
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getHeader("Message-ID")).containsExactly("<alert-1@example.com>");
    assertThat(message.getFrom()[0]).hasToString("desk@example.com");
    assertThat(message.getSentDate().toInstant()).isEqualTo(NOW);
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() {
    int port = serve(ServerSetup.PROTOCOL_SMTP, 0);
    try (Mailer mailer = mailer(port, Security.NONE, "desk", "wrong battery")) {
      assertThatThrownBy(() -> mailer.sendNow(MAIL))
          .isInstanceOf(MailFailure.class)
          .hasMessageStartingWith("mail server 127.0.0.1:" + port + ": refused the user and password: 535")
          .hasMessageNotContaining("battery");
      assertThat(mailer.failures()).isEqualTo(1);
    }
  }

  @Test
  void aServerWithoutStarttlsGetsNoMailWhereItIsAskedFor() {
    int port = serve(ServerSetup.PROTOCOL_SMTP, 0);
    try (Mailer mailer = mailer(port, Security.STARTTLS, null, null)) {
      assertThatThrownBy(() -> mailer.sendNow(MAIL))
          .isInstanceOf(MailFailure.class)
          .hasMessageContaining("STARTTLS");
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatNobodyVouchesForGetsNoMailByTls() {
    int port = serve(ServerSetup.PROTOCOL_SMTPS, 0);
    try (Mailer mailer = mailer(port, Security.TLS, null, null)) {
      assertThatThrownBy(() -> mailer.sendNow(MAIL))
          .isInstanceOf(MailFailure.class)
          .hasMessageContaining("certification path");
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void whatAServerThatIsAwayDoesNotTakeIsSentOnceItIsBack() throws IOException {
    int port = freePort();
    try (Mailer mailer = mailer(port, Security.NONE, null, null)) {
      mailer.send(MAIL);
      await().until(() -> mailer.failures() > 0);
      assertThatThrownBy(() -> mailer.sendNow(MAIL))
          .hasMessage("mail server 127.0.0.1:" + port + ": cannot be reached: Connection refused");
      serve(ServerSetup.PROTOCOL_SMTP, port);
      await().until(() -> mailer.sent() == 1);
      assertThat(mailer.dropped()).isZero();
    }
    assertThat(server.getReceivedMessages()).hasSize(2);
  }

  @Test
  void anAddressThatIsRefusedKeepsTheMailFromNobodyElse() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Mailer mailer = mailer(listening.getLocalPort(), Security.NONE, null, null)) {
      List<String> said = new CopyOnWriteArrayList<>();
      Thread.startVirtualThread(() -> refuseLee(listening, said));
      mailer.sendNow(MAIL);
      assertThat(mailer.sent()).isEqualTo(1);
      assertThat(mailer.failures()).isZero();
      assertThat(said).filteredOn(line -> line.startsWith("RCPT")).hasSize(2);
      assertThat(said).contains("DATA");
      assertThatThrownBy(
              () -> mailer.sendNow(new Mail("alert-2", List.of("lee@example.com"), "s", "t")))
          .hasMessageContaining("refused the recipient lee@example.com: 550 nobody here");
    }
  }

  /// A mail server that knows everybody but Lee.
  private static void refuseLee(ServerSocket listening, List<String> said) {
    while (!listening.isClosed()) {
      try (Socket client = listening.accept();
          BufferedReader in =
              new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
          PrintStream out = new PrintStream(client.getOutputStream(), true, US_ASCII)) {
        out.print("220 ready\r\n");
        boolean text = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          said.add(line);
          if (text && !line.equals(".")) {
            continue;
          }
          text = line.equals("DATA");
          out.print(
              text
                  ? "354 go on\r\n"
                  : line.contains("lee@") ? "550 nobody here\r\n" : "250 fine\r\n");
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void whatWaitsHasABound() throws IOException {
    int port = freePort();
    try (Mailer mailer =
        new Mailer(
            new MailAccount("127.0.0.1", port, Security.NONE, null, null, "desk@example.com"),
            () -> NOW,
            Duration.ofHours(1))) {
      for (int i = 0; i < 150; i++) {
        mailer.send(MAIL);
      }
      assertThat(mailer.waiting()).isLessThanOrEqualTo(100);
      assertThat(mailer.dropped()).isBetween(49L, 50L);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
