package switchboard.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// Sessions of the staff, stored, so that every node and every program knows them. A session lives
/// until it expires, is removed, or its account is disabled or gets another credentials version.
/// Every call blocks, and throws `StorageUnavailable` when storage is away.
public interface StaffSessionStore {
  /// Most sessions of one account; beginning another ends the one that was not used for longest.
  int COUNT_PER_ACCOUNT_MAX = 20;

  void add(StaffSession session);

  /// The session, if it lives.
  Optional<StaffSession> find(String hash, Instant now);

  /// Notes that sessions are in use.
  void touch(Collection<String> hashes, Instant now);

  void remove(String hash);

  /// Which of these live.
  Set<String> living(Collection<String> hashes, Instant now);

  /// Removes what no longer lives, and what was not used since.
  void sweep(Instant now, Instant usedSince);
}
