package switchboard.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private record Post(String body, String signature) {}

  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger withoutEnd = new AtomicInteger();
  private Duration patience = Duration.ofSeconds(10);
  private HttpServer receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          posts.add(
              new Post(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                  exchange.getRequestHeaders().getFirst("Switchboard-Signature")));
          if (withoutEnd.getAndDecrement() > 0) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            return;
          }
          exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private Webhook webhook(byte[] secret) {
    URI url = URI.create("http://localhost:" + receiver.getAddress().getPort() + "/alerts");
    return new Webhook(url, secret, () -> NOW, patience, Duration.ofMillis(5));
  }

  @Test
  void itIsSignedOverItsTimeAndText() {
    try (Webhook webhook = webhook(SECRET)) {
      webhook.post("{\"alert\":\"x\"}");
      await().until(() -> posts.size() == 1);
    }
    assertThat(posts)
        .containsExactly(
            new Post(
                "{\"alert\":\"x\"}",
                "t=1800000000,v1=a3aaa114538ec68aaa188d13dda4e16a39625690769b8d3c6fe50ca86825de4e"));
  }

  @Test
  void withoutASecretItIsUnsigned() {
    try (Webhook webhook = webhook(null)) {
      webhook.post("{}");
      await().until(() -> posts.size() == 1);
    }
    assertThat(posts.getFirst().signature()).isNull();
  }

  @Test
  void whatIsNotTakenIsSentAgainUntilItIs() {
    failures.set(2);
    try (Webhook webhook = webhook(null)) {
      webhook.post("{}");
      await().until(() -> posts.size() == 3 && failures.get() < 0);
    }
  }

  @Test
  void whatIsPostedLaterComesLaterThoughTheFirstIsSentAgain() {
    failures.set(2);
    try (Webhook webhook = webhook(null)) {
      webhook.post("raised");
      webhook.post("cleared");
      await().until(() -> posts.size() == 4);
    }
    assertThat(posts)
        .extracting(Post::body)
        .containsExactly("raised", "raised", "raised", "cleared");
  }

  @Test
  void anAnswerThatNeverEndsHoldsUpNothing() {
    withoutEnd.set(1);
    patience = Duration.ofMillis(300);
    try (Webhook webhook = webhook(null)) {
      webhook.post("raised");
      webhook.post("cleared");
      await().until(() -> posts.size() == 3);
    }
    assertThat(posts).extracting(Post::body).containsExactly("raised", "raised", "cleared");
  }
}
