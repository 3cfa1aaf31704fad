package switchboard.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Hashes and checks passwords with Argon2id (RFC 9106). Work is done by a few threads of its own,
/// so that a flood of logins takes neither the memory nor the processors of the chats: callers
/// block, on virtual threads, and beyond a bounded queue they are turned away.
public final class Passwords implements AutoCloseable {
  public static final int LENGTH_MIN = 10;
  public static final int LENGTH_MAX = 128;

  private static final int SALT_BYTES = 16;

  private final Argon2 current;
  private final SecureRandom random;
  private final ThreadPoolExecutor workers;

  /// @param right whether it is the password
  /// @param outdated whether the hash was made with other parameters than new ones are
  public record Check(boolean right, boolean outdated) {}

  /// Too many passwords wait to be checked.
  public static final class Busy extends Exception {
    Busy() {
      super("too many passwords wait to be checked");
    }
  }

  /// With the parameters that OWASP recommends: 19 MiB, 2 passes, 1 lane.
  public Passwords(SecureRandom random) {
    this(
        new Argon2(19 * 1024, 2, 1),
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        64,
        random);
  }

  /// @param threads passwords that are hashed at once, each in `parameters.memoryKiB` of memory
  /// @param waitingMax passwords that may wait
  Passwords(Argon2 parameters, int threads, int waitingMax, SecureRandom random) {
    this.current = parameters;
    this.random = random;
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waitingMax),
            Thread.ofPlatform().daemon().name("passwords-", 0).factory());
    this.workers.allowCoreThreadTimeOut(true);
  }

  /// A sentence that says why a new password is refused; empty for a good one.
  public static Optional<String> refusal(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < LENGTH_MIN || length > LENGTH_MAX) {
      return Optional.of(
          "A password has %d to %d characters, this one has %d."
              .formatted(LENGTH_MIN, LENGTH_MAX, length));
    }
    return Optional.empty();
  }

  /// A hash in the PHC string format, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
  public String hash(String password) throws Busy {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return inTurn(() -> PasswordHash.make(current, salt, bytes(password)).toString());
  }

  /// A hash that no password has, to check when there is no account: that takes as long as if there
  /// were one.
  String decoy() {
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[PasswordHash.BYTES];
    random.nextBytes(salt);
    random.nextBytes(hash);
    return new PasswordHash(current, salt, hash).toString();
  }

  /// Takes as long for a wrong password as for the right one.
  ///
  /// @throws IllegalArgumentException the hash is none that `hash` makes
  public Check check(String password, String hash) throws Busy {
    PasswordHash stored = PasswordHash.parse(hash);
    if (password.length() > 2 * LENGTH_MAX) {
      return new Check(false, false);
    }
    boolean right = inTurn(() -> stored.matches(bytes(password)));
    return new Check(right, !stored.parameters().equals(current));
  }

  @Override
  public void close() {
    workers.shutdown();
  }

  /// The same letters count as the same password, however a keyboard composed them.
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }

  private <T> T inTurn(Callable<T> work) throws Busy {
    try {
      Future<T> turn = workers.submit(work);
      return turn.get();
    } catch (RejectedExecutionException e) {
      throw new Busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }
}
