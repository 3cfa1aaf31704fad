package switchboard.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions of the staff. A session's secret is random and known to the browser alone; storage
/// has its hash. Whoever acts on a session for longer than one request watches it, and hears within
/// about a second when it has ended, whichever process ended it.
public final class StaffSessions implements AutoCloseable {
  private static final Duration POLL_EVERY = Duration.ofSeconds(1);
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_LENGTH = 43;
  private static final Logger LOG = LoggerFactory.getLogger(StaffSessions.class);

  private final StaffSessionStore store;
  private final Accounts accounts;
  private final Life life;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final List<Consumer<String>> disabledListeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("staff-sessions").factory());

  // Known to the poller's thread alone.
  private Set<String> disabled = Set.of();
  private Instant touchedAt = Instant.MIN;
  private Instant sweptAt = Instant.MIN;
  private boolean storageAway;

  /// @param idle time without use after which a session ends
  /// @param absolute time after which any session ends
  public record Life(Duration idle, Duration absolute) {}

  /// A session that has begun.
  ///
  /// @param secret for the cookie
  public record Begun(String secret, StaffSession session) {
    /// Without the secret, so that it never reaches a log.
    @Override
    public String toString() {
      return "session of " + session.account();
    }
  }

  public StaffSessions(
      StaffSessionStore store,
      Accounts accounts,
      Life life,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.accounts = accounts;
    this.life = life;
    this.random = random;
    this.clock = clock;
  }

  /// Begins to look, every second, for sessions that were ended elsewhere.
  public void start() {
    poller.scheduleWithFixedDelay(this::poll, 0, POLL_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  public Begun begin(Account account) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = StrictJson.encode(bytes);
    Instant now = clock.instant();
    StaffSession session = new StaffSession(hash(secret), account, now, now.plus(life.absolute()));
    store.add(session);
    return new Begun(secret, session);
  }

  /// The session of a cookie; blocks.
  public Optional<StaffSession> find(String secret) {
    if (secret.length() != SECRET_LENGTH) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<StaffSession> session =
        store
            .find(hash(secret), now)
            .filter(found -> now.isBefore(found.usedAt().plus(life.idle())));
    session
        .filter(found -> found.usedAt().plus(TOUCH_EVERY).isBefore(now))
        .ifPresent(found -> store.touch(List.of(found.hash()), now));
    return session;
  }

  /// Ends a session, as its owner signs out; blocks.
  public void end(String secret) {
    String hash = hash(secret);
    store.remove(hash);
    watches.stream().filter(watch -> watch.hash.equals(hash)).forEach(this::ended);
  }

  /// Watches a session that something open goes on using, which counts as use. `onEnded` is called
  /// once, soon after the session ends, on a thread of this class, and must not block. Covers the
  /// time since the session was looked up, so nothing falls between.
  public Watch watch(StaffSession session, Runnable onEnded) {
    Watch watch = new Watch(session.hash(), onEnded);
    watches.add(watch);
    return watch;
  }

  /// From the next look on calls the listener with the id of each account that is disabled, at
  /// least once, on a thread of this class.
  public void onDisabled(Consumer<String> listener) {
    disabledListeners.add(listener);
  }

  /// Looks at once, after a change that this process made itself.
  public void lookNow() {
    poller.execute(this::poll);
  }

  @Override
  public void close() {
    poller.shutdownNow();
  }

  /// What watches one session.
  public final class Watch implements AutoCloseable {
    private final String hash;
    private final Runnable onEnded;

    private Watch(String hash, Runnable onEnded) {
      this.hash = hash;
      this.onEnded = onEnded;
    }

    /// Stops watching.
    @Override
    public void close() {
      watches.remove(this);
    }
  }

  private void poll() {
    try {
      Instant now = clock.instant();
      look(now);
      if (sweptAt.plus(SWEEP_EVERY).isBefore(now)) {
        store.sweep(now, now.minus(life.idle()));
        sweptAt = now;
      }
      storageAway = false;
    } catch (StorageUnavailable e) {
      if (!storageAway) {
        LOG.warn("Revoked sessions cannot be seen now: {}", e.getMessage());
      }
      storageAway = true;
    } catch (RuntimeException e) {
      LOG.error("Looking for revoked sessions failed", e);
    }
  }

  private void look(Instant now) {
    List<Watch> watched = List.copyOf(watches);
    if (!watched.isEmpty()) {
      Set<String> hashes = watched.stream().map(watch -> watch.hash).collect(Collectors.toSet());
      Set<String> living = store.living(hashes, now);
      watched.stream().filter(watch -> !living.contains(watch.hash)).forEach(this::ended);
      if (touchedAt.plus(TOUCH_EVERY).isBefore(now)) {
        store.touch(living, now);
        touchedAt = now;
      }
    }
    Set<String> before = disabled;
    disabled = accounts.disabled();
    disabled.stream().filter(id -> !before.contains(id)).forEach(this::announceDisabled);
  }

  private void announceDisabled(String account) {
    disabledListeners.forEach(listener -> call(() -> listener.accept(account)));
  }

  private void ended(Watch watch) {
    if (watches.remove(watch)) {
      call(watch.onEnded);
    }
  }

  private static void call(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("A listener for ended sessions failed", e);
    }
  }

  private static String hash(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256: not there, expected in every JDK", e);
    }
  }
}
