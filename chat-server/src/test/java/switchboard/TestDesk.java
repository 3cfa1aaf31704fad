package switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import switchboard.config.Settings;
import switchboard.demo.DemoCustomers;
import switchboard.demo.DemoCustomers.DemoCustomer;
import switchboard.demo.DemoStaff;
import switchboard.demo.HostTokenMint;
import switchboard.gateway.TestClient;

/// One of several desks of a server, as browsers reach it by its host name. The name is also the audience of its host tokens.
record TestDesk(TestServer server, String name) {
  static final String SETTINGS =
      """
      desks:
        acme: {hosts: [acme.example, www.acme.example], hostToken: {audience: acme}}
        globex: {hosts: globex.example, hostToken: {audience: globex}}
        initech: {hosts: initech.example, hostToken: {audience: initech}}
      """;

  record Answer(int status, String headers, String body) {
    /// What is between quotation marks after a name.
    String text(String name) {
      return body.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    String cookie() {
      return headers.replaceAll("(?is).*set-cookie: ([^;]*);.*", "$1");
    }
  }

  String host() {
    return name + ".example";
  }

  Answer get(String path, String... headers) {
    return ask("GET", path, "", headers);
  }

  /// @param headers whole lines
  Answer ask(String method, String path, String body, String... headers) {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host()
            + "\r\nConnection: close\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n";
    return raw(server, head + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n" + body);
  }

  /// Sends just that, and reads until the server closes.
  static Answer raw(TestServer server, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(answer.split(" ")[1]),
          answer.substring(0, end + 2),
          answer.substring(end + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // --- people ---

  String hostToken(String customer, String site) {
    DemoCustomer holder = DemoCustomers.customer(customer);
    return new HostTokenMint(Settings.DEMO_HOST_SECRET.reveal(), name)
        .sign(holder, holder.site(site), Instant.now(), Duration.ofMinutes(5));
  }

  String token(String customer, String site) {
    return ask("POST", "/api/v1/identity", "{\"token\":\"" + hostToken(customer, site) + "\"}")
        .text("token");
  }

  Answer signIn(String login, String password) {
    return ask(
        "POST",
        "/api/v1/login",
        "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password));
  }

  String cookie(String login) {
    return signIn(login, DemoStaff.PASSWORD).cookie();
  }

  TestClient.Way way() {
    return TestClient.Way.to(server.port()).with("Host", host());
  }

  TestClient customer(String customer, String site) {
    TestClient client = TestClient.connect(way());
    client.hello(token(customer, site));
    return client;
  }

  TestClient staff(String login) {
    TestClient client = TestClient.connect(way().with("Cookie", cookie(login)));
    client.hello(null);
    return client;
  }
}
