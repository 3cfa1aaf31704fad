package switchboard.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server that is kept running until it is stopped: should it die, it is started again on the same port.
///
/// One platform thread starts it, passes its log on and waits for its end. It must be that thread's own: PostgreSQL is told by the operating
/// system when the thread that started it ends, and then shuts down cleanly, even after a `kill -9` of the whole JVM.
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String READY = "database system is ready to accept connections";
  private static final int LINES_KEPT = 12;
  private static final long RESTART_PAUSE_MS = 500;
  private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(6);

  private final Programs programs;
  private final Cluster cluster;
  private final int port;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  /// Guarded by this.
  private @Nullable Process process;

  private Postmaster(Programs programs, Cluster cluster, int port) {
    this.programs = programs;
    this.cluster = cluster;
    this.port = port;
  }

  /// Returns when it accepts connections.
  ///
  /// @param limit how long that may take: after a crash the log is replayed first
  static Postmaster start(Programs programs, Cluster cluster, int port, Duration limit)
      throws EmbeddedPostgresException {
    Postmaster postmaster = new Postmaster(programs, cluster, port);
    Thread.ofPlatform().name("embedded-postgresql").daemon().start(postmaster::keepRunning);
    try {
      postmaster.ready.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
      return postmaster;
    } catch (CompletionException e) {
      postmaster.stop();
      if (e.getCause() instanceof EmbeddedPostgresException failed) {
        throw failed;
      }
      throw new EmbeddedPostgresException(
          "PostgreSQL on %s is not ready after %d s: %s"
              .formatted(
                  cluster.data(), limit.toSeconds(), String.join("; ", postmaster.lastLines)),
          e);
    }
  }

  int port() {
    return port;
  }

  /// The number of the server's process, 0 while there is none.
  synchronized long pid() {
    return process != null && process.isAlive() ? process.pid() : 0;
  }

  /// Ends it: open transactions are rolled back, everything is written, and the next start has nothing to replay.
  void stop() {
    Process last;
    synchronized (this) {
      stopping.countDown();
      last = process;
    }
    if (last != null) {
      if (!stop(last, "INT", FAST_STOP_LIMIT) && !stop(last, "QUIT", IMMEDIATE_STOP_LIMIT)) {
        LOG.error("PostgreSQL on {} does not stop; killing it", cluster);
        last.destroyForcibly();
      }
    }
    ended.join();
  }

  private boolean stop(Process last, String signal, Duration limit) {
    if (last.isAlive()) {
      try {
        programs.signal(signal, last.pid());
      } catch (IOException e) {
        LOG.warn("cannot send SIG{} to PostgreSQL, process {}", signal, last.pid(), e);
      }
    }
    // Not interruptible, unlike waitFor: an owner that is being interrupted still wants a clean end.
    return last.onExit()
        .thenApply(_ -> true)
        .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private void keepRunning() {
    try {
      EmbeddedPostgresException why = runOnce();
      while (stopping.getCount() > 0 && !ready.completeExceptionally(why)) {
        LOG.error("PostgreSQL has ended and is started again: {}", why.getMessage());
        if (stopping.await(RESTART_PAUSE_MS, TimeUnit.MILLISECONDS)) {
          return;
        }
        why = runOnce();
      }
    } catch (InterruptedException | RuntimeException e) {
      if (!ready.completeExceptionally(e)) {
        LOG.error("PostgreSQL on {} is not started again", cluster, e);
      }
    } finally {
      ended.complete(null);
    }
  }

  /// Starts it and sees it to its end.
  ///
  /// @return why it ended
  private EmbeddedPostgresException runOnce() throws InterruptedException {
    try {
      if (ready.isDone()) {
        Remains.clear(cluster.data(), programs);
      }
      Process started;
      synchronized (this) {
        if (stopping.getCount() == 0) {
          return new EmbeddedPostgresException("stopped before it was started");
        }
        started = programs.startServer(Settings.commandLine(cluster.data(), port));
        process = started;
      }
      follow(started);
      return new EmbeddedPostgresException(
          "PostgreSQL on %s ended with exit code %d: %s"
              .formatted(cluster.data(), started.waitFor(), String.join("; ", lastLines)));
    } catch (IOException e) {
      return new EmbeddedPostgresException(
          "cannot start PostgreSQL on %s: %s"
              .formatted(cluster.data(), Folders.reason(e, cluster.data())),
          e);
    } catch (EmbeddedPostgresException e) {
      return e;
    }
  }

  private void follow(Process started) throws IOException {
    lastLines.clear();
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(READY)) {
          ready.complete(null);
        }
        if (lastLines.size() == LINES_KEPT) {
          lastLines.removeFirst();
        }
        lastLines.addLast(line);
        log(line);
      }
    }
  }

  /// What concerns a single connection, an ERROR or its FATAL end, its client is told.
  private static void log(String line) {
    if (line.startsWith("PANIC:")) {
      LOG.error(line);
    } else if (line.startsWith("WARNING:")) {
      LOG.warn(line);
    } else {
      LOG.debug(line);
    }
  }
}
