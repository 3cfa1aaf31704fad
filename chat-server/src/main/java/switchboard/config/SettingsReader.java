package switchboard.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import switchboard.config.Settings.HostKey;
import switchboard.config.Settings.LogFormat;
import switchboard.config.Settings.LogLevel;
import switchboard.config.Settings.Purpose;

/// Reads settings from the environment, over a file, over defaults.
final class SettingsReader {
  static final int SECRET_BYTES_MIN = 32;

  private static final String PREFIX = "SWITCHBOARD_";
  private static final String DESKS = "desks";
  private static final String DESK_NAME_EXPECTED =
      "a name of 1 to 40 lower-case letters, digits and dashes, the first no dash";
  private static final List<String> HOST_KEYS =
      List.of("hostToken.secret", "hostToken.jwksUrl", "hostToken.jwksFile");

  /// The launcher's own variable, and those that Kubernetes sets in every container beside a
  /// service that is called "switchboard".
  private static final Pattern NOT_OURS =
      Pattern.compile(PREFIX + "(JAVA_OPTS|SERVICE_(HOST|PORT).*|PORT(_.*)?)");

  private final GivenValues given;
  private final Map<String, String> environment;
  private final Purpose purpose;
  private final Faults faults;

  /// Every key that was asked for, with its variable.
  private final Map<String, String> variables = new LinkedHashMap<>();

  private SettingsReader(
      GivenValues given, Map<String, String> environment, Purpose purpose, Faults faults) {
    this.given = given;
    this.environment = environment;
    this.purpose = purpose;
    this.faults = faults;
  }

  static Loaded<Settings> read(
      @Nullable Path file, Map<String, String> environment, Purpose purpose) {
    Faults faults = new Faults();
    GivenValues given = file == null ? GivenValues.NONE : GivenValues.read(file, faults);
    if (faults.count() > 0) {
      return new Loaded.Faulty<>(faults.all());
    }
    SettingsReader reader = new SettingsReader(given, environment, purpose, faults);
    Settings settings = reader.settings();
    reader.refuseUnknown();
    return faults.count() > 0 ? new Loaded.Faulty<>(faults.all()) : new Loaded.Good<>(settings);
  }

  /// Every key that there is.
  static List<String> keys() {
    SettingsReader reader =
        new SettingsReader(GivenValues.NONE, Map.of(), Purpose.DEMO, new Faults());
    reader.settings();
    return List.copyOf(reader.variables.keySet());
  }

  private Settings settings() {
    return new Settings(
        http(),
        value("dataDirectory", Forms::path).orElse(Path.of("data")),
        database(),
        new Settings.Nats(value("nats.url", natsUrl()).orElse(null)),
        desks(),
        mail(),
        session(),
        limits(),
        new Settings.Log(
            value("log.format", constant(LogFormat.values())).orElse(LogFormat.TEXT),
            value("log.level", constant(LogLevel.values())).orElse(LogLevel.INFO)),
        new Settings.Traces(
            value("traces.url", Forms.url(List.of("http", "https"))).orElse(null),
            value("traces.ratio", ratio()).orElse(1.0)));
  }

  private Settings.@Nullable Mail mail() {
    Optional<String> host = value("mail.host", Forms.hostName());
    Settings.MailSecurity security =
        value("mail.security", constant(Settings.MailSecurity.values()))
            .orElse(Settings.MailSecurity.STARTTLS);
    int usual =
        switch (security) {
          case STARTTLS -> 587;
          case TLS -> 465;
          case NONE -> 25;
        };
    int port = number("mail.port", 1, 65_535, usual);
    Optional<String> user = value("mail.user", Forms.text(255));
    Optional<Secret> password = value("mail.password", Forms.secret(1));
    Optional<String> from = value("mail.from", Forms.mailAddress());
    requireBoth("mail.user", "mail.password", "a password");
    requireBoth("mail.password", "mail.user", "a user");
    requireBoth("mail.host", "mail.from", "the sender's address");
    return host.isPresent() && from.isPresent()
        ? new Settings.Mail(
            host.get(), port, security, user.orElse(null), password.orElse(null), from.get())
        : null;
  }

  private Settings.Http http() {
    return new Settings.Http(
        value("http.host", Forms.text(255)).orElse("127.0.0.1"),
        number("http.port", 0, 65_535, 8080),
        values("http.trustedProxies", Forms.network()),
        tls());
  }

