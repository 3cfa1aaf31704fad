package switchboard.demo.traffic;

import java.util.Random;

/// How long people take. At speed 1 as in life, though their chats are short ones; at 20 a test need not wait.
///
/// @param speed how many times faster than in life
public record Pace(double speed) {
  public static final Pace LIFELIKE = new Pace(1);

  public Pace {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed: %s, expected more than 0".formatted(speed));
    }
  }

  /// Milliseconds of a pause that is as likely to take any time of the range.
  long between(Random random, double secondsMin, double secondsMax) {
    return Math.round((secondsMin + random.nextDouble() * (secondsMax - secondsMin)) * 1e3 / speed);
  }

  /// Milliseconds of a time that does not vary.
  long of(double seconds) {
    return Math.round(seconds * 1e3 / speed);
  }
}
