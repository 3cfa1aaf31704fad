package switchboard.identity;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A JWK set that is fetched anew when it is old or lacks a key, though never more than once a
/// minute, whatever tokens name.
final class PublicKeys extends HostKeys {
  static final Duration PAUSE = Duration.ofMinutes(1);
  static final Duration AGE_MAX = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(PublicKeys.class);

  private final KeySource source;

  /// Null until they were fetched for the first time.
  private volatile @Nullable List<VerificationKey> keys;

  private CompletableFuture<@Nullable Void> fetch = CompletableFuture.completedFuture(null);
  private Instant fetchBegan = Instant.MIN;

  PublicKeys(KeySource source) {
    this.source = source;
  }

  @Override
  Finding check(CompactJws token, Instant now) {
    if (!VerificationKey.ALGORITHMS.contains(token.algorithm())) {
      return Finding.OTHER_ALGORITHM;
    }
    List<VerificationKey> known = keys;
    List<VerificationKey> fitting = fitting(known, token);
    if (!fitting.isEmpty()) {
      fetchAgain(now, AGE_MAX);
    } else {
      await(fetchAgain(now, PAUSE));
      known = keys;
      fitting = fitting(known, token);
    }
    if (known == null) {
      return Finding.NO_KEYS_YET;
    }
    if (fitting.isEmpty()) {
      return Finding.NO_SUCH_KEY;
    }
    return fitting.stream().anyMatch(key -> key.signed(token)) ? Finding.SIGNED : Finding.FORGED;
  }

  /// Fetches the keys now.
  ///
  /// @throws IOException there are none to be had
  void require() throws IOException {
    try {
      keys = VerificationKey.parse(source.read());
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(source + ": " + why, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(source + ": interrupted");
    }
  }

  /// Without a key id the token must leave no choice.
  private static List<VerificationKey> fitting(
      @Nullable List<VerificationKey> keys, CompactJws token) {
    if (keys == null) {
      return List.of();
    }
    String keyId = token.keyId();
    List<VerificationKey> fitting =
        keys.stream()
            .filter(key -> key.fits(token.algorithm()))
            .filter(key -> keyId == null || keyId.equals(key.id()))
            .toList();
    return keyId == null && fitting.size() > 1 ? List.of() : fitting;
  }

  /// Begins to fetch, unless that began less than `pause` ago; answers the fetch that began last.
  private synchronized CompletableFuture<@Nullable Void> fetchAgain(Instant now, Duration pause) {
    if (fetch.isDone() && now.isAfter(fetchBegan.plus(pause))) {
      fetchBegan = now;
      fetch = new CompletableFuture<>();
      CompletableFuture<@Nullable Void> begun = fetch;
      Thread.ofVirtual().name("host-keys").start(() -> fetch(begun));
    }
    return fetch;
  }

  private void fetch(CompletableFuture<@Nullable Void> begun) {
    try {
      require();
    } catch (IOException e) {
      LOG.warn("Host keys could not be fetched: {}", e.getMessage());
    } finally {
      begun.complete(null);
    }
  }

  private static void await(CompletableFuture<@Nullable Void> fetch) {
    try {
      fetch.get(KeySource.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.debug("Host keys are still being fetched");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
