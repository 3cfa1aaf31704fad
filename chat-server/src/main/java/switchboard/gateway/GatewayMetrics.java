package switchboard.gateway;

import java.util.concurrent.atomic.LongAdder;

/// What the gateway counts of one desk's sockets, from its start on, for whoever shows metrics.
public final class GatewayMetrics {
  final LongAdder socketsOpen = new LongAdder();
  final LongAdder customersOpen = new LongAdder();
  final LongAdder staffOpen = new LongAdder();
  final LongAdder framesIn = new LongAdder();
  final LongAdder framesOut = new LongAdder();
  final LongAdder ephemeralDropped = new LongAdder();
  final LongAdder framesRefused = new LongAdder();
  final LongAdder rateLimited = new LongAdder();
  final LongAdder greetingsPutOff = new LongAdder();
  final LongAdder slowConsumers = new LongAdder();
  final LongAdder silent = new LongAdder();
  final LongAdder faults = new LongAdder();

  /// WebSockets open now, welcomed or not.
  public long socketsOpen() {
    return socketsOpen.sum();
  }

  /// Sessions of customers open now.
  public long customersOpen() {
    return customersOpen.sum();
  }

  /// Sessions of staff open now.
  public long staffOpen() {
    return staffOpen.sum();
  }

  /// Text frames received.
  public long framesIn() {
    return framesIn.sum();
  }

  /// Text frames sent.
  public long framesOut() {
    return framesOut.sum();
  }

  /// Typing and presence signals dropped because a socket was behind.
  public long ephemeralDropped() {
    return ephemeralDropped.sum();
  }

  /// Frames that broke the protocol.
  public long framesRefused() {
    return framesRefused.sum();
  }

  /// Frames refused because too many came.
  public long rateLimited() {
    return rateLimited.sum();
  }

  /// Sockets told to come back later, because too many waited to be greeted.
  public long greetingsPutOff() {
    return greetingsPutOff.sum();
  }

  /// Sockets closed because they did not read.
  public long slowConsumers() {
    return slowConsumers.sum();
  }

  /// Sockets closed because nothing was heard of them.
  public long silent() {
    return silent.sum();
  }

  /// Sockets closed by a fault of ours.
  public long faults() {
    return faults.sum();
  }
}
