package switchboard.postgres;

/// Where a PostgreSQL database is and how to sign in to it.
///
/// @param url for JDBC, without credentials: `jdbc:postgresql://127.0.0.1:5432/switchboard`
public record Database(String url, String user, String password) {

  /// Without the password, so that it never reaches a log.
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
