package switchboard.runtime;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a projection up with the journal, on the node that leads, beside the commits and never in their way.
public final class Projecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projecting.class);

  /// What comes meanwhile is taken up together.
  private static final long PAUSE_NANOS = 500_000_000;

  /// Between batches of a long journal, so that others get at the database too.
  private static final long BREATH_NANOS = 2_000_000;

  private static final long AFTER_FAILURE_NANOS = 3_000_000_000L;

  private final DeskPort desk;
  private final Projection projection;
  private final String name;
  private final Thread thread;
  private final AtomicLong newest = new AtomicLong(); // raised by the listener, and by the thread where it knows better
  private volatile long done;
  private volatile boolean leads;
  private volatile boolean closed;
  private boolean failing; // the thread's own

  /// @param name of the projection, for the log
  public Projecting(DeskPort desk, Projection projection, String name) {
    this.desk = desk;
    this.projection = projection;
    this.name = name;
    thread = Thread.ofVirtual().name("projection " + name).unstarted(this::run);
  }

  public void start() {
    desk.listen((entries, _) -> raise(entries.getLast().sequence()));
    thread.start();
  }

  /// Entries committed and not taken up yet; 0 on a node that does not lead.
  public long lag() {
    return leads ? Math.max(0, newest.get() - done) : 0;
  }

  private void raise(long sequence) {
    newest.accumulateAndGet(sequence, Math::max);
  }

  private void run() {
    while (!closed) {
      long pauseNanos = PAUSE_NANOS;
      if (!desk.leads()) {
        leads = false;
      } else if (!leads || newest.get() > done) {
        pauseNanos = step();
      }
      LockSupport.parkNanos(pauseNanos);
    }
  }

  /// @return how long to wait before the next
  private long step() {
    try {
      Projection.Progress progress = projection.advance();
      done = progress.sequence();
      raise(progress.newest());
      leads = true;
      failing = false;
      return progress.isBehind() ? BREATH_NANOS : PAUSE_NANOS;
    } catch (Journal.Unavailable e) {
      if (!failing) {
        LOG.warn("Projection {} waits for storage: {}", name, e.getMessage());
      }
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.error("Projection {} failed; it is tried again", name, e);
      }
    }
    failing = true;
    return AFTER_FAILURE_NANOS;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
