package switchboard.identity;

import java.util.List;
import java.util.Optional;

/// The canned replies, stored. Every call blocks, and throws `StorageUnavailable` when storage is
/// away.
public interface CannedReplies {
  /// Most replies; with more, `save` is refused.
  int COUNT_MAX = 1_000;

  /// In order of shortcut.
  List<CannedReply> list();

  /// Adds a reply (id 0) or replaces it. Empty when the shortcut is taken or there is no reply with
  /// that id.
  ///
  /// @throws IllegalStateException there are `COUNT_MAX` replies
  Optional<CannedReply> save(CannedReply reply);

  boolean remove(long id);
}
