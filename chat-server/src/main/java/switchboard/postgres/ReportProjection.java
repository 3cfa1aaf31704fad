package switchboard.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.reporting.ReportFold;
import switchboard.desk.reporting.ReportRows;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.Journal.Unavailable;
import switchboard.runtime.Projection;

/// Keeps a desk's rows for reports. How far they are stands beside them and is written with them: a batch is taken up whole or not at all, and by one
/// of those who try. What the fold holds is read again wherever somebody else went on. Not for several threads at once.
public final class ReportProjection implements Projection {
  private static final Logger LOG = LoggerFactory.getLogger(ReportProjection.class);

  private static final int ENTRIES_AT_ONCE = 2_000;

  /// Rows of each table that are thrown away at once, for each entry taken up at once.
  private static final int THROWN_AWAY_FACTOR = 10;

  /// Receipts, and what customers write, change no row; they are most of a journal.
  private static final String READ =
      """
      select %s from journal
      where desk = ? and sequence > ? and sequence <= ?
        and type <> 'Marked' and not (type = 'Posted' and actor_kind = 'CUSTOMER')
      order by sequence
      """
          .formatted(EntryRow.COLUMNS);

  private final DataSource pool;
  private final int desk;
  private final int entriesAtOnce;

  /// What the rows up to `folded` led to; null when it must be read.
  private @Nullable ReportFold fold;

  private long folded;

  public ReportProjection(DataSource pool, int desk) {
    this(pool, desk, ENTRIES_AT_ONCE);
  }

  ReportProjection(DataSource pool, int desk, int entriesAtOnce) {
    this.pool = pool;
    this.desk = desk;
    this.entriesAtOnce = entriesAtOnce;
  }

  private record Stored(long sequence, int version) {}

  @Override
  public Progress advance() throws Unavailable {
    ReportFold before = fold;
    fold = null; // unless it ends well
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Progress progress = advance(connection, before);
      connection.commit();
      return progress;
    } catch (SQLException e) {
      fold = null;
      throw JournalWriter.unavailable("cannot take up entries for reports", desk, e);
    }
  }

  private Progress advance(Connection connection, @Nullable ReportFold before)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // What a crash undoes is taken up again.
      statement.execute("set local synchronous_commit = off");
    }
    Stored stored = lock(connection);
    // Read after the lock, as who held it before may have gone on meanwhile: rows are past the journal only where it was restored.
    long newest = newest(connection);
    if (stored.version() > ReportFold.VERSION) {
      return new Progress(newest, newest); // a newer version of the program keeps them
    }
    ReportFold current;
    if (stored.version() < ReportFold.VERSION || stored.sequence() > newest) {
      if (!clear(connection)) {
        setProgress(connection, 0, 0);
        return new Progress(0, newest);
      }
      LOG.info("The rows for reports of desk {} are made from its journal", desk);
      current = new ReportFold(ReportRows.NONE);
      folded = 0;
    } else if (before != null && stored.sequence() == folded) {
      current = before;
    } else {
      current = new ReportFold(new ReportTables(connection, desk).open());
      folded = stored.sequence();
    }
    long upTo = Math.min(newest, folded + entriesAtOnce);
    if (upTo > folded) {
      entries(connection, folded, upTo).forEach(current::apply);
      new ReportTables(connection, desk).put(current.takeChanges());
    }
    setProgress(connection, upTo, ReportFold.VERSION);
    folded = upTo;
    fold = current;
    return new Progress(upTo, newest);
  }

  private long newest(Connection connection) throws SQLException {
    return ReferenceTables.query(
            connection,
            "select coalesce(max(sequence), 0) from journal where desk = ?",
            row -> row.getLong(1),
            desk)
        .getFirst();
  }

  /// Keeps others out until the transaction ends.
  private Stored lock(Connection connection) throws SQLException {
    ReferenceTables.update(
        connection,
        """
        insert into report_progress (sequence, at_ms, desk, version) values (0, 0, ?, 0)
        on conflict do nothing
        """,
        desk);
    return ReferenceTables.query(
            connection,
            "select sequence, version from report_progress where desk = ? for update",
            row -> new Stored(row.getLong(1), row.getInt(2)),
            desk)
        .getFirst();
  }

  /// Throws rows away, a bounded number, so that no statement takes long.
  ///
  /// @return whether none are left
  private boolean clear(Connection connection) throws SQLException {
    int most = entriesAtOnce * THROWN_AWAY_FACTOR;
    boolean cleared = true;
    for (String table : ReportTables.NAMES) {
      int thrownAway =
          ReferenceTables.update(
              connection,
              "delete from %1$s where ctid = any(array(select ctid from %1$s where desk = ? limit ?))"
                  .formatted(table),
              desk,
              most);
      cleared &= thrownAway < most;
    }
    return cleared;
  }

  private List<Entry> entries(Connection connection, long after, long upTo) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(READ)) {
      select.setInt(1, desk);
      select.setLong(2, after);
      select.setLong(3, upTo);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.add(EntryRow.read(row));
        }
      }
      return entries;
    }
  }

  private void setProgress(Connection connection, long sequence, int version)
      throws SQLException {
    ReferenceTables.update(
        connection,
        """
        update report_progress set sequence = ?, version = ?,
          at_ms = coalesce((select at_ms from journal where desk = ? and sequence = ?), 0)
        where desk = ?
        """,
        sequence,
        version,
        desk,
        sequence,
        desk);
  }
}
