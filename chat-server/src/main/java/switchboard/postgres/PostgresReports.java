package switchboard.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import switchboard.desk.reporting.AgentHistory;
import switchboard.desk.reporting.Grouping;
import switchboard.desk.reporting.Period;
import switchboard.desk.reporting.Report;
import switchboard.desk.reporting.ReportQuery;
import switchboard.runtime.Journal.Unavailable;
import switchboard.runtime.Reports;

/// Makes a desk's reports, each as of one moment of the database, and never more than two at once.
public final class PostgresReports implements Reports {
  private static final int AT_ONCE_MAX = 2;

  /// For a place to become free.
  private static final int PATIENCE_S = 5;

  /// Of one statement. Shorter than the pool's for an answer, so that a statement given up here does not go on there.
  private static final int TIMEOUT_S = 8;

  private static final String CANCELLED = "57014";

  private final DataSource pool;
  private final int desk;
  private final Semaphore places = new Semaphore(AT_ONCE_MAX);

  public PostgresReports(DataSource pool, int desk) {
    this.pool = pool;
    this.desk = desk;
  }

  @Override
  public Report report(ReportQuery query, long nowMs) throws Unavailable, TooMuch {
    return reading(connection -> new ReportReading(connection, desk, query, nowMs).report());
  }

  @Override
  public @Nullable AgentHistory history(String agent, Period period, long nowMs)
      throws Unavailable, TooMuch {
    ReportQuery query = new ReportQuery(period, Grouping.NOTHING, null, null, agent);
    return reading(
        connection -> new ReportReading(connection, desk, query, nowMs).history(agent));
  }

  private boolean hasPlace() {
    try {
      return places.tryAcquire(PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T extends @Nullable Object> T reading(ReferenceTables.Work<T> work)
      throws Unavailable, TooMuch {
    if (!hasPlace()) {
      throw new TooMuch(true);
    }
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try (Statement statement = connection.createStatement()) {
        // To compile such queries costs more than it saves; percentiles sort all chats.
        statement.execute(
            "set local jit = off; set local work_mem = '32MB'; set local statement_timeout = '%ds'"
                .formatted(TIMEOUT_S));
      }
      return work.on(connection);
    } catch (SQLException e) {
      if (CANCELLED.equals(e.getSQLState())) {
        throw new TooMuch(false);
      }
      throw JournalWriter.unavailable("cannot make a report", desk, e);
    } finally {
      places.release();
    }
  }
}
