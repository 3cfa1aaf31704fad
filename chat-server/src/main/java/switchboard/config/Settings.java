package switchboard.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import switchboard.identity.Network;

/// Every setting of the server. `settings-example.yaml` documents each key with its default; the
/// environment variable of `http.publicUrl` is `SWITCHBOARD_HTTP_PUBLIC_URL`, and so on, but for
/// `DATABASE_URL`, `NATS_URL` and `OTEL_EXPORTER_OTLP_ENDPOINT`.
///
/// @param dataDirectory where the embedded PostgreSQL and generated keys live
/// @param desks that are served, at least one
/// @param mail null when none is sent
public record Settings(
    Http http,
    Path dataDirectory,
    Database database,
    Nats nats,
    List<Desk> desks,
    @Nullable Mail mail,
    Session session,
    Limits limits,
    Log log,
    Traces traces) {
  public Settings {
    desks = List.copyOf(desks);
  }

  /// The host secret of the demo. Public, so `serve` refuses it.
  public static final Secret DEMO_HOST_SECRET = new Secret("switchboard demo: never in production");

  /// The name of the only desk where the settings name none.
  public static final String ONLY_DESK = "main";

  /// What a desk's name matches.
  static final String DESK_NAME = "[a-z0-9][a-z0-9-]{0,39}";

  /// What the settings are for.
  public enum Purpose {
    /// Real customers: secrets are required, and must not be the demo's.
    SERVE,
    /// Trying things: what is secret has a public default.
    DEMO
  }

  /// Reads settings: a variable of the environment wins over the file, and the file over the
  /// default.
  ///
  /// @param file null for none
  public static Loaded<Settings> load(
      @Nullable Path file, Map<String, String> environment, Purpose purpose) {
    return SettingsReader.read(file, environment, purpose);
  }

  /// @param port 0 for any free port
  /// @param trustedProxies whose word counts about for whom they ask
  /// @param tls null for plain HTTP
  public record Http(String host, int port, List<Network> trustedProxies, @Nullable Tls tls) {
    public Http {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  /// PEM files.
  public record Tls(Path certificate, Path key) {}

  /// @param jdbcUrl without user and password; null for the embedded PostgreSQL
  public record Database(
      @Nullable String jdbcUrl, @Nullable String user, @Nullable Secret password, int poolSize) {}

  /// @param url may hold a password; null for a single node
  public record Nats(@Nullable Secret url) {}

  /// How the tokens that the hosting company signs for its customers are checked.
  ///
  /// @param issuer null when any will do
  public record HostToken(
      HostKey key, @Nullable String issuer, String audience, Duration lifeMax) {}

  /// With what the host signs.
  public sealed interface HostKey {
    /// HS256.
    record SharedSecret(Secret secret) implements HostKey {}

    /// RS256, ES256 or EdDSA, keys fetched from there.
    record JwksUrl(URI url) implements HostKey {}

    /// RS256, ES256 or EdDSA, keys in that file.
    record JwksFile(Path file) implements HostKey {}
  }

  /// @param key signs the sessions of customers; null to generate one and keep it
  /// @param previousKey is still accepted, after a change of the key
  /// @param customer life of a customer's session
  /// @param staffIdle after which an unused staff session ends
  /// @param staff after which any staff session ends
  public record Session(
      @Nullable Secret key,
      @Nullable Secret previousKey,
      Duration customer,
      Duration staffIdle,
      Duration staff) {}

  /// @param framesPerSecond that a connection may send in the long run
  /// @param frameBurst that it may send at once
  /// @param connections of this node
  /// @param connectsPerSecond new connections that begin to be read; the others wait their turn
  /// @param inbox commands that may wait to be decided
  public record Limits(
      int framesPerSecond,
      int frameBurst,
      int connections,
      int connectionsPerCustomer,
      int connectionsPerAddress,
      int connectsPerMinuteAndAddress,
      int connectsPerSecond,
      int inbox) {}

  /// One support organisation, with what is its own.
  ///
  /// @param name how operators call it
  /// @param hosts names under which browsers reach it, in lower case; none for the only desk, which is reached under any
  /// @param publicUrl under which browsers reach it, without a slash at its end; null when they reach the server as itself
  /// @param allowedOrigins of the pages that embed the widget, beside the desk's own
  /// @param secure whether browsers reach it by TLS, the server's or a proxy's; cookies are then marked so
  /// @param catalogue null for the shipped one
  /// @param alerts where alerts are posted; null for nowhere
  /// @param alertsMailTo addresses to which alerts are mailed
  public record Desk(
      String name,
      List<String> hosts,
      @Nullable URI publicUrl,
      List<String> allowedOrigins,
      boolean secure,
      HostToken hostToken,
      @Nullable Path catalogue,
      Timings timings,
      @Nullable Webhook alerts,
      List<String> alertsMailTo) {
    public Desk {
      alertsMailTo = List.copyOf(alertsMailTo);
      hosts = List.copyOf(hosts);
      allowedOrigins = List.copyOf(allowedOrigins);
    }
  }

  /// @param offer time to accept
  /// @param quiet time without a sign of life after which an agent counts as not responding
  /// @param grace time in which a lost agent may come back
  /// @param exclusion time in which an agent isn't offered again what it declined or missed
  /// @param wrapUp most time of after-contact work
  /// @param missesUntilAway offers missed in a row that set an agent away
  public record Timings(
      Duration offer,
      Duration quiet,
      Duration grace,
      Duration exclusion,
      Duration wrapUp,
      int missesUntilAway) {}

  /// Where mail is handed in.
  ///
  /// @param user null where the server asks for none
  /// @param from the sender's address
  public record Mail(
      String host,
      int port,
      MailSecurity security,
      @Nullable String user,
      @Nullable Secret password,
      String from) {}

  public enum MailSecurity {
    STARTTLS,
    TLS,
    NONE
  }

  /// @param secret signs what is posted; null for no signature
  public record Webhook(URI url, @Nullable Secret secret) {}

  public record Log(LogFormat format, LogLevel level) {}

  /// @param url of a collector that takes OTLP over HTTP; null for no traces
  /// @param ratio of the commands that are followed, from 0 to 1
  public record Traces(@Nullable URI url, double ratio) {}

  public enum LogFormat {
    TEXT,
    JSON
  }

  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }
}
