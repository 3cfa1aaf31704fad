package switchboard.client;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Signs customers and staff in, as the widget and the staff's page do. Every call blocks, for `TIMEOUT` at most.
public final class SignIn {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http;
  private final URI server;

  /// @param server `http://host:port`
  public SignIn(HttpClient http, URI server) {
    this.http = http;
    this.server = server;
  }

  /// A customer's session token.
  ///
  /// @param hostToken by which the host vouches for the customer
  /// @throws IOException the server is away, or does not sign them in; the message has its answer
  public String customer(String hostToken) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("/api/v1/identity", Map.of("token", hostToken));
    return JSON.readTree(answer.body()).get("token").asText();
  }

  /// The cookie of an account's sign-in, as a browser sends it back.
  ///
  /// @throws IOException the server is away, or does not sign them in; the message has its answer
  public String staff(String login, String password) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post("/api/v1/login", Map.of("login", login, "password", password));
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private HttpResponse<String> post(String path, Map<String, String> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .header("Origin", server.toString())
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }
}
