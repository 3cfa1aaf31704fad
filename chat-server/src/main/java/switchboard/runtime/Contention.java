package switchboard.runtime;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A node's bids for the lead of a desk: one every half second, whatever else is going on, and at once when there is reason to.
final class Contention {
  private static final Logger LOG = LoggerFactory.getLogger(Contention.class);

  static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /// How long after it was asked for a lease holds for certain: less than another node waits before it takes it.
  private static final long CERTAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1_400);

  private static final long BLINK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long SWEEP_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final String node;
  private final Lease lease;
  private final Bus bus;
  private final Threads threads;
  private final Chores chores;
  private final Thread thread;

  private volatile Lease.Held held = new Lease.Held(null, 0, Set.of());
  private volatile long askedNanos; // when that was asked for
  private volatile long certainUntilNanos;
  private volatile boolean now;
  private volatile boolean leaving;
  private volatile boolean ceased;
  private volatile boolean closing;
  private long connectedNanos; // of who contends
  private boolean unheard; // of who contends: storage did not take the last bid

  /// What else is to be done on the contending thread.
  interface Chores {
    /// Between bids, some twenty times a second.
    void sweep();

    /// After each bid, whatever came of it.
    void bade();

    void failed(RuntimeException cause);
  }

  Contention(String node, Lease lease, Bus bus, Threads threads, Chores chores) {
    this.node = node;
    this.lease = lease;
    this.bus = bus;
    this.threads = threads;
    this.chores = chores;
    thread = threads.unstarted("desk-lease", this::run);
    certainUntilNanos = threads.nanoTime();
    connectedNanos = certainUntilNanos - BLINK_NANOS;
  }

  // --- how things stand ---

  Lease.Held held() {
    return held;
  }

  /// When `held` was asked for, or later: read this first, and what is held is not older.
  long askedNanos() {
    return askedNanos;
  }

  boolean leads() {
    return leads(held);
  }

  boolean leads(Lease.Held now) {
    return node.equals(now.leader());
  }

  /// Whether no other node can lead.
  boolean isCertain(long term) {
    return threads.nanoTime() - certainUntilNanos < 0 && held.term() == term;
  }

  // --- bids ---

  void start() {
    thread.start();
  }

  /// One at once, and no other waits for it.
  void soon() {
    now = true;
    LockSupport.unpark(thread);
  }

  /// From now on this node leads only while no other can.
  void leave() {
    leaving = true;
    soon();
  }

  private void run() {
    try {
      bidAgainAndAgain();
    } catch (RuntimeException e) {
      chores.failed(e);
    }
  }

  private void bidAgainAndAgain() {
    long next = threads.nanoTime();
    while (!closing) {
      next = Math.max(next + EVERY_NANOS, threads.nanoTime());
      while (!closing && !now && next - threads.nanoTime() > 0) {
        threads.parkNanos(this, Math.min(SWEEP_EVERY_NANOS, next - threads.nanoTime()));
        chores.sweep();
      }
      now = false;
      bidOrFail();
      chores.bade();
    }
  }

  private void bidOrFail() {
    try {
      if (!closing && !ceased) {
        bid();
        if (unheard) {
          unheard = false;
          LOG.info("contending for the lead again");
        }
      }
    } catch (Journal.Unavailable e) {
      // A desk where nothing is to be stored learns of it here alone.
      if (!unheard) {
        unheard = true;
        LOG.warn("{}; trying until it works", e.getMessage());
      }
    } catch (RuntimeException e) {
      chores.failed(e);
    }
  }

  /// To be called by others only before the start.
  void bid() throws Journal.Unavailable {
    long asked = threads.nanoTime();
    Lease.Held answer = lease.contend(isReachable(asked));
    held = answer;
    askedNanos = asked;
    if (leads(answer)) {
      certainUntilNanos = asked + CERTAIN_NANOS;
    }
  }

  /// A bus that only blinks changes nothing.
  private boolean isReachable(long nowNanos) {
    if (leaving) {
      return false;
    }
    if (bus.connected()) {
      connectedNanos = nowNanos;
      return true;
    }
    return nowNanos - connectedNanos < BLINK_NANOS;
  }

  // --- the end ---

  /// Bids no more; the chores go on.
  void cease() {
    ceased = true;
  }

  /// Gives the lead up.
  ///
  /// @param heir the node that should take it; null for any
  void release(@Nullable String heir) throws Journal.Unavailable {
    lease.release(heir);
  }

  void end() throws InterruptedException {
    closing = true;
    LockSupport.unpark(thread);
    if (thread.getState() != Thread.State.NEW) {
      thread.join();
    }
  }

  /// This node takes leave.
  void close() {
    lease.close();
  }
}
