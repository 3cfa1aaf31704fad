package switchboard.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoCustomers.DemoOrganization;
import switchboard.demo.DemoCustomers.DemoSite;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;

/// Signs customers and staff in at a demo server, as its pages do.
public final class SignIn {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient http;
  private final URI server;
  private final HostTokenMint mint =
      new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), "switchboard");

  /// @param server `http://host:port`
  public SignIn(HttpClient http, URI server) {
    this.http = http;
    this.server = server;
  }

  /// A new customer's session token.
  ///
  /// @param plan of their one site
  public String customer(String id, String plan) throws IOException, InterruptedException {
    DemoSite site = new DemoSite(id, id + ".example", plan, true, true, List.of("Dev", "Live"));
    DemoCustomer customer =
        new DemoCustomer(
            id, id, id + "@customer.example", new DemoOrganization(id, id, null), List.of(site));
    String hostToken = mint.sign(customer, site, Instant.now(), TOKEN_LIFE);
    HttpResponse<String> answer = post("/api/v1/identity", Map.of("token", hostToken));
    return JSON.readTree(answer.body()).get("token").asText();
  }

  /// The cookie of a demo account's sign-in, as a browser sends it back.
  public String staff(String login) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        post("/api/v1/login", Map.of("login", login, "password", DemoStaff.PASSWORD));
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
