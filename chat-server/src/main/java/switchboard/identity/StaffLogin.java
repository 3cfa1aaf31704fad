package switchboard.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs members of the staff in. A login that does not exist, a wrong password and a disabled
/// account are answered alike, in the same time.
public final class StaffLogin {
  private static final Duration BUSY_WAIT = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(StaffLogin.class);

  private final Accounts accounts;
  private final Passwords passwords;
  private final StaffSessions sessions;
  private final LoginThrottle throttle = new LoginThrottle();

  /// What came of signing in.
  public sealed interface Outcome {
    record SignedIn(StaffSessions.Begun session) implements Outcome {}

    record Refused(String sentence) implements Outcome {}

    /// @param retryAfter when the next attempt may be made
    record Later(String sentence, Duration retryAfter) implements Outcome {}
  }

  public StaffLogin(Accounts accounts, Passwords passwords, StaffSessions sessions) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
  }

  /// Blocks, about as long as a password takes to hash: for virtual threads.
  ///
  /// @param address of the peer, for throttling
  public Outcome signIn(String typedLogin, String password, String address, Instant now) {
    String login = Profile.login(typedLogin);
    if (login.length() > Profile.LOGIN_LENGTH_MAX) {
      return wrong();
    }
    Duration wait = throttle.attempt(login, address, now);
    if (wait.isPositive()) {
      return new Outcome.Later("Too many attempts; wait a while, then try again.", wait);
    }
    try {
      Optional<Account> account = accounts.byLogin(login);
      Passwords.Check check =
          passwords.check(password, account.map(Account::passwordHash).orElse(passwords.decoy()));
      if (!check.right() || account.isEmpty() || account.get().disabled()) {
        return wrong();
      }
      throttle.succeeded(login, address);
      if (check.outdated()) {
        rehash(account.get(), password);
      }
      return new Outcome.SignedIn(sessions.begin(account.get()));
    } catch (Passwords.Busy e) {
      throttle.succeeded(login, address);
      return new Outcome.Later("Many people are signing in; try again in a moment.", BUSY_WAIT);
    }
  }

  private void rehash(Account account, String password) {
    try {
      accounts.rehash(account.id(), account.passwordHash(), passwords.hash(password));
    } catch (Passwords.Busy e) {
      LOG.debug("Password of {} stays as it is until the next time", account);
    }
  }

  private static Outcome wrong() {
    return new Outcome.Refused("Login and password do not go together.");
  }
}
