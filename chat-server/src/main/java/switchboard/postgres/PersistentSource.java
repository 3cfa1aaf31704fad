package switchboard.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens the pool's connections, and while the database is away goes on trying. The pool itself would pause longer and longer between
/// attempts, up to 5 s, and so notice the database's return late. Called by the pool's own thread; whoever wants a connection waits no longer
/// than the pool lets them.
final class PersistentSource extends PGSimpleDataSource {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int CONNECT_TIMEOUT_S = 2;
  private static final int SOCKET_TIMEOUT_S = 10;

  PersistentSource(Database database) {
    setUrl(database.url());
    setUser(database.user());
    setPassword(database.password());
    setApplicationName("switchboard");
    setConnectTimeout(CONNECT_TIMEOUT_S);
    setSocketTimeout(SOCKET_TIMEOUT_S);
    setTcpKeepAlive(true);
  }

  @Override
  public Connection getConnection() throws SQLException {
    while (true) {
      try {
        return super.getConnection();
      } catch (SQLException e) {
        if (!SqlFaults.isAbsence(e)) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(SQLException absence) throws SQLException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw absence; // The pool is being closed.
    }
  }
}
