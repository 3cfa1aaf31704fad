package switchboard.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where a PostgreSQL database is and how to sign in to it.
///
/// @param url for JDBC, without credentials: `jdbc:postgresql://127.0.0.1:5432/switchboard`
public record Database(String url, String user, String password) {

  /// A connection outside of the pool.
  ///
  /// @param name by which PostgreSQL's own views show it
  /// @param connectTimeoutS to connect and sign in
  /// @param socketTimeoutS for any answer; 0 for as long as it takes
  Connection connect(String name, int connectTimeoutS, int socketTimeoutS) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", name);
    properties.setProperty("connectTimeout", Integer.toString(connectTimeoutS));
    properties.setProperty("socketTimeout", Integer.toString(socketTimeoutS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "1");
    return DriverManager.getConnection(url, properties);
  }

  /// Ends a connection from any thread, at once.
  static void drop(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot drop a connection", e);
    }
  }

  /// Without the password, so that it never reaches a log.
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
