package switchboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import switchboard.gateway.TestClient;
import switchboard.postgres.TestDatabase;

/// With a certificate, everything goes by TLS. The certificate here was made for tests and is worth nothing else.
class TlsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();
  @TempDir static Path data;

  @Test
  void pagesSignInsAndSocketsGoByTls() throws Exception {
    SSLContext trusting = trusting();
    try (TestServer server =
            TestServer.start(
                DATABASE.database(),
                data,
                Map.of(
                    "SWITCHBOARD_HTTP_TLS_CERTIFICATE", file("certificate.pem"),
                    "SWITCHBOARD_HTTP_TLS_KEY", file("key.pem")));
        HttpClient browser = HttpClient.newBuilder().sslContext(trusting).build()) {
      URI login = URI.create("https://127.0.0.1:" + server.port() + "/api/v1/login");
      HttpResponse<String> signedIn =
          browser.send(
              HttpRequest.newBuilder(login)
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"login\":\"sam\",\"password\":\"switchboard-demo\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
      assertThat(cookie).startsWith("__Host-").contains("Secure");
      assertThat(signedIn.headers().firstValue("strict-transport-security")).isPresent();
      TestClient sam =
          TestClient.connect(
              TestClient.Way.to(server.port())
                  .with(trusting.getSocketFactory())
                  .with("Cookie", cookie.split(";")[0])
                  .with("Origin", "https://127.0.0.1:" + server.port()));
      assertThat(sam.hello(null).self().name()).isEqualTo("Sam Rivera");
    }
  }

  private static String file(String name) throws Exception {
    return Path.of(TlsTest.class.getResource("/tls/" + name).toURI()).toString();
  }

  private static SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream certificate = TlsTest.class.getResourceAsStream("/tls/certificate.pem")) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
