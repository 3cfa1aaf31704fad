package switchboard.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.EventCodec;
import switchboard.runtime.Journal;
import switchboard.runtime.NewerJournal;

/// A desk's journal in PostgreSQL. It writes over a connection of its own, a batch with all that follows from it in one statement and so in
/// one round trip and one commit, and reads over the pool.
final class PostgresJournal implements Journal {
  /// Rows that a replay holds at a time.
  private static final int FETCH_ROWS = 2_000;

  private static final int SNAPSHOTS_KEPT = 2;
  private static final int SNAPSHOT_DAYS_KEPT = 35;

  private final DataSource pool;
  private final int desk;
  private final JournalWriter writer;

  PostgresJournal(Database database, DataSource pool, int desk) throws SQLException {
    this.pool = pool;
    this.desk = desk;
    this.writer = new JournalWriter(database, desk);
    writer.connectNow();
  }

  @Override
  public void append(Batch batch) throws Fenced, Unavailable {
    writer.append(batch);
  }

  @Override
  public void replay(long afterSequence, long upToSequence, Consumer<Entry> reader)
      throws Unavailable {
    read(
        """
        select %s from journal where desk = ? and sequence > ? and sequence <= ?
        order by sequence
        """
            .formatted(EntryRow.COLUMNS),
        List.of(desk, afterSequence, upToSequence),
        rows -> {
          while (rows.next()) {
            reader.accept(EntryRow.read(rows));
          }
          return true;
        });
  }

  @Override
  public long newestSequence() throws Unavailable {
    return read(
        "select coalesce(max(sequence), 0) from journal where desk = ?",
        List.of(desk),
        rows -> rows.next() ? rows.getLong(1) : 0);
  }

  /// Halves the journal's sequences, which have no gaps, until one is left: by the primary key, so times need no index.
  @Override
  public long sequenceAt(long atMs) throws Unavailable {
    return read(
        """
        with recursive
          span (low, high) as (  -- the entry sought is low or between the two
            select 0::bigint, (select coalesce(max(sequence), 0) from journal where desk = ?)
            union all
            select
              case when at_ms <= ? then sequence else low end,
              case when at_ms <= ? then high else sequence - 1 end
            from span, lateral (
              select sequence, at_ms from journal
              where desk = ? and sequence = (low + high + 1) / 2
            ) middle
            where low < high
          )
        select low from span where low = high
        """,
        List.of(desk, atMs, atMs, desk),
        rows -> rows.next() ? rows.getLong(1) : 0);
  }

  @Override
  public List<Entry> conversation(long conversation, int after, int upTo) throws Unavailable {
    return read(
        """
        select %s from journal
        where desk = ? and conversation = ? and conversation > 0 and position > ? and position <= ?
        order by position
        """
            .formatted(EntryRow.COLUMNS),
        List.of(desk, conversation, after, upTo),
        rows -> {
          List<Entry> entries = new ArrayList<>();
          while (rows.next()) {
            entries.add(EntryRow.read(rows));
          }
          return entries;
        });
  }

  @Override
  public @Nullable Snapshot newestSnapshot() throws Unavailable {
    return snapshot(
        """
        select sequence, version, state from snapshot
        where desk = ? order by sequence desc limit 1
        """,
        List.of(desk));
  }

  @Override
  public @Nullable Snapshot snapshotUpTo(long sequence, int version) throws Unavailable {
    return snapshot(
        """
        select sequence, version, state from snapshot
        where desk = ? and sequence <= ? and version = ? order by sequence desc limit 1
        """,
        List.of(desk, sequence, version));
  }

  private @Nullable Snapshot snapshot(String sql, List<? extends Number> parameters)
      throws Unavailable {
    List<Snapshot> found =
        read(
            sql,
            parameters,
            rows ->
                rows.next()
                    ? List.of(new Snapshot(rows.getLong(1), rows.getInt(2), rows.getBytes(3)))
                    : List.of());
    return found.isEmpty() ? null : found.getFirst();
  }

