package switchboard.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import switchboard.identity.Account;
import switchboard.identity.StaffSession;
import switchboard.identity.StaffSessionStore;

/// Sessions of a desk's staff in the table `staff_session`: of the desk that their accounts are of.
public final class PostgresStaffSessions implements StaffSessionStore {
  private static final String LIVES =
      """
      account.desk = ?
      and staff_session.expires_at > ?
      and not account.disabled
      and account.credentials_version = staff_session.credentials_version
      """;

  private final ReferenceTables tables;
  private final int desk;

  public PostgresStaffSessions(DataSource database, int desk) {
    tables = new ReferenceTables(database);
    this.desk = desk;
  }

  @Override
  public void add(StaffSession session) {
    Account account = session.account();
    long number = PostgresAccounts.number(account.id());
    tables.inTransaction(connection -> {
      ReferenceTables.update(
          connection,
          """
          insert into staff_session (hash, account, credentials_version, used_at, expires_at)
          values (?, ?, ?, ?, ?)
          """,
          bytes(session.hash()),
          number,
          account.credentialsVersion(),
          session.usedAt(),
          session.expiresAt());
      return ReferenceTables.update(
          connection,
          """
          delete from staff_session
          where account = ?
            and hash not in (
              select hash from staff_session where account = ? order by used_at desc limit ?)
          """,
          number,
          number,
          COUNT_PER_ACCOUNT_MAX);
    });
  }

  @Override
  public Optional<StaffSession> find(String hash, Instant now) {
    return tables
        .query(
            "select staff_session.hash, used_at, expires_at, "
                + PostgresAccounts.COLUMNS
                + " from staff_session join account on account.id = staff_session.account"
                + " where staff_session.hash = ? and "
                + LIVES,
            PostgresStaffSessions::read,
            bytes(hash),
            desk,
            now)
        .stream()
        .findFirst();
  }

  @Override
  public void touch(Collection<String> hashes, Instant now) {
    tables.update("update staff_session set used_at = ? where hash = any (?)", now, bytes(hashes));
  }

  @Override
  public void remove(String hash) {
    tables.update(
        "delete from staff_session using account"
            + " where account.id = staff_session.account and account.desk = ? and hash = ?",
        desk,
        bytes(hash));
  }

  @Override
  public Set<String> living(Collection<String> hashes, Instant now) {
    return new TreeSet<>(
        tables.query(
            "select staff_session.hash"
                + " from staff_session join account on account.id = staff_session.account"
                + " where staff_session.hash = any (?) and "
                + LIVES,
            row -> text(row.getBytes(1)),
            bytes(hashes),
            desk,
            now));
  }

  @Override
  public void sweep(Instant now, Instant usedSince) {
    tables.update(
        "delete from staff_session using account"
            + " where account.id = staff_session.account and account.desk = ?"
            + " and (used_at < ? or not ("
            + LIVES
            + "))",
        desk,
        usedSince,
        desk,
        now);
  }

  private static StaffSession read(ResultSet row) throws SQLException {
    return new StaffSession(
        text(row.getBytes("hash")),
        PostgresAccounts.read(row),
        instant(row, "used_at"),
        instant(row, "expires_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static byte[] bytes(String hash) {
    return HexFormat.of().parseHex(hash);
  }

  private static byte[][] bytes(Collection<String> hashes) {
    return hashes.stream().map(PostgresStaffSessions::bytes).toArray(byte[][]::new);
  }

  private static String text(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
