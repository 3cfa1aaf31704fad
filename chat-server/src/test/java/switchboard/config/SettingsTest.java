package switchboard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.config.Settings.HostKey;
import switchboard.config.Settings.Purpose;

class SettingsTest {
  private static final Path EXAMPLE = Path.of("src/main/resources/settings-example.yaml");
  private static final String SECRET = "yKx3vP0q7Zb1Nn5Lr8Tt2Ww6Cc9Mm4Ff";

  @TempDir Path folder;

  @Test
  void exampleIsTheDefaults() {
    Settings example = good(Settings.load(EXAMPLE, Map.of(), Purpose.DEMO));
    Settings defaults = good(Settings.load(null, Map.of(), Purpose.DEMO));
    assertThat(example.dataDirectory()).isEqualTo(EXAMPLE.resolveSibling("data"));
    assertThat(withDirectory(example, defaults.dataDirectory())).isEqualTo(defaults);
  }

  @Test
  void exampleHoldsEveryKey() {
    Faults faults = new Faults();
    assertThat(GivenValues.read(EXAMPLE, faults).keys())
        .containsExactlyInAnyOrderElementsOf(SettingsReader.keys());
    assertThat(faults.all()).isEmpty();
  }

  @Test
  void defaultsAreTheDocumentedTimings() {
    Settings.Timings timings = only(Settings.load(null, Map.of(), Purpose.DEMO)).timings();
    assertThat(timings)
        .isEqualTo(
            new Settings.Timings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(15),
                Duration.ofSeconds(45),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                2));
  }

  @Test
  void environmentWinsOverFileAndFileOverDefault() throws IOException {
    Path file = write("http: {port: 1, host: 0.0.0.0}\nlog: {level: debug}\n");
    Settings settings =
        good(
            Settings.load(
                file,
                Map.of("SWITCHBOARD_HTTP_PORT", "2", "SWITCHBOARD_LOG_LEVEL", " "),
                Purpose.DEMO));
    assertThat(settings.http().port()).isEqualTo(2);
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.log().level()).isEqualTo(Settings.LogLevel.DEBUG);
    assertThat(settings.desks().getFirst().timings().missesUntilAway()).isEqualTo(2);
  }

  @Test
  void everySettingCanComeFromTheEnvironment() throws IOException {
    Path pem = Files.writeString(folder.resolve("x.pem"), "x");
    Settings settings =
        good(
            Settings.load(
                null,
                Map.ofEntries(
                    Map.entry("SWITCHBOARD_HTTP_PUBLIC_URL", "https://Support.Example.com:443/"),
                    Map.entry(
                        "SWITCHBOARD_HTTP_ALLOWED_ORIGINS",
                        "https://a.example, http://localhost:3000"),
                    Map.entry("SWITCHBOARD_HTTP_TLS_CERTIFICATE", pem.toString()),
                    Map.entry("SWITCHBOARD_HTTP_TLS_KEY", pem.toString()),
                    Map.entry("SWITCHBOARD_DATA_DIRECTORY", "/srv/switchboard"),
                    Map.entry(
                        "DATABASE_URL", "postgres://chat:s%40cret@db:5433/chat?sslmode=require"),
                    Map.entry("NATS_URL", "nats://bus:4222"),
                    Map.entry("SWITCHBOARD_HOST_TOKEN_JWKS_URL", "https://host.example/keys"),
                    Map.entry("SWITCHBOARD_HOST_TOKEN_ISSUER", "host"),
                    Map.entry("SWITCHBOARD_SESSION_KEY", SECRET),
                    Map.entry("SWITCHBOARD_SESSION_PREVIOUS_KEY", "previous " + SECRET),
                    Map.entry("SWITCHBOARD_LIMITS_CONNECTS_PER_MINUTE_AND_ADDRESS", "7"),
                    Map.entry("SWITCHBOARD_LIMITS_CONNECTS_PER_SECOND", "8"),
                    Map.entry("SWITCHBOARD_DESK_MISSES_UNTIL_AWAY", "3"),
                    Map.entry("SWITCHBOARD_LOG_FORMAT", "json"),
                    Map.entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"),
                    Map.entry("SWITCHBOARD_TRACES_RATIO", "0.05")),
                Purpose.SERVE));
    assertThat(settings.desks().getFirst().publicUrl()).isEqualTo(URI.create("https://support.example.com"));
    assertThat(settings.desks().getFirst().allowedOrigins())
        .containsExactly("https://a.example", "http://localhost:3000");
    assertThat(settings.desks().getFirst().secure()).isTrue();
    assertThat(settings.http().tls()).isEqualTo(new Settings.Tls(pem, pem));
    assertThat(settings.dataDirectory()).isEqualTo(Path.of("/srv/switchboard"));
    assertThat(settings.database())
        .isEqualTo(
            new Settings.Database(
                "jdbc:postgresql://db:5433/chat?sslmode=require",
                "chat",
                new Secret("s@cret"),
                10));
    assertThat(settings.nats().url()).isEqualTo(new Secret("nats://bus:4222"));
    assertThat(settings.desks().getFirst().hostToken().key())
        .isEqualTo(new HostKey.JwksUrl(URI.create("https://host.example/keys")));
    assertThat(settings.desks().getFirst().hostToken().issuer()).isEqualTo("host");
    assertThat(settings.session().previousKey()).isEqualTo(new Secret("previous " + SECRET));
    assertThat(settings.limits().connectsPerMinuteAndAddress()).isEqualTo(7);
    assertThat(settings.limits().connectsPerSecond()).isEqualTo(8);
    assertThat(settings.desks().getFirst().timings().missesUntilAway()).isEqualTo(3);
    assertThat(settings.log().format()).isEqualTo(Settings.LogFormat.JSON);
    assertThat(settings.traces())
        .isEqualTo(new Settings.Traces(URI.create("http://collector:4318"), 0.05));
  }

  @Test
  void relativePathsOfAFileStartAtItsFolder() throws IOException {
    Files.writeString(folder.resolve("plans.yaml"), "x");
    Path file = write("catalogue: plans.yaml\ndataDirectory: ./state\n");
    Settings settings = good(Settings.load(file, Map.of(), Purpose.DEMO));
    assertThat(settings.desks().getFirst().catalogue()).isEqualTo(folder.resolve("plans.yaml"));
    assertThat(settings.dataDirectory()).isEqualTo(folder.resolve("state"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres://u:p@h/db          | jdbc:postgresql://h/db",
        "postgresql://u:p@h:1,i:2/db  | jdbc:postgresql://h:1,i:2/db",
        "jdbc:postgresql://h/db?password=p&user=u&ssl=true | jdbc:postgresql://h/db?ssl=true",
        "postgres://u:p@[::1]:5432/db | jdbc:postgresql://[::1]:5432/db",
      })
  void databaseUrlGivesUpUserAndPassword(String url, String jdbcUrl) {
    Settings.Database database =
        good(Settings.load(null, Map.of("DATABASE_URL", url), Purpose.DEMO)).database();
    assertThat(database).isEqualTo(new Settings.Database(jdbcUrl, "u", new Secret("p"), 10));
  }

  /// Each row is one line of a file that is faulty in that line.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "http: {port: 70000} | http.port: 70000, expected a whole number from 0 to 65535",
        "http: {port: http} | http.port: http, expected a whole number from 0 to 65535",
        "http: {port: [1, 2]} | http.port: a list, expected a whole number from 0 to 65535",
        "http: {prot: 80} | http.prot: unknown key, expected http.port",
        "htpp: {port: 80} | htpp.port: unknown key, expected http.port",
        "http: 80 | http: 80, expected keys with values",
        "http: {port: {a: 80}} | http.port.a: unknown key, expected http.port",
        "colour: red | colour: unknown key, expected one of http.host, http.port",
        "http: {publicUrl: example.com} | http.publicUrl: example.com, expected a URL such as",
        "http: {publicUrl: https://example.com/chat} | http.publicUrl: https://example.com/chat,"
            + " expected a URL such as",
        "http: {allowedOrigins: [https://a.example, '*']} | http.allowedOrigins: *, expected an"
            + " origin such as",
        "http: {trustedProxies: [10.0.0.0/8, proxy]} | http.trustedProxies: proxy, expected an"
            + " address or a network such as",
        "http: {tls: {certificate: nowhere.pem, key: nowhere.key}} | http.tls.certificate:"
            + " nowhere.pem, expected a file that can be read",
        "http: {tls: {key: settings.yaml}} | http.tls.certificate: missing, expected a file, since"
            + " there is http.tls.key",
        "database: {url: mysql://h/db} | database.url: (secret, 12 characters), expected a URL such"
            + " as postgres://",
        "database: {poolSize: 1} | database.poolSize: 1, expected a whole number from 2 to 200",
        "nats: {url: http://x} | nats.url: (secret, 8 characters), expected a URL that begins with"
            + " nats://",
        "nats: {url: 'nats://bus'} | session.key: missing, expected the same key on all nodes, since"
            + " there is nats.url",
        "hostToken: {secret: short} | hostToken.secret: (secret, 5 characters), expected a random"
            + " secret of at least 32 bytes",
        "hostToken: {secret: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa} | hostToken.secret: (secret,"
            + " 40 characters), expected a random secret",
        "hostToken: {secret: yKx3vP0q7Zb1Nn5Lr8Tt2Ww6Cc9Mm4Ff, jwksUrl: https://h.example/k} |"
            + " hostToken.jwksUrl: given beside hostToken.secret, expected one",
        "hostToken: {jwksUrl: ftp://h.example/k} | hostToken.jwksUrl: ftp://h.example/k, expected a"
            + " URL that begins with https:// or http://",
        "hostToken: {jwksFile: nowhere.json} | hostToken.jwksFile: nowhere.json, expected a file"
            + " that can be read",
        "hostToken: {lifeMinutesMax: 0} | hostToken.lifeMinutesMax: 0, expected a whole number from"
            + " 1 to 10080",
        "session: {previousKey: yKx3vP0q7Zb1Nn5Lr8Tt2Ww6Cc9Mm4Ff} | session.key: missing, expected"
            + " a key, since there is a previous one",
        "desk: {offerSeconds: 20s} | desk.offerSeconds: 20s, expected a whole number from 5 to 600",
        "log: {level: loud} | log.level: loud, expected one of error, warn, info, debug, trace",
        "log: {format: xml} | log.format: xml, expected one of text, json",
        "log: [a | expected YAML",
        "catalogue: plans.yaml | catalogue: plans.yaml, expected a file that can be read",
      })
  void faultNamesKeyValueExpectationAndLine(String line, String expected) throws IOException {
    Path file = write("# settings\n" + line + "\n");
    assertThat(faults(Settings.load(file, Map.of(), Purpose.DEMO)))
        .anySatisfy(
            fault -> assertThat(fault).contains(expected).containsPattern("settings\\.yaml:[23]$"));
  }

  @Test
  void everyFaultIsReportedAtOnceWithItsSource() throws IOException {
    Path file = write("http:\n  port: x\nlog:\n  level: y\ncolour: red\n");
    Map<String, String> environment = new TreeMap<>();
    environment.put("SWITCHBOARD_DESK_GRACE_SECONDS", "1");
    environment.put("SWITCHBOARD_HTTP_HOTS", "::");
    assertThat(faults(Settings.load(file, environment, Purpose.SERVE)))
        .containsExactly(
            "http.port: x, expected a whole number from 0 to 65535, " + file + ":2",
            "hostToken: missing, expected one of secret, jwksUrl, jwksFile, "
                + file
                + " or SWITCHBOARD_HOST_TOKEN_SECRET",
            "desk.graceSeconds: 1, expected a whole number from 5 to 3600,"
                + " SWITCHBOARD_DESK_GRACE_SECONDS",
            "log.level: y, expected one of error, warn, info, debug, trace, " + file + ":4",
            "colour: unknown key, expected one of "
                + String.join(", ", SettingsReader.keys())
                + ", "
                + file
                + ":5",
            "SWITCHBOARD_HTTP_HOTS: unknown key, expected SWITCHBOARD_HTTP_HOST, the environment");
  }

  @Test
  void serveRefusesTheDemosSecrets() {
    String demo = Settings.DEMO_HOST_SECRET.reveal();
    Map<String, String> environment =
        Map.of("SWITCHBOARD_HOST_TOKEN_SECRET", demo, "SWITCHBOARD_SESSION_KEY", demo);
    assertThat(faults(Settings.load(null, environment, Purpose.SERVE)))
        .containsExactly(
            "hostToken.secret: the demo's, expected a secret of your own,"
                + " SWITCHBOARD_HOST_TOKEN_SECRET",
            "session.key: the demo's, expected a secret of your own, SWITCHBOARD_SESSION_KEY");
    assertThat(only(Settings.load(null, environment, Purpose.DEMO)).hostToken().key())
        .isEqualTo(new HostKey.SharedSecret(Settings.DEMO_HOST_SECRET));
  }

  @Test
  void fileThatCannotBeReadIsAFault() throws IOException {
    Path none = folder.resolve("none.yaml");
    assertThat(faults(Settings.load(none, Map.of(), Purpose.DEMO)))
        .containsExactly("no such file, expected a file that can be read, " + none);
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0x20});
    assertThat(faults(Settings.load(binary, Map.of(), Purpose.DEMO)))
        .containsExactly("bytes that are not UTF-8, expected UTF-8 text, " + binary);
  }

  @Test
  void emptyFileIsTheDefaults() throws IOException {
    assertThat(good(Settings.load(write("# nothing\n"), Map.of(), Purpose.DEMO)).http().port())
        .isEqualTo(8080);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SWITCHBOARD_JAVA_OPTS", "SWITCHBOARD_SERVICE_HOST", "SWITCHBOARD_PORT_80_TCP"})
  void variablesOfTheLauncherAndOfKubernetesAreNotOurs(String name) {
    good(Settings.load(null, Map.of(name, "x"), Purpose.DEMO));
  }

  @Test
  void secretsAreNeverPrinted() {
    Settings settings =
        good(
            Settings.load(
                null,
                Map.of(
                    "SWITCHBOARD_HOST_TOKEN_SECRET",
                    SECRET,
                    "SWITCHBOARD_SESSION_KEY",
                    "key" + SECRET,
                    "DATABASE_URL",
                    "postgres://u:hunter2secret@h/db",
                    "NATS_URL",
                    "nats://u:hunter2secret@h"),
                Purpose.SERVE));
    assertThat(settings.toString()).doesNotContain(SECRET, "hunter2").contains("(secret)");
  }

  // --- desks ---

  @Test
  void withoutDesksThereIsOneUnderAnyName() {
    Settings.Desk desk = only(Settings.load(null, Map.of(), Purpose.DEMO));
    assertThat(desk.name()).isEqualTo("main");
    assertThat(desk.hosts()).isEmpty();
  }

  @Test
  void eachDeskHasWhatIsItsOwnAndTheRestFromTheTop() throws IOException {
    Path file =
        write(
            """
            hostToken: {secret: %s, lifeMinutesMax: 5}
            desk: {offerSeconds: 30, missesUntilAway: 4}
            http: {allowedOrigins: [https://top.example]}
            desks:
              acme:
                http: {publicUrl: "https://Support.Acme.example"}
                hostToken: {audience: acme}
              globex-eu:
                hosts: [Help.globex.example, globex.example]
                http: {allowedOrigins: [https://globex.example]}
                hostToken: {jwksUrl: https://globex.example/keys}
                desk: {offerSeconds: 40}
            """
                .formatted(SECRET));
    Settings settings =
        good(
            Settings.load(
                file,
                Map.of("SWITCHBOARD_DESKS_GLOBEX_EU_DESK_GRACE_SECONDS", "50"),
                Purpose.SERVE));
    Settings.Desk acme = settings.desks().getFirst();
    Settings.Desk globex = settings.desks().getLast();
    assertThat(List.of(acme.name(), globex.name())).containsExactly("acme", "globex-eu");
    assertThat(acme.hosts()).containsExactly("support.acme.example");
    assertThat(acme.secure()).isTrue();
    assertThat(acme.allowedOrigins()).containsExactly("https://top.example");
    assertThat(acme.hostToken())
        .isEqualTo(
            new Settings.HostToken(
                new HostKey.SharedSecret(new Secret(SECRET)), null, "acme", Duration.ofMinutes(5)));
    assertThat(globex.hosts()).containsExactly("help.globex.example", "globex.example");
    assertThat(globex.secure()).isFalse();
    assertThat(globex.allowedOrigins()).containsExactly("https://globex.example");
    assertThat(globex.hostToken().key())
        .isEqualTo(new HostKey.JwksUrl(URI.create("https://globex.example/keys")));
    assertThat(acme.timings().offer()).isEqualTo(Duration.ofSeconds(30));
    assertThat(globex.timings())
        .isEqualTo(
            new Settings.Timings(
                Duration.ofSeconds(40),
                Duration.ofSeconds(15),
                Duration.ofSeconds(50),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: {hosts: a.example}, b: {hosts: b.example}} | desks.b.hostToken: the key and the audience"
            + " of desk a, expected another key or another audience",
        "{a: {hosts: A.example}, b: {hosts: a.example, hostToken: {audience: b}}} | desks.b.hosts:"
            + " a.example, expected a name that is not of desk a, too",
        "{a: {hosts: a.example}, b: {hostToken: {audience: b}}} | desks.b.hosts: missing, expected"
            + " the names under which browsers reach this desk",
        "{a: {hosts: 'a.example:80'}} | desks.a.hosts: a.example:80, expected a host name",
        "{a: {hosts: a.example, http: {publicUrl: 'https://b.example'}}} | desks.a.hosts: a.example,"
            + " expected the public URL's, too: b.example",
        "{A_: {hosts: a.example}} | desks.A_: A_, expected a name of 1 to 40 lower-case letters",
        "{a: {hosts: a.example, hostToken: {colour: red}}} | desks.a.hostToken.colour: unknown key",
        "{a: {nats: {url: 'nats://h'}}} | desks.a.nats.url: unknown key",
        "[a, b] | desks: no names, expected a key with the name of each desk",
      })
  void faultOfADeskNamesKeyValueAndExpectation(String desks, String expected) throws IOException {
    assertThat(faults(Settings.load(write("desks: " + desks + "\n"), Map.of(), Purpose.DEMO)))
        .anySatisfy(fault -> assertThat(fault).contains(expected).contains("settings.yaml"));
  }

  @Test
  void serveRequiresAHostKeyOfEachDeskAndAPublicUrlOfEach() throws IOException {
    Path file =
        write("http: {publicUrl: 'https://a.example'}\ndesks: {a: {hosts: a.example}, b: {hosts: b.example}}\n");
    assertThat(faults(Settings.load(file, Map.of(), Purpose.SERVE)))
        .contains(
            "desks.b.hostToken: missing, expected one of secret, jwksUrl, jwksFile, "
                + file
                + " or SWITCHBOARD_DESKS_B_HOST_TOKEN_SECRET",
            "http.publicUrl: https://a.example, expected one for each desk: desks.a.http.publicUrl, "
                + file
                + ":1");
  }

  @Test
  void mailIsByStarttlsUnlessSaidOtherwiseAndItsPasswordIsNeverPrinted() throws IOException {
    Path file =
        write(
            """
            mail: {host: smtp.example, user: desk, from: desk@example.com}
            alerts: {mailTo: [sam@example.com, lee@example.com]}
            """);
    Settings settings =
        good(
            Settings.load(
                file, Map.of("SWITCHBOARD_MAIL_PASSWORD", "correct horse"), Purpose.DEMO));
    assertThat(settings.mail())
        .isEqualTo(
            new Settings.Mail(
                "smtp.example",
                587,
                Settings.MailSecurity.STARTTLS,
                "desk",
                new Secret("correct horse"),
                "desk@example.com"));
    assertThat(settings.toString()).doesNotContain("correct horse");
    assertThat(settings.desks().getFirst().alertsMailTo())
        .containsExactly("sam@example.com", "lee@example.com");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail: {host: smtp.example} | mail.from: missing, expected the sender's address, since there is mail.host",
        "mail: {host: smtp.example, from: a@b.example, user: x} | mail.password: missing, expected a password",
        "mail: {host: smtp.example, from: somebody} | mail.from: somebody, expected a mail address",
        "mail: {host: smtp.example, from: a@b.example, security: ssl} | mail.security: ssl, expected one of",
        "mail: {host: smtp.example, from: a@b.example, port: 0} | mail.port: 0, expected",
        "alerts: {mailTo: sam@example.com} | mail.host: missing, expected a mail server, since there is alerts.mailTo",
      })
  void faultsOfMailNameKeyValueAndExpectation(String text, String expected) throws IOException {
    assertThat(faults(Settings.load(write(text + "\n"), Map.of(), Purpose.DEMO)))
        .anySatisfy(fault -> assertThat(fault).contains(expected));
  }

  private static Settings.Desk only(Loaded<Settings> loaded) {
    List<Settings.Desk> desks = good(loaded).desks();
    assertThat(desks).hasSize(1);
    return desks.getFirst();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), text);
  }

  private static Settings good(Loaded<Settings> loaded) {
    return switch (loaded) {
      case Loaded.Good<Settings>(Settings settings) -> settings;
      case Loaded.Faulty<Settings>(List<Fault> faults) ->
          throw new AssertionError(faults.toString());
    };
  }

  private static List<String> faults(Loaded<Settings> loaded) {
    return switch (loaded) {
      case Loaded.Good<Settings>(Settings settings) ->
          throw new AssertionError("no fault: " + settings);
      case Loaded.Faulty<Settings>(List<Fault> faults) ->
          faults.stream().map(Fault::toString).toList();
    };
  }

  private static Settings withDirectory(Settings settings, Path dataDirectory) {
    return new Settings(
        settings.http(),
        dataDirectory,
        settings.database(),
        settings.nats(),
        settings.desks(),
        settings.mail(),
        settings.session(),
        settings.limits(),
        settings.log(),
        settings.traces());
  }
}