  @Override
  public void saveSnapshot(Snapshot snapshot) throws Unavailable {
    try (Connection connection = pool.getConnection();
        PreparedStatement save =
            connection.prepareStatement(
                """
                insert into snapshot (desk, sequence, version, state) values (?, ?, ?, ?)
                on conflict (desk, sequence)
                do update set version = excluded.version, state = excluded.state
                """);
        PreparedStatement forget =
            connection.prepareStatement(
                """
                with
                  taken as (
                    select sequence, at_ms, row_number() over (order by sequence desc) as age,
                           row_number() over (partition by at_ms / 86400000
                                              order by sequence desc) as of_its_day
                    from snapshot left join journal using (desk, sequence) where desk = ?
                  )
                delete from snapshot where desk = ? and sequence in (
                  select sequence from taken
                  where age > ? and (of_its_day > 1 or at_ms is null
                    or at_ms < (select max(at_ms) from taken) - ? * 86400000::bigint))
                """)) {
      save.setInt(1, desk);
      save.setLong(2, snapshot.sequence());
      save.setInt(3, snapshot.version());
      save.setBytes(4, snapshot.state());
      save.executeUpdate();
      forget.setInt(1, desk);
      forget.setInt(2, desk);
      forget.setInt(3, SNAPSHOTS_KEPT);
      forget.setInt(4, SNAPSHOT_DAYS_KEPT);
      forget.executeUpdate();
    } catch (SQLException e) {
      throw unavailable("save a snapshot", e);
    }
  }

  @Override
  public void claimFormat() throws Unavailable {
    try (Connection connection = pool.getConnection();
        PreparedStatement claim =
            connection.prepareStatement(
                "update desk set format = greatest(format, ?) where id = ? returning format")) {
      claim.setInt(1, EventCodec.FORMAT);
      claim.setInt(2, desk);
      try (ResultSet row = claim.executeQuery()) {
        row.next();
        requireReadable(desk, row.getInt(1));
      }
    } catch (SQLException e) {
      throw unavailable("claim the format of the journal", e);
    }
  }

  /// @throws NewerJournal it is not
  static void requireReadable(int desk, int format) {
    if (format > EventCodec.FORMAT) {
      throw new NewerJournal("the journal of desk %d is of format %d".formatted(desk, format));
    }
  }

  /// Drawn from what a restore changes: the timeline by going back in time, the system by restoring into another cluster, the table's number
  /// by restoring into this one. A copy of the whole data folder that is put back changes none of them; then the desk's own part is to be
  /// changed by hand.
  @Override
  public String epoch() throws Unavailable {
    return read(
        """
        select concat_ws(' ', desk.epoch, system.system_identifier, checkpoint.timeline_id,
                         'journal'::regclass::oid)
        from desk, pg_control_system() as system, pg_control_checkpoint() as checkpoint
        where desk.id = ?
        """,
        List.of(desk),
        rows -> {
          if (!rows.next()) {
            throw new IllegalStateException("the database has no desk %d".formatted(desk));
          }
          byte[] marks = rows.getString(1).getBytes(StandardCharsets.UTF_8);
          return UUID.nameUUIDFromBytes(marks).toString();
        });
  }

  @Override
  public void close() {
    writer.close();
  }

  private <T> T read(String sql, List<? extends Number> parameters, Rows<T> reader)
      throws Unavailable {
    try (Connection connection = pool.getConnection()) {
      // The driver fetches in portions only inside a transaction; the pool ends it.
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setFetchSize(FETCH_ROWS);
        for (int i = 0; i < parameters.size(); i++) {
          statement.setObject(i + 1, parameters.get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
          return reader.read(rows);
        }
      }
    } catch (SQLException e) {
      throw unavailable("read the journal", e);
    }
  }

  private interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private Unavailable unavailable(String what, SQLException cause) {
    return JournalWriter.unavailable("cannot " + what, desk, cause);
  }
}