  private Settings.@Nullable Tls tls() {
    Optional<Path> certificate = value("http.tls.certificate", Forms::readableFile);
    Optional<Path> key = value("http.tls.key", Forms::readableFile);
    requireBoth("http.tls.certificate", "http.tls.key", "a file");
    requireBoth("http.tls.key", "http.tls.certificate", "a file");
    return certificate.isPresent() && key.isPresent()
        ? new Settings.Tls(certificate.get(), key.get())
        : null;
  }

  private void requireBoth(String one, String other, String what) {
    if (find(one).isPresent() && find(other).isEmpty()) {
      faults.missing(other, what + ", since there is " + one, where(one));
    }
  }

  private Settings.Database database() {
    Optional<DatabaseUrl> url = value("database.url", DatabaseUrl.FORM);
    Optional<String> user = value("database.user", Forms.text(63));
    Optional<Secret> password = value("database.password", Forms.secret(1));
    return new Settings.Database(
        url.map(DatabaseUrl::jdbcUrl).orElse(null),
        user.or(() -> url.flatMap(DatabaseUrl::user)).orElse(null),
        password.or(() -> url.flatMap(DatabaseUrl::password)).orElse(null),
        number("database.poolSize", 2, 200, 10));
  }

  // --- desks ---

  private List<Settings.Desk> desks() {
    find(DESKS)
        .ifPresent(
            any -> faults.add(DESKS, "no names", "a key with the name of each desk", any.where()));
    Set<String> names = given.names(DESKS);
    if (names.isEmpty()) {
      return List.of(desk(Settings.ONLY_DESK, ""));
    }
    List<Settings.Desk> desks = new ArrayList<>();
    for (String name : names) {
      String section = DESKS + "." + name + ".";
      if (!name.matches(Settings.DESK_NAME)) {
        faults.add(DESKS + "." + name, name, DESK_NAME_EXPECTED, given.file());
      }
      desks.add(desk(name, section));
    }
    if (desks.size() > 1) {
      keepApart(desks);
    }
    return desks;
  }

  /// @param section where the desk says what is its own, "desks.NAME."; what it does not say there comes from the top
  private Settings.Desk desk(String name, String section) {
    List<String> hosts = section.isEmpty() ? List.of() : values(section + "hosts", Forms.hostName());
    Optional<URI> publicUrl = value(own(section, "http.publicUrl"), publicUrl());
    if (publicUrl.isPresent() && hosts.isEmpty() && !section.isEmpty()) {
      hosts = List.of(publicUrl.get().getHost());
    } else if (publicUrl.isPresent() && !hosts.isEmpty() && !hosts.contains(publicUrl.get().getHost())) {
      faults.add(
          section + "hosts",
          String.join(", ", hosts),
          "the public URL's, too: " + publicUrl.get().getHost(),
          where(section + "hosts"));
    }
    return new Settings.Desk(
        name,
        hosts,
        publicUrl.orElse(null),
        values(own(section, "http.allowedOrigins"), Forms.origin()),
        publicUrl
            .map(url -> url.getScheme().equals("https"))
            .orElseGet(() -> find("http.tls.certificate").isPresent()),
        new Settings.HostToken(
            hostKey(section),
            value(own(section, "hostToken.issuer"), Forms.text(255)).orElse(null),
            value(own(section, "hostToken.audience"), Forms.text(255)).orElse("switchboard"),
            Duration.ofMinutes(
                number(own(section, "hostToken.lifeMinutesMax"), 1, 7 * 24 * 60, 24 * 60))),
        value(own(section, "catalogue"), Forms::readableFile).orElse(null),
        new Settings.Timings(
            seconds(own(section, "desk.offerSeconds"), 5, 600, 20),
            seconds(own(section, "desk.quietSeconds"), 12, 24, 15),
            seconds(own(section, "desk.graceSeconds"), 5, 3_600, 45),
            seconds(own(section, "desk.exclusionSeconds"), 1, 3_600, 60),
            seconds(own(section, "desk.wrapUpSeconds"), 1, 3_600, 60),
            number(own(section, "desk.missesUntilAway"), 1, 100, 2)),
        webhook(section),
        mailTo(section));
  }

  private List<String> mailTo(String section) {
    String key = own(section, "alerts.mailTo");
    List<String> to = values(key, Forms.mailAddress());
    if (!to.isEmpty() && find("mail.host").isEmpty()) {
      faults.missing("mail.host", "a mail server, since there is " + key, where(key));
    }
    return to;
  }

