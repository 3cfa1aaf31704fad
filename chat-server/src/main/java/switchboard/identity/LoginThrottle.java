package switchboard.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Slows guessing of passwords. After a few failures each further one doubles the time until the
/// next attempt, for the login and for the address. An attempt counts as failed until it has
/// succeeded, so that many at once are not worth more than one after another.
final class LoginThrottle {
  static final int FREE_PER_LOGIN = 5;
  static final int FREE_PER_ADDRESS = 20;
  static final Duration WAIT_MAX = Duration.ofMinutes(15);

  /// A time without attempts after which failures are forgotten.
  static final Duration MEMORY = Duration.ofHours(1);

  private static final int KEYS_MAX = 50_000;

  private final Cache<String, Failures> byLogin = cache();
  private final Cache<String, Failures> byAddress = cache();

  /// @param count of attempts that did not succeed
  /// @param next when the next attempt may be made
  private record Failures(int count, Instant last, Instant next) {}

  private static Cache<String, Failures> cache() {
    return Caffeine.newBuilder().maximumSize(KEYS_MAX).build();
  }

  /// Counts an attempt, unless it comes too early. Looking and counting are one step, so that attempts made at once gain nothing.
  ///
  /// @return how long to wait before the next; zero when this one may go on
  synchronized Duration attempt(String login, String address, Instant now) {
    Duration wait = wait(byLogin, login, now);
    Duration waitOfAddress = wait(byAddress, network(address), now);
    if (wait.isPositive() || waitOfAddress.isPositive()) {
      return wait.compareTo(waitOfAddress) > 0 ? wait : waitOfAddress;
    }
    count(byLogin, login, FREE_PER_LOGIN, now);
    count(byAddress, network(address), FREE_PER_ADDRESS, now);
    return Duration.ZERO;
  }

  /// The login's failures are forgotten, of the address's only this attempt.
  synchronized void succeeded(String login, String address) {
    byLogin.invalidate(login);
    byAddress
        .asMap()
        .computeIfPresent(
            network(address),
            (_, failures) -> new Failures(failures.count() - 1, failures.last(), failures.last()));
  }

  private static Duration wait(Cache<String, Failures> cache, String key, Instant now) {
    Failures failures = cache.getIfPresent(key);
    return failures == null || !failures.next().isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, failures.next());
  }

  private static void count(Cache<String, Failures> cache, String key, int free, Instant now) {
    cache.asMap().compute(key, (_, failures) -> next(failures, free, now));
  }

  private static Failures next(@Nullable Failures before, int free, Instant now) {
    int count = before == null || before.last().plus(MEMORY).isBefore(now) ? 1 : before.count() + 1;
    Duration wait =
        count < free
            ? Duration.ZERO
            : Duration.ofSeconds(Math.min(WAIT_MAX.toSeconds(), 1L << Math.min(30, count - free)));
    return new Failures(count, now, now.plus(wait));
  }

  /// One customer of a provider has at least a /64 of IPv6 addresses: they count as one.
  private static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
