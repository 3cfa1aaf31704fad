package switchboard.desk.entitlement;

import java.time.Duration;

/// The right to calls with a senior engineer.
///
/// @param callsPerMonth in a calendar month; `UNLIMITED` for no limit
/// @param length most time of one call
/// @param bookedAhead whether a call must be booked ahead through a ticket
public record Phone(int callsPerMonth, Duration length, boolean bookedAhead) {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  Phone best(Phone other) {
    return new Phone(
        Math.max(callsPerMonth, other.callsPerMonth),
        length.compareTo(other.length) >= 0 ? length : other.length,
        bookedAhead && other.bookedAhead);
  }
}
