package switchboard.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How many connections may be open: in all, from one address, and new ones from one address in a while.
final class Admission {
  private static final int ADDRESSES_MAX = 100_000;
  private static final int SECONDS = 60;

  private final GatewayLimits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
  private final Cache<InetAddress, Connects> connects =
      Caffeine.newBuilder()
          .maximumSize(ADDRESSES_MAX)
          .expireAfterAccess(Duration.ofSeconds(SECONDS))
          .build();

  /// New connections of one address in the last minute or less.
  private static final class Connects {
    private long sinceNanos;
    private int count;

    synchronized boolean isWithin(int max, long nowNanos) {
      if (nowNanos - sinceNanos > Duration.ofSeconds(SECONDS).toNanos()) {
        sinceNanos = nowNanos;
        count = 0;
      }
      return ++count <= max;
    }
  }

  Admission(GatewayLimits limits) {
    this.limits = limits;
  }

  /// Takes a place for a connection, which `leave` gives back.
  ///
  /// @return false when there is none; nothing is to be given back then
  boolean enter() {
    if (open.incrementAndGet() > limits.connections()) {
      leave();
      return false;
    }
    return true;
  }

  void leave() {
    open.decrementAndGet();
  }

  /// Takes one of the places of an address, which `leaveFrom` gives back.
  ///
  /// @return false when there is none; nothing is to be given back then
  boolean enterFrom(InetAddress address) {
    boolean slow =
        connects
            .get(address, _ -> new Connects())
            .isWithin(limits.connectsPerMinuteAndAddress(), System.nanoTime());
    if (!slow) {
      return false;
    }
    if (openByAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddress()) {
      leaveFrom(address);
      return false;
    }
    return true;
  }

  void leaveFrom(InetAddress address) {
    openByAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  int open() {
    return open.get();
  }
}
