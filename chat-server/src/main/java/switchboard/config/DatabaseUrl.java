package switchboard.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a PostgreSQL in either customary form, with user and password taken out of it.
///
/// @param jdbcUrl as the driver wants it
record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<Secret> password) {
  /// It may hold a password, so it is not repeated to anyone.
  static final Form<DatabaseUrl> FORM =
      new Form<>(
          "a URL such as postgres://user:password@host:5432/database or"
              + " jdbc:postgresql://host/database",
          true,
          DatabaseUrl::parse);

  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:postgresql|postgres|postgresql)://"
              + "(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
              + "(?<place>[^@/?\\s]+/[^@/?\\s]+)"
              + "(?:\\?(?<query>\\S*))?");

  private static Optional<DatabaseUrl> parse(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static DatabaseUrl read(Matcher url) {
    Optional<String> user = Optional.ofNullable(url.group("user")).map(DatabaseUrl::decode);
    Optional<String> password = Optional.ofNullable(url.group("password")).map(DatabaseUrl::decode);
    List<String> options = new ArrayList<>();
    String query = url.group("query") == null ? "" : url.group("query");
    for (String option : query.split("&", -1)) {
      if (option.startsWith("user=")) {
        user = Optional.of(decode(option.substring("user=".length())));
      } else if (option.startsWith("password=")) {
        password = Optional.of(decode(option.substring("password=".length())));
      } else if (!option.isEmpty()) {
        options.add(option);
      }
    }
    String jdbcUrl =
        "jdbc:postgresql://"
            + url.group("place")
            + (options.isEmpty() ? "" : "?" + String.join("&", options));
    return new DatabaseUrl(
        jdbcUrl, user.filter(name -> !name.isEmpty()), password.map(Secret::new));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
