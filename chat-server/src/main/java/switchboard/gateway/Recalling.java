package switchboard.gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Journal;

/// Has a start's board count what happened before, as soon as the journal can be read.
public final class Recalling implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recalling.class);

  private final Supervision supervision;
  private final Journal journal;
  private final DeskPort desk;
  private final Duration pause;
  private final Thread thread;
  private volatile boolean closed;

  /// @param pause before the journal is tried again
  public Recalling(Supervision supervision, Journal journal, DeskPort desk, Duration pause) {
    this.supervision = supervision;
    this.journal = journal;
    this.desk = desk;
    this.pause = pause;
    thread = Thread.ofVirtual().name("recall").unstarted(this::recall);
  }

  public void start() {
    thread.start();
  }

  private void recall() {
    boolean told = false;
    while (!closed) {
      try {
        supervision.recall(journal, desk);
        return;
      } catch (Journal.Unavailable e) {
        if (!told) {
          LOG.warn("The board knows nothing of the time before this start yet: {}", e.getMessage());
          told = true;
        }
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
