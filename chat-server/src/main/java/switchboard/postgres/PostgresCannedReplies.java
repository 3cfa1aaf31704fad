package switchboard.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import switchboard.identity.CannedReplies;
import switchboard.identity.CannedReply;

/// A desk's canned replies in the table `canned_reply`.
public final class PostgresCannedReplies implements CannedReplies {
  private final ReferenceTables tables;
  private final int desk;

  public PostgresCannedReplies(DataSource database, int desk) {
    tables = new ReferenceTables(database);
    this.desk = desk;
  }

  @Override
  public List<CannedReply> list() {
    return tables.query(
        "select id, shortcut, title, text from canned_reply where desk = ? order by shortcut",
        PostgresCannedReplies::read,
        desk);
  }

  @Override
  public Optional<CannedReply> save(CannedReply reply) {
    return tables.connected(connection -> {
      try {
        return reply.id() == 0 ? add(connection, reply) : replace(connection, reply);
      } catch (SQLException e) {
        if (SqlFaults.isUniqueViolation(e)) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }

  private Optional<CannedReply> add(Connection connection, CannedReply reply)
      throws SQLException {
    long count =
        ReferenceTables.query(
                connection,
                "select count(*) from canned_reply where desk = ?",
                row -> row.getLong(1),
                desk)
            .getFirst();
    if (count >= COUNT_MAX) {
      throw new IllegalStateException(
          "canned replies: %d, expected at most %d".formatted(count, COUNT_MAX));
    }
    return ReferenceTables.query(
            connection,
            """
            insert into canned_reply (desk, shortcut, title, text) values (?, ?, ?, ?)
            returning id, shortcut, title, text
            """,
            PostgresCannedReplies::read,
            desk,
            reply.shortcut(),
            reply.title(),
            reply.text())
        .stream()
        .findFirst();
  }

  private Optional<CannedReply> replace(Connection connection, CannedReply reply)
      throws SQLException {
    return ReferenceTables.query(
            connection,
            """
            update canned_reply set shortcut = ?, title = ?, text = ?
            where desk = ? and id = ?
            returning id, shortcut, title, text
            """,
            PostgresCannedReplies::read,
            reply.shortcut(),
            reply.title(),
            reply.text(),
            desk,
            reply.id())
        .stream()
        .findFirst();
  }

  @Override
  public boolean remove(long id) {
    return 1 == tables.update("delete from canned_reply where desk = ? and id = ?", desk, id);
  }

  private static CannedReply read(ResultSet row) throws SQLException {
    return new CannedReply(
        row.getLong("id"),
        row.getString("shortcut"),
        row.getString("title"),
        row.getString("text"));
  }
}
