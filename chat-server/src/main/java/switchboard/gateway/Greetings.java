package switchboard.gateway;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.CloseCode;

/// Has sockets greeted when it is their turn, as `GreetingLines` decides.
final class Greetings {
  private final GatewayMetrics metrics;

  /// Under its own lock.
  private final GreetingLines<Greeting> lines;

  /// One socket's, from its `hello` to its welcome or end.
  static final class Greeting {
    private final Runnable begin;
    private Stage stage = Stage.WAITING;

    private Greeting(Runnable begin) {
      this.begin = begin;
    }
  }

  private enum Stage {
    WAITING,
    UNDER_WAY,
    OVER
  }

  Greetings(GreetingLimits limits, GatewayMetrics metrics) {
    this.metrics = metrics;
    lines =
        new GreetingLines<>(limits, RandomGenerator.of("L64X128MixRandom"), System.nanoTime());
  }

  /// On the socket's event loop.
  ///
  /// @param begin is run when it is their turn, at once or later on any event loop; must not block
  /// @return null when the socket was turned away
  @Nullable Greeting arrive(Socket socket, GreetingLines.Claim claim, Runnable begin) {
    Greeting greeting = new Greeting(begin);
    GreetingLines.Answer answer;
    synchronized (lines) {
      answer = lines.arrive(greeting, claim, System.nanoTime());
      if (answer instanceof GreetingLines.Answer.Enter) {
        greeting.stage = Stage.UNDER_WAY;
      }
    }
    switch (answer) {
      case GreetingLines.Answer.Enter _ -> begin.run();
      case GreetingLines.Answer.Wait _ -> {}
      case GreetingLines.Answer.ComeBack later -> {
        metrics.greetingsPutOff.increment();
        socket.turnedAway(Refusals.crowded(later.afterMs()), CloseCode.OVERLOADED);
        return null;
      }
    }
    return greeting;
  }

  /// The socket was welcomed or closed.
  void over(Greeting greeting) {
    Greeting next = null;
    synchronized (lines) {
      switch (greeting.stage) {
        case WAITING -> lines.leave(greeting);
        case UNDER_WAY -> next = lines.ended(System.nanoTime());
        case OVER -> {}
      }
      greeting.stage = Stage.OVER;
      if (next != null) {
        next.stage = Stage.UNDER_WAY;
      }
    }
    if (next != null) {
      next.begin.run();
    }
  }

  int waiting() {
    synchronized (lines) {
      return lines.waiting();
    }
  }
}
