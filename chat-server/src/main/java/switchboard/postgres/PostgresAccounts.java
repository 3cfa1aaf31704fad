package switchboard.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import switchboard.identity.Account;
import switchboard.identity.Accounts;
import switchboard.identity.Profile;
import switchboard.identity.Role;

/// A desk's accounts in the table `account`.
public final class PostgresAccounts implements Accounts {
  static final String COLUMNS =
      """
      account.id, account.credentials_version, account.capacity, account.disabled, account.login,
      account.name, account.role, account.skills, account.queues, account.password_hash
      """;

  private static final long NO_ID = -1;

  private final ReferenceTables tables;
  private final int desk;

  public PostgresAccounts(DataSource database, int desk) {
    tables = new ReferenceTables(database);
    this.desk = desk;
  }

  @Override
  public Optional<Account> byLogin(String login) {
    return first("login = ?", login.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<Account> byId(String id) {
    return first("id = ?", number(id));
  }

  private Optional<Account> first(String where, Object parameter) {
    return tables
        .query(
            "select " + COLUMNS + " from account where desk = ? and " + where,
            PostgresAccounts::read,
            desk,
            parameter)
        .stream()
        .findFirst();
  }

  @Override
  public List<Account> list() {
    return tables.query(
        "select " + COLUMNS + " from account where desk = ? order by login",
        PostgresAccounts::read,
        desk);
  }

  @Override
  public Optional<Account> add(Profile profile, String passwordHash) {
    return tables.inTransaction(connection -> {
      long count =
          ReferenceTables.query(
                  connection,
                  "select count(*) from account where desk = ?",
                  row -> row.getLong(1),
                  desk)
              .getFirst();
      if (count >= COUNT_MAX) {
        throw new IllegalStateException(
            "accounts: %d, expected at most %d".formatted(count, COUNT_MAX));
      }
      return ReferenceTables.query(
              connection,
              """
              insert into account (desk, login, name, role, capacity, skills, queues, password_hash)
              values (?, ?, ?, ?, ?, ?, ?, ?)
              on conflict (desk, login) do nothing
              returning
              """
                  + COLUMNS,
              PostgresAccounts::read,
              desk,
              profile.login(),
              profile.name(),
              name(profile.role()),
              profile.capacity(),
              profile.skills().toArray(String[]::new),
              profile.queues().toArray(String[]::new),
              passwordHash)
          .stream()
          .findFirst();
    });
  }

  @Override
  public Optional<Account> save(String id, Profile profile) {
    return tables.connected(connection -> {
      try {
        return ReferenceTables.query(
                connection,
                """
                update account
                set credentials_version =
                      credentials_version + case when role = ? then 0 else 1 end,
                    login = ?, name = ?, role = ?, capacity = ?, skills = ?, queues = ?
                where desk = ? and id = ?
                returning
                """
                    + COLUMNS,
                PostgresAccounts::read,
                name(profile.role()),
                profile.login(),
                profile.name(),
                name(profile.role()),
                profile.capacity(),
                profile.skills().toArray(String[]::new),
                profile.queues().toArray(String[]::new),
                desk,
                number(id))
            .stream()
            .findFirst();
      } catch (SQLException e) {
        if (SqlFaults.isUniqueViolation(e)) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }

  @Override
  public boolean setPassword(String id, String passwordHash) {
    return 1
        == tables.update(
            """
            update account set password_hash = ?, credentials_version = credentials_version + 1
            where desk = ? and id = ?
            """,
            passwordHash,
            desk,
            number(id));
  }

  @Override
  public void rehash(String id, String oldHash, String newHash) {
    tables.update(
        "update account set password_hash = ? where desk = ? and id = ? and password_hash = ?",
        newHash,
        desk,
        number(id),
        oldHash);
  }

  @Override
  public boolean disable(String id) {
    return 1
        == tables.update(
            """
            update account
            set disabled = true,
                credentials_version = credentials_version + case when disabled then 0 else 1 end
            where desk = ? and id = ?
            """,
            desk,
            number(id));
  }

  @Override
  public boolean enable(String id) {
    return 1
        == tables.update(
            "update account set disabled = false where desk = ? and id = ?", desk, number(id));
  }

  @Override
  public Set<String> disabled() {
    return new TreeSet<>(
        tables.query(
            "select id from account where desk = ? and disabled", row -> row.getString(1), desk));
  }

  /// Reads the `COLUMNS`.
  static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString("id"),
        new Profile(
            row.getString("login"),
            row.getString("name"),
            Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
            row.getInt("capacity"),
            texts(row, "skills"),
            texts(row, "queues")),
        row.getBoolean("disabled"),
        row.getString("password_hash"),
        row.getInt("credentials_version"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /// An id that is no number belongs to nobody.
  static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return NO_ID;
    }
  }
}
