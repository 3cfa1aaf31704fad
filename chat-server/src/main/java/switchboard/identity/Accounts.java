package switchboard.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The accounts of the staff, stored. Every call blocks, and throws `StorageUnavailable` when
/// storage is away.
public interface Accounts {
  /// Most accounts; with more, `add` is refused.
  int COUNT_MAX = 10_000;

  /// @param login in any letter case
  Optional<Account> byLogin(String login);

  Optional<Account> byId(String id);

  /// In order of login.
  List<Account> list();

  /// Empty when the login is taken.
  ///
  /// @throws IllegalStateException there are `COUNT_MAX` accounts
  Optional<Account> add(Profile profile, String passwordHash);

  /// Replaces what an administrator says about the account. A change of role ends its sessions.
  /// Empty when there is no such account, or the login is taken.
  Optional<Account> save(String id, Profile profile);

  /// Ends the account's sessions. False when there is no such account.
  boolean setPassword(String id, String passwordHash);

  /// Replaces a hash by one of the same password, unless it was changed meanwhile. Sessions go on.
  void rehash(String id, String oldHash, String newHash);

  /// Ends the account's sessions and lets nobody sign in. False when there is no such account.
  boolean disable(String id);

  boolean enable(String id);

  /// Ids of all disabled accounts.
  Set<String> disabled();
}
