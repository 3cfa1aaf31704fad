package switchboard.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is reached under which host names, as requests say them in their header `Host` (RFC 9110 section 7.2).
public final class HostNames<T> {
  private final @Nullable T any;
  private final Map<String, T> named;

  private HostNames(@Nullable T any, Map<String, T> named) {
    this.any = any;
    this.named = Map.copyOf(named);
  }

  /// @param any what is reached under every name, also without one
  public static <T> HostNames<T> any(T any) {
    return new HostNames<>(any, Map.of());
  }

  /// @param named by names in lower case
  public static <T> HostNames<T> named(Map<String, T> named) {
    return new HostNames<>(null, new HashMap<>(named));
  }

  /// @param headers every value of `Host` that the request has; only one that is alone names anything
  /// @return null for a name that nothing is reached under
  public @Nullable T find(List<String> headers) {
    if (any != null) {
      return any;
    }
    return headers.size() == 1 ? named.get(nameOf(headers.getFirst())) : null;
  }

  /// Without port and final dot, in lower case. Whatever is no name stays what it is, and is found nowhere.
  private static String nameOf(String header) {
    String name = header.strip();
    int colon = name.indexOf(':');
    if (colon >= 0 && name.substring(colon + 1).chars().allMatch(HostNames::isDigit)) {
      name = name.substring(0, colon);
    }
    return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }
}
