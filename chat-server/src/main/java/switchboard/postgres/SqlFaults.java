package switchboard.postgres;

import java.sql.SQLException;

/// What a failure of PostgreSQL means, by its SQLSTATE.
final class SqlFaults {
  private SqlFaults() {}

  /// The database is away, or for now refuses to write: trying again may help. Anything else is a fault of ours.
  static boolean isOutage(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null || state.length() != 5) {
      return true; // Of the driver or the pool: there was nobody to give a state.
    }
    return switch (state.substring(0, 2)) {
      // connection, transaction rolled back, insufficient resources, object in use, operator intervention, system error, internal error
      case "08", "40", "53", "55", "57", "58", "XX" -> true;
      // invalid authorization, invalid transaction state: a standby is read-only, an operator is changing passwords
      case "28", "25" -> true;
      default -> false;
    };
  }

  /// The database cannot be reached, or is starting, stopping or full of connections: what waiting alone may cure.
  static boolean isAbsence(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.startsWith("57") || state.startsWith("53");
  }

  static boolean isUniqueViolation(SQLException failure) {
    return "23505".equals(failure.getSQLState());
  }
}
