package switchboard.gateway;

import java.time.Duration;

/// How those are let in who come when many come at once, as after the end of a node.
///
/// @param atOnce greetings under way at once, from `hello` to the welcome: all that those who are in ever wait behind
/// @param returning that may wait to be greeted
/// @param staff among these, who are known by a cookie alone
/// @param newcomers that may wait to be greeted
/// @param newcomerEvery while both wait, one of so many who are let in is new
/// @param patience nobody waits longer by what can be told when they come; clients give up after 15 s
/// @param comeBack the longest time after which somebody is told to come back
public record GreetingLimits(
    int atOnce,
    int returning,
    int staff,
    int newcomers,
    int newcomerEvery,
    Duration patience,
    Duration comeBack) {

  public static final GreetingLimits DEFAULT =
      new GreetingLimits(16, 4_000, 250, 1_000, 4, Duration.ofSeconds(12), Duration.ofSeconds(10));

  public GreetingLimits {
    if (atOnce < 1 || newcomerEvery < 2) {
      throw new IllegalArgumentException(
          "greetings at once: %d, expected at least 1; a newcomer every %d, expected at least 2"
              .formatted(atOnce, newcomerEvery));
    }
  }
}
