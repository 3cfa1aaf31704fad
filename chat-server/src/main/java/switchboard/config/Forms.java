package switchboard.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import switchboard.identity.Network;

/// The forms of values that settings and catalogue share.
public final class Forms {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h|d)");

  /// As strict as serves to find slips; what it is good for, the mail server says.
  private static final Pattern MAIL_ADDRESS =
      Pattern.compile("[^\\s@<>,;\"]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

  private Forms() {}

  static Form<Integer> wholeNumber(int min, int max) {
    return Form.of(
        "a whole number from %d to %d".formatted(min, max),
        text -> {
          try {
            int number = Integer.parseInt(text);
            return number < min || number > max ? Optional.empty() : Optional.of(number);
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  static Form<String> text(int lengthMax) {
    return Form.of(
        "text of 1 to %d characters on one line".formatted(lengthMax),
        text ->
            text.isBlank()
                    || text.length() > lengthMax
                    || text.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(text));
  }

  static Form<Duration> duration() {
    return Form.of("a duration such as 0s, 90s, 15m, 2h or 3d", Forms::parseDuration);
  }

  /// A duration that is not zero.
  static Form<Duration> time() {
    return Form.of(
        "a duration such as 90s, 15m, 2h or 3d",
        text -> parseDuration(text).filter(Duration::isPositive));
  }

  public static Optional<Duration> parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofMinutes(count);
        });
  }

  /// One of the map's keys.
  static <T> Form<T> oneOf(Map<String, T> values) {
    return Form.of(
        values.isEmpty()
            ? "a name that is defined"
            : "one of " + String.join(", ", values.keySet()),
        text -> Optional.ofNullable(values.get(text)));
  }

  static Form<String> oneOf(Collection<String> names) {
    Map<String, String> values = new LinkedHashMap<>();
    names.forEach(name -> values.put(name, name));
    return oneOf(values);
  }

  /// For `oneOf`, whose text names the keys in this order.
  @SafeVarargs
  static <T> Map<String, T> names(Map.Entry<String, T>... values) {
    Map<String, T> names = new LinkedHashMap<>();
    for (Map.Entry<String, T> value : values) {
      names.put(value.getKey(), value.getValue());
    }
    return Collections.unmodifiableMap(names);
  }

  static Form<Secret> secret(int bytesMin) {
    return new Form<>(
        "a secret of at least %d bytes".formatted(bytesMin),
        true,
        text -> parseSecret(text, bytesMin, 1));
  }

  /// A secret that somebody made, and did not only fill up.
  static Form<Secret> strongSecret(int bytesMin) {
    return new Form<>(
        "a random secret of at least %d bytes".formatted(bytesMin),
        true,
        text -> parseSecret(text, bytesMin, 10));
  }

  private static Optional<Secret> parseSecret(String text, int bytesMin, int differentMin) {
    return text.getBytes(StandardCharsets.UTF_8).length < bytesMin
            || text.chars().distinct().count() < differentMin
        ? Optional.empty()
        : Optional.of(new Secret(text));
  }

  /// @param folder where a relative path starts
  static Form<Path> path(Path folder) {
    return Form.of("a path", text -> resolve(folder, text));
  }

  static Form<Path> readableFile(Path folder) {
    return Form.of(
        "a file that can be read",
        text ->
            resolve(folder, text)
                .filter(path -> Files.isRegularFile(path) && Files.isReadable(path)));
  }

  private static Optional<Path> resolve(Path folder, String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(text).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Form<String> mailAddress() {
    return Form.of(
        "a mail address such as desk@example.com",
        text ->
            MAIL_ADDRESS.matcher(text.strip()).matches()
                ? Optional.of(text.strip())
                : Optional.empty());
  }

  static Form<URI> url(List<String> schemes) {
    return Form.of(
        "a URL that begins with " + String.join(":// or ", schemes) + "://",
        text -> parseUrl(text, schemes));
  }

  static Optional<URI> parseUrl(String text, List<String> schemes) {
    try {
      URI url = new URI(text);
      return url.getHost() != null && schemes.contains(url.getScheme())
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// What a browser sends as `Origin`: scheme, host, and port where it is not the scheme's own.
  static Form<String> origin() {
    return Form.of(
        "an origin such as https://www.example.com, without a path",
        text ->
            parseUrl(text, List.of("http", "https"))
                .filter(url ->
                    (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null
                        && url.getRawUserInfo() == null)
                .map(Forms::originOf));
  }

  /// A host's name as browsers send it, without a port.
  static Form<String> hostName() {
    return Form.of(
        "a host name such as support.example.com",
        text ->
            text.length() <= 253
                    && text.matches("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
                ? Optional.of(text.toLowerCase(Locale.ROOT))
                : Optional.empty());
  }

  static Form<Network> network() {
    return Form.of(
        "an address or a network such as 10.0.0.7, 10.0.0.0/8 or fd00::/8", Network::parse);
  }

  static String originOf(URI url) {
    boolean ownPort =
        url.getPort() == -1 || url.getPort() == (url.getScheme().equals("https") ? 443 : 80);
    String origin = url.getScheme() + "://" + url.getHost() + (ownPort ? "" : ":" + url.getPort());
    return origin.toLowerCase(Locale.ROOT);
  }
}