  private Settings.@Nullable Webhook webhook(String section) {
    Optional<Secret> secret =
        value(own(section, "alerts.webhookSecret"), Forms.secret(32));
    return value(own(section, "alerts.webhookUrl"), Forms.url(List.of("https", "http")))
        .map(url -> new Settings.Webhook(url, secret.orElse(null)))
        .orElse(null);
  }

  /// The key that counts for a desk.
  private String own(String section, String key) {
    find(key); // known in any case
    return !section.isEmpty() && find(section + key).isPresent() ? section + key : key;
  }

  private HostKey hostKey(String section) {
    boolean own = HOST_KEYS.stream().filter(key -> !own(section, key).equals(key)).count() > 0;
    String begin = own ? section : "";
    List<HostKey> keys = new ArrayList<>();
    ownSecret(begin + "hostToken.secret")
        .ifPresent(secret -> keys.add(new HostKey.SharedSecret(secret)));
    value(begin + "hostToken.jwksUrl", Forms.url(List.of("https", "http")))
        .ifPresent(url -> keys.add(new HostKey.JwksUrl(url)));
    value(begin + "hostToken.jwksFile", Forms::readableFile)
        .ifPresent(file -> keys.add(new HostKey.JwksFile(file)));
    List<String> named =
        HOST_KEYS.stream().map(key -> begin + key).filter(key -> find(key).isPresent()).toList();
    if (named.size() > 1) {
      faults.add(
          named.getLast(), "given beside " + named.getFirst(), "one", where(named.getLast()));
    }
    if (named.isEmpty() && purpose == Purpose.SERVE) {
      faults.missing(
          section + "hostToken",
          "one of secret, jwksUrl, jwksFile",
          given.file() + " or " + variable(section + "hostToken.secret"));
    }
    return keys.isEmpty() ? new HostKey.SharedSecret(Settings.DEMO_HOST_SECRET) : keys.getFirst();
  }

  /// Each desk is reached under names of its own, and a host's token is good for one of them only.
  private void keepApart(List<Settings.Desk> desks) {
    find("http.publicUrl")
        .ifPresent(
            given ->
                faults.add(
                    "http.publicUrl",
                    given.texts().getFirst(),
                    "one for each desk: desks.%s.http.publicUrl".formatted(desks.getFirst().name()),
                    given.where()));
    Map<String, String> deskOfHost = new HashMap<>();
    for (int i = 0; i < desks.size(); i++) {
      Settings.Desk desk = desks.get(i);
      String section = DESKS + "." + desk.name();
      if (desk.hosts().isEmpty()) {
        faults.missing(
            section + ".hosts", "the names under which browsers reach this desk", given.file());
      }
      for (String host : desk.hosts()) {
        String other = deskOfHost.putIfAbsent(host, desk.name());
        if (other != null) {
          faults.add(
              section + ".hosts",
              host,
              "a name that is not of desk " + other + ", too",
              where(section + ".hosts"));
        }
      }
      for (Settings.Desk other : desks.subList(0, i)) {
        if (acceptTheSame(desk.hostToken(), other.hostToken())) {
          faults.add(
              section + ".hostToken",
              "the key and the audience of desk " + other.name(),
              "another key or another audience",
              where(section + ".hostToken.audience"));
        }
      }
    }
  }

  private static boolean acceptTheSame(Settings.HostToken one, Settings.HostToken other) {
    return one.key().equals(other.key()) && one.audience().equals(other.audience());
  }

  /// A strong secret; one that the demo shows to everybody is refused.
  private Optional<Secret> ownSecret(String key) {
    Optional<Secret> secret = value(key, Forms.strongSecret(SECRET_BYTES_MIN));
    if (purpose == Purpose.SERVE && secret.filter(Settings.DEMO_HOST_SECRET::equals).isPresent()) {
      faults.add(key, "the demo's", "a secret of your own", where(key));
    }
    return secret;
  }

  private Settings.Session session() {
    Optional<Secret> key = ownSecret("session.key");
    Optional<Secret> previous = ownSecret("session.previousKey");
    if (find("session.previousKey").isPresent() && find("session.key").isEmpty()) {
      faults.missing(
          "session.key", "a key, since there is a previous one", where("session.previousKey"));
    } else if (find("nats.url").isPresent() && find("session.key").isEmpty()) {
      faults.missing(
          "session.key", "the same key on all nodes, since there is nats.url", where("nats.url"));
    }
    return new Settings.Session(
        key.orElse(null),
        previous.orElse(null),
        Duration.ofMinutes(number("session.customerMinutes", 5, 30 * 24 * 60, 12 * 60)),
        Duration.ofMinutes(number("session.staffIdleMinutes", 5, 30 * 24 * 60, 12 * 60)),
        Duration.ofMinutes(number("session.staffMinutes", 5, 90 * 24 * 60, 7 * 24 * 60)));
  }

