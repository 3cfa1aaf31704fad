package switchboard.gateway;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Spreads the work that new connections are, above all their handshakes, over time: so many a second begin to be read, the others wait unread, in
/// the order in which they came. So the messages of those who are there come in between, however many arrive at once. A connection that waits costs
/// next to nothing, and takes its turn only once; how many one address may have is `Admission`'s business.
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  /// Nobody waits longer: an HTTP request must have come whole within ten seconds.
  private static final int WAIT_S_MAX = 6;

  private final EventLoop timer;
  private final int waitingMax;
  private final Rate rate; // under the lock, like what follows
  private final Queue<Channel> waiting = new ArrayDeque<>();
  private boolean scheduled;

  /// @param perSecond that begin to be read in the long run; half of a second's may come at once
  Arrivals(int perSecond, EventLoop timer) {
    this.timer = timer;
    waitingMax = perSecond * WAIT_S_MAX;
    rate = new Rate(perSecond, Math.max(1, perSecond / 2), System.nanoTime());
  }

  /// To be called before the channel is active.
  ///
  /// @return false when too many wait: the connection is to be closed
  synchronized boolean arrive(Channel channel) {
    if (waiting.isEmpty() && rate.take(System.nanoTime()) == 0) {
      return true;
    }
    if (waiting.size() >= waitingMax) {
      return false;
    }
    channel.config().setAutoRead(false);
    waiting.add(channel);
    schedule(0);
    return true;
  }

  private void schedule(long afterNanos) {
    if (!scheduled) {
      try {
        timer.schedule(this::letIn, afterNanos, TimeUnit.NANOSECONDS);
        scheduled = true;
      } catch (RejectedExecutionException e) {
        LOG.debug("the server ends, and with it the connections that wait");
      }
    }
  }

  private synchronized void letIn() {
    scheduled = false;
    while (!waiting.isEmpty()) {
      long waitNanos = rate.take(System.nanoTime());
      if (waitNanos > 0) {
        schedule(waitNanos);
        return;
      }
      waiting.remove().config().setAutoRead(true);
    }
  }

  /// Connections that wait to be read.
  synchronized int waiting() {
    return waiting.size();
  }
}
