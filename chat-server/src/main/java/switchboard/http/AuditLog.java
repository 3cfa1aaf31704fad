package switchboard.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;

/// What staff did by hand. Blocks; throws `Refusal` as unavailable while storage is away.
public interface AuditLog {

  /// Which of it. Null says that any will do.
  ///
  /// @param beforeSequence only what came before this entry
  /// @param by id of the account that did it
  /// @param conversation that it was done to
  record Wanted(
      long fromMs,
      long toMs,
      long beforeSequence,
      @Nullable String by,
      @Nullable Long conversation) {}

  /// Newest first.
  List<Entry> entries(Wanted wanted, int countMax);
}