  private Settings.Limits limits() {
    return new Settings.Limits(
        number("limits.framesPerSecond", 1, 10_000, 20),
        number("limits.frameBurst", 1, 100_000, 100),
        number("limits.connections", 1, 1_000_000, 19_000),
        number("limits.connectionsPerCustomer", 1, 10_000, 12),
        number("limits.connectionsPerAddress", 1, 1_000_000, 500),
        number("limits.connectsPerMinuteAndAddress", 1, 1_000_000, 300),
        number("limits.connectsPerSecond", 1, 1_000_000, 400),
        number("limits.inbox", 16, 1_000_000, 8_192));
  }

  // --- values ---

  private Duration seconds(String key, int min, int max, int otherwise) {
    return Duration.ofSeconds(number(key, min, max, otherwise));
  }

  private int number(String key, int min, int max, int otherwise) {
    return value(key, Forms.wholeNumber(min, max)).orElse(otherwise);
  }

  private <T> Optional<T> value(String key, Form<T> form) {
    return find(key).flatMap(found -> single(key, found, form));
  }

  /// For forms that depend on the folder where relative paths start.
  private <T> Optional<T> value(String key, Function<Path, Form<T>> form) {
    return find(key).flatMap(found -> single(key, found, form.apply(found.folder())));
  }

  private <T> Optional<T> single(String key, GivenValues.Given found, Form<T> form) {
    if (found.texts().size() > 1) {
      faults.add(key, "a list", form.expected(), found.where());
      return Optional.empty();
    }
    return form.read(found.texts().getFirst(), key, found.where(), faults);
  }

  /// Several values; in the environment they are separated by commas.
  private <T> List<T> values(String key, Form<T> form) {
    List<T> values = new ArrayList<>();
    find(key)
        .ifPresent(found -> {
          for (String text : found.texts()) {
            for (String item : text.split(",", -1)) {
              form.read(item, key, found.where(), faults).ifPresent(values::add);
            }
          }
        });
    return values;
  }

  private Optional<GivenValues.Given> find(String key) {
    String variable = variables.computeIfAbsent(key, SettingsReader::variable);
    String text = environment.getOrDefault(variable, "");
    return text.isBlank()
        ? given.find(key)
        : Optional.of(new GivenValues.Given(List.of(text), variable, Path.of("")));
  }

  private String where(String key) {
    return find(key).map(GivenValues.Given::where).orElse(given.file());
  }

  /// `http.publicUrl` is `SWITCHBOARD_HTTP_PUBLIC_URL`.
  static String variable(String key) {
    return switch (key) {
      case "database.url" -> "DATABASE_URL";
      case "nats.url" -> "NATS_URL";
      case "traces.url" -> "OTEL_EXPORTER_OTLP_ENDPOINT";
      default ->
          PREFIX
              + key.replaceAll("([a-z])([A-Z])", "$1_$2")
                  .replace('.', '_')
                  .replace('-', '_')
                  .toUpperCase(Locale.ROOT);
    };
  }

  private void refuseUnknown() {
    given.refuseUnknown(variables.keySet(), faults);
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !NOT_OURS.matcher(name).matches())
        .filter(name -> !variables.containsValue(name))
        .sorted()
        .forEach(name -> faults.unknownKey(name, name, variables.values(), "the environment"));
  }

  // --- forms ---

  private static Form<URI> publicUrl() {
    return Form.of(
        "a URL such as https://support.example.com, without a path",
        text -> Forms.origin().reading().apply(text).map(URI::create));
  }

  private static Form<Secret> natsUrl() {
    return new Form<>(
        "a URL that begins with nats:// or tls://",
        true,
        text ->
            text.matches("(nats|tls)://\\S+") ? Optional.of(new Secret(text)) : Optional.empty());
  }

  private static Form<Double> ratio() {
    return Form.of(
        "a number from 0 to 1, such as 0.05",
        text ->
            text.matches("0|1|[01]\\.\\d{1,9}")
                ? Optional.of(Double.valueOf(text)).filter(ratio -> ratio <= 1)
                : Optional.empty());
  }

  private static <E extends Enum<E>> Form<E> constant(E[] constants) {
    Map<String, E> names = new LinkedHashMap<>();
    for (E constant : constants) {
      names.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return Forms.oneOf(names);
  }
}
