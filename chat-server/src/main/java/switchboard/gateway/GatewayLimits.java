package switchboard.gateway;

import java.time.Duration;
import switchboard.protocol.Limits;

/// What bounds every connection. None of these limits is ever reached by a client of ours that works.
///
/// @param requestTime within which an HTTP request must have come whole, a TLS handshake included
/// @param helloTime from the WebSocket handshake to `hello`
/// @param silence after which a WebSocket that sent nothing is closed
/// @param connections open at once
/// @param connectionsPerAddress of these, from one address
/// @param connectsPerMinuteAndAddress new connections from one address
/// @param connectsPerSecond new connections that begin to be read; the others wait their turn
/// @param connectionsPerPerson open WebSockets of one customer or account
/// @param framesPerSecond of one WebSocket, in the long run
/// @param frameBurst frames that may come at once
/// @param followed conversations that one WebSocket may be shown at once
/// @param unsentBytesEphemeral unsent bytes from which on what may be lost is dropped
/// @param unsentBytes unsent bytes, beyond these, at which a WebSocket counts as not reading and is closed
/// @param blockingCalls calls that may block, running at once
/// @param blockingCallsWaiting such calls waiting for one of these to end
/// @param goodbye time over which the WebSockets are closed when the server stops, so that they do not all come back at once
/// @param greetings when many come at once
public record GatewayLimits(
    Duration requestTime,
    Duration helloTime,
    Duration silence,
    int connections,
    int connectionsPerAddress,
    int connectsPerMinuteAndAddress,
    int connectsPerSecond,
    int connectionsPerPerson,
    int framesPerSecond,
    int frameBurst,
    int followed,
    int unsentBytesEphemeral,
    int unsentBytes,
    int blockingCalls,
    int blockingCallsWaiting,
    Duration goodbye,
    GreetingLimits greetings) {

  public static final GatewayLimits DEFAULT =
      new GatewayLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(Limits.SILENCE_SECONDS_MAX),
          19_000,
          500,
          300,
          400,
          12,
          20,
          100,
          2 * Limits.POSITIONS_MAX,
          128 * 1024,
          2 * 1024 * 1024,
          64,
          20_000,
          Duration.ofSeconds(2),
          GreetingLimits.DEFAULT);

  public GatewayLimits withRates(int framesPerSecond, int frameBurst) {
    return new GatewayLimits(
        requestTime, helloTime, silence, connections, connectionsPerAddress,
        connectsPerMinuteAndAddress, connectsPerSecond, connectionsPerPerson, framesPerSecond, frameBurst, followed,
        unsentBytesEphemeral, unsentBytes, blockingCalls, blockingCallsWaiting, goodbye, greetings);
  }

  public GatewayLimits withConnections(
      int all, int perAddress, int perMinuteAndAddress, int perSecond, int perPerson) {
    return new GatewayLimits(
        requestTime, helloTime, silence, all, perAddress, perMinuteAndAddress, perSecond, perPerson,
        framesPerSecond, frameBurst, followed, unsentBytesEphemeral, unsentBytes, blockingCalls,
        blockingCallsWaiting, goodbye, greetings);
  }

  public GatewayLimits withTimes(Duration requestTime, Duration helloTime, Duration silence) {
    return new GatewayLimits(
        requestTime, helloTime, silence, connections, connectionsPerAddress,
        connectsPerMinuteAndAddress, connectsPerSecond, connectionsPerPerson, framesPerSecond, frameBurst, followed,
        unsentBytesEphemeral, unsentBytes, blockingCalls, blockingCallsWaiting, goodbye, greetings);
  }

  public GatewayLimits withGreetings(GreetingLimits greetings) {
    return new GatewayLimits(
        requestTime, helloTime, silence, connections, connectionsPerAddress,
        connectsPerMinuteAndAddress, connectsPerSecond, connectionsPerPerson, framesPerSecond, frameBurst, followed,
        unsentBytesEphemeral, unsentBytes, blockingCalls, blockingCallsWaiting, goodbye, greetings);
  }
}
