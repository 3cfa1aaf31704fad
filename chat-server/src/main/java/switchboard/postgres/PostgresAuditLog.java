package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;

/// What staff did by hand, in a desk's journal. Blocks.
public final class PostgresAuditLog {
  /// As in the index `journal_audit`, letter by letter, or it is not used.
  static final String AUDITED =
      """
      (type in ('Joined', 'Left', 'Monitored', 'Boosted', 'VipMarked', 'WantsChanged', 'TransferOffered', 'TransferredToQueue', 'QueuePaused', 'QueueResumed')
        or (type = 'Assigned' and position('"offer":0,'::bytea in event) > 0)
        or (type in ('WrapUpBegan', 'Closed') and actor_kind = 'SUPERVISOR')
        or (type = 'Posted' and actor_kind = 'SUPERVISOR' and position('"note":true'::bytea in event) > 0))
      """;

  private final DataSource database;
  private final int desk;

  public PostgresAuditLog(DataSource database, int desk) {
    this.database = database;
    this.desk = desk;
  }

  /// Newest first.
  ///
  /// @param by id of an account; null for everybody's
  /// @param conversation null for any
  public List<Entry> entries(
      long fromMs,
      long toMs,
      long beforeSequence,
      @Nullable String by,
      @Nullable Long conversation,
      int countMax)
      throws SQLException {
    String query =
        """
        select %s from journal
        where desk = ? and sequence < ? and at_ms >= ? and at_ms < ?
          and actor_kind in ('AGENT', 'SUPERVISOR')
          and (?::text is null or actor = ?) and (?::bigint is null or conversation = ?)
          and %s
        order by sequence desc
        limit ?
        """
            .formatted(EntryRow.COLUMNS, AUDITED);
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(query)) {
      select.setInt(1, desk);
      select.setLong(2, beforeSequence);
      select.setLong(3, fromMs);
      select.setLong(4, toMs);
      select.setString(5, by);
      select.setString(6, by);
      select.setObject(7, conversation);
      select.setObject(8, conversation);
      select.setInt(9, countMax);
      List<Entry> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(EntryRow.read(row));
        }
      }
      return found;
    }
  }
}
