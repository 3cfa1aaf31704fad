package switchboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.TestServer;
import switchboard.postgres.TestDatabase;

/// The HTTP side of the server.
class HttpTest {
  private static final String SAMPLE = "/assets/sample-4f2a.js";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.start(
            DATABASE.database(),
            data,
            Map.of("SWITCHBOARD_HTTP_ALLOWED_ORIGINS", "https://dashboard.example"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  // --- errors ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /nothing/here                      |    | 404 | not_found",
        "GET  | /../etc/passwd                     |    | 404 | not_found",
        "GET  | /assets/..%2f..%2fapplication.yaml |    | 404 | not_found",
        "GET  | /api/v1/me                         |    | 401 | unauthenticated",
        "GET  | /api/v1/tickets                    |    | 401 | unauthenticated",
        "GET  | /api/v1/conversations/1/transcript |    | 401 | unauthenticated",
        "GET  | /api/v1/login                      |    | 405 | invalid_field",
        "POST | /api/v1/me                         | {} | 405 | invalid_field",
        "POST | /api/v1/identity                   | {  | 400 | malformed",
        "POST | /api/v1/identity                   | {} | 400 | invalid_field",
        "POST | /api/v1/identity                   | {\"token\":\"x\"} | 401 | unauthenticated",
        "POST | /api/v1/login                      | {\"login\":\"ana\"} | 400 | invalid_field",
        "POST | /api/v1/login | {\"login\":\"a\\u0000\",\"password\":\"x\"} | 400 | invalid_field",
        "GET  | /api/v1/reports/agents/%00/states  |    | 400 | malformed",
        "POST | /api/v1/login | {\"login\":\"ana\",\"password\":\"wrong\"} | 401 | unauthenticated",
      })
  void everyErrorHasTheOneForm(
      String method, String path, String body, int status, String code) {
    TestServer.Reply reply =
        server.send(
            HttpRequest.newBuilder(server.uri(path))
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body)));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().at("/problem/code").asText()).isEqualTo(code);
    assertThat(reply.json().at("/problem/message").asText())
        .isNotBlank()
        .doesNotContain("Exception", "java.", "switchboard.");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() {
    TestServer.Reply reply = server.post("/api/v1/login", "x".repeat(70_000));
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().at("/problem/code").asText()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
        "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "GET /ws HTTP/1.1\r\nHost: x\r\n\r\n"
      })
  void whatIsNoGoodRequestIsRefusedAndTheConnectionEnds(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("Exception");
    }
  }

  @Test
  void requestsSentAheadAreAnsweredInTheirOrder() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      StringBuilder requests = new StringBuilder();
      for (String path : new String[] {"/readyz", "/nothing", "/livez", SAMPLE}) {
        requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      requests.append("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
      String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers)
          .containsSubsequence("200 OK", "ready", "404", "200 OK", "alive", "200 OK", "sample", "404");
    }
  }

  // --- health ---

  @Test
  void healthAndMetricsAreThere() {
    assertThat(server.get("/livez").status()).isEqualTo(200);
    assertThat(server.get("/readyz").text()).isEqualTo("ready\n");
    assertThat(server.get("/metrics").text())
        .contains(
            "switchboard_inbox_depth",
            "switchboard_commit_seconds",
            "switchboard_sockets",
            "switchboard_frames_in",
            "switchboard_queue_depth{desk=\"main\",tier=\"Elite\"} 0.0",
            "switchboard_queue_longest_wait_seconds{desk=\"main\"} 0.0");
  }

  // --- files and headers ---

  @Test
  void aHashedFileIsKeptForEverAndAnsweredByItsTag() {
    TestServer.Reply file = server.get(SAMPLE);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(file.header("cache-control")).contains("immutable");
    TestServer.Reply again = server.get(SAMPLE, "If-None-Match", file.header("etag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
  }

  @Test
  void aFileIsCompressedForWhoCanReadThat() throws Exception {
    HttpResponse<byte[]> packed =
        java.net.http.HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri(SAMPLE))
                    .header("Accept-Encoding", "gzip")
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
    byte[] plain =
        new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(server.get(SAMPLE).text());
    assertThat(packed.body().length).isLessThan(plain.length);
  }

  @ParameterizedTest
  @CsvSource({
    "/sample/, frame-ancestors 'none'",
    "/desk/x, frame-ancestors 'none'",
    "/desk/x, style-src 'self' 'unsafe-inline'",
    "/widget/panel.html, frame-ancestors 'self' https://dashboard.example",
    "/api/v1/me, default-src 'self'",
  })
  void everyAnswerTellsTheBrowserWhatToRefuse(String path, String policy) {
    TestServer.Reply reply = server.get(path);
    assertThat(reply.header("content-security-policy")).contains(policy);
    assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void onlyTheStaffAppMaySetStylesInline() {
    assertThat(server.get("/sample/").header("content-security-policy"))
        .doesNotContain("unsafe");
  }

  @Test
  void anyPathUnderDeskIsTheStaffApp() {
    assumeThat(HttpTest.class.getResource("/web/desk/index.html")).isNotNull();
    TestServer.Reply page = server.get("/desk/board");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).startsWith("text/html");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
  }

  @Test
  void theRootLeadsToTheDemosDashboard() throws Exception {
    assertThat(server.get("/").response().headers().firstValue("location")).hasValue("/demo/");
  }

  // --- signing in ---

  @Test
  void theCookieIsOutOfReachOfScriptsAndOtherSites() {
    TestServer.Reply reply =
        server.post("/api/v1/login", "{\"login\":\"ana\",\"password\":\"switchboard-demo\"}");
    assertThat(reply.header("set-cookie"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure");
    assertThat(reply.json().at("/person/name").asText()).isEqualTo("Ana Duarte");
    assertThat(reply.json().path("role").asText()).isEqualTo("agent");
  }

  @Test
  void aPageOfAnotherOriginCannotSignIn() {
    // Java's client does not let us set Origin on its own; a raw request does.
    String body = "{\"login\":\"ana\",\"password\":\"switchboard-demo\"}";
    assertThat(
            raw(
                "POST /api/v1/login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\n"
                    + "Connection: close\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContainIgnoringCase("set-cookie");
  }

  @Test
  void guessingPasswordsIsSlowedDown() {
    TestServer.Reply reply = null;
    for (int i = 0; i < 8; i++) {
      reply =
          server.post("/api/v1/login", "{\"login\":\"guessed\",\"password\":\"guess-" + i + "\"}");
    }
    assertThat(reply.status()).isEqualTo(429);
    assertThat(Long.parseLong(reply.header("retry-after"))).isPositive();
  }

  @Test
  void cannedRepliesAreForStaff() {
    String cookie = server.cookie("ana");
    assertThat(
            server.get("/api/v1/canned-replies", "Cookie", cookie).json().path("replies"))
        .isNotEmpty();
    String token = server.token("ines", "lumen-store");
    assertThat(
            server.get("/api/v1/canned-replies", "Authorization", "Bearer " + token).status())
        .isEqualTo(403);
  }

  private static String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
