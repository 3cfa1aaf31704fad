package switchboard.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.DeskRules;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.runtime.Journal;
import switchboard.simulation.Unplayable;
import switchboard.simulation.parallel.Beside;
import switchboard.simulation.parallel.Cores;
import switchboard.whatif.Status.State;

/// One desk's simulations on one node: one at a time, a few waiting in line, and the last ones with their answers for a while. They run on threads of their
/// own, which all desks of the node share; nobody who asks is kept waiting, and the desk's own threads have nothing to do with it. The other nodes tell of
/// them by the shelf.
public final class Simulations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Simulations.class);

  /// Beside the one that runs.
  public static final int LINE_MAX = 4;

  private static final int KEPT_MAX = 50;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final long RETRY_AFTER_MS = 10_000;

  /// How often the other nodes hear how far it is, at most.
  private static final long PUBLISH_MS = 1_000;

  /// One of which nothing was heard for longer is lost with its node.
  private static final Duration LOST = Duration.ofMinutes(2);

  private static final Duration CLOSING = Duration.ofSeconds(3);

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Answerer answerer;
  private final Shelf shelf;
  private final InstantSource clock;
  private final ThreadPoolExecutor runner;
  private final Cache<String, Simulation> simulations =
      Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterAccess(KEPT).build();

  /// @param desk names its thread
  /// @param cores what is played with, for as long as this is open
  public Simulations(
      String desk,
      Journal journal,
      DeskRules rules,
      Cores cores,
      Shelf shelf,
      InstantSource clock) {
    this.shelf = shelf;
    this.clock = clock;
    answerer = new Answerer(new PastPeriods(journal, rules), cores);
    runner =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(LINE_MAX),
            Beside.named(desk + "-what-if"));
    runner.allowCoreThreadTimeOut(true);
  }

  /// Takes a question into the line; refused as unavailable when that is full.
  public Status ask(Question question) {
    Simulation simulation = new Simulation(UUID.randomUUID().toString(), question);
    try {
      simulations.put(simulation.id, simulation);
      runner.execute(simulation);
      publish(simulation);
      return status(simulation);
    } catch (RejectedExecutionException e) {
      simulations.invalidate(simulation.id);
      throw new Refusal(
          Problem.retryAfter(
              ErrorCode.UNAVAILABLE,
              "%d simulations of this desk run or wait already. Please try again."
                  .formatted(LINE_MAX + 1),
              RETRY_AFTER_MS));
    }
  }

  /// Null when there is none, or it was too long ago. Blocks.
  public @Nullable Status find(String id) {
    Simulation simulation = simulations.getIfPresent(id);
    return simulation == null ? elsewhere(id) : status(simulation);
  }

  /// Stops it if it is not over; null when there is none. Blocks.
  public @Nullable Status cancel(String id) {
    Simulation simulation = simulations.getIfPresent(id);
    if (simulation == null) {
      return shelf.cancel(id) ? elsewhere(id) : null;
    }
    runner.remove(simulation);
    simulation.cancel();
    publish(simulation);
    return status(simulation);
  }

  /// One that another node runs or ran, or this one before it was started anew.
  private @Nullable Status elsewhere(String id) {
    Shelf.Kept kept = shelf.find(id).orElse(null);
    if (kept == null) {
      return null;
    }
    Status status = read(kept.status());
    if (status.isOver()) {
      return status;
    }
    if (kept.cancelled()) {
      return status.cancelled();
    }
    return kept.changedAt().isBefore(clock.instant().minus(LOST))
        ? status.lost(gone())
        : status;
  }

  private static Problem gone() {
    return Problem.retryAfter(
        ErrorCode.UNAVAILABLE, "The server that simulated this is gone. Please run it again.", 0);
  }

  /// So that the other nodes can tell of it. Without storage they cannot.
  private void publish(Simulation simulation) {
    Instant now = clock.instant();
    try {
      String status = JSON.writeValueAsString(status(simulation));
      if (shelf.put(simulation.id, status, now, now.minus(KEPT))) {
        simulation.cancel();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status cannot be written as JSON", e);
    } catch (RuntimeException e) {
      // Whoever interrupts it tells of it again.
      if (!Thread.currentThread().isInterrupted()) {
        LOG.warn("other nodes cannot be told of simulation {}: {}", simulation.id, e.getMessage());
      }
    }
  }

  private static Status read(String status) {
    try {
      return JSON.readValue(status, Status.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a status cannot be read", e);
    }
  }

  private Status status(Simulation simulation) {
    return simulation.status(ahead(simulation));
  }

  private int ahead(Simulation simulation) {
    int ahead = 1;
    for (Runnable waiting : runner.getQueue()) {
      if (waiting == simulation) {
        return ahead;
      }
      ahead++;
    }
    return 0;
  }

  /// Stops what runs; waits a moment for it, so that nothing reads the journal afterwards.
  @Override
  public void close() {
    runner.shutdownNow();
    try {
      if (!runner.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a simulation still runs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One question on its way to an answer.
  private final class Simulation implements Runnable {
    private final String id;
    private final Question question;
    private State state = State.WAITING;
    private double progress;
    private long publishedMs;
    private @Nullable Problem problem;
    private @Nullable Findings findings;
    private @Nullable Thread thread;

    Simulation(String id, Question question) {
      this.id = id;
      this.question = question;
    }

    synchronized Status status(int ahead) {
      return new Status(
          id,
          state.word(),
          progress,
          state == State.WAITING ? ahead : null,
          problem,
          findings);
    }

    synchronized void cancel() {
      if (!state.isOver()) {
        end(State.CANCELLED, null, null);
        if (thread != null) {
          thread.interrupt();
        }
      }
    }

    @Override
    public void run() {
      if (!begin()) {
        return;
      }
      try {
        end(State.DONE, null, answerer.answer(question, this::advance));
      } catch (Unplayable e) {
        fail(Problem.inField(e.part(), e.part() + " is " + e.problem()));
      } catch (Journal.Unavailable e) {
        fail(
            Problem.retryAfter(
                ErrorCode.UNAVAILABLE,
                "The journal cannot be read now. Please try again.",
                RETRY_AFTER_MS));
      } catch (InterruptedException e) {
        fail(gone()); // unless it was cancelled: the server stops
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        LOG.error("simulation {} of {} failed", id, question, e);
        fail(Problem.of(ErrorCode.INTERNAL, "Something broke on our side (" + id + ")."));
      } finally {
        leave();
        publish(this);
      }
    }

    private synchronized boolean begin() {
      if (state != State.WAITING) {
        return false;
      }
      state = State.RUNNING;
      thread = Thread.currentThread();
      return true;
    }

    /// From here on nobody interrupts the thread on its behalf.
    private synchronized void leave() {
      thread = null;
      Thread.interrupted();
    }

    private void advance(double share) {
      synchronized (this) {
        progress = Math.max(progress, share);
        long now = clock.millis();
        if (now - publishedMs < PUBLISH_MS || Thread.currentThread().isInterrupted()) {
          return;
        }
        publishedMs = now;
      }
      publish(this);
      for (Runnable waiting : runner.getQueue()) {
        publish((Simulation) waiting);
      }
    }

    private void fail(Problem why) {
      end(State.FAILED, why, null);
    }

    private synchronized void end(
        State how, @Nullable Problem why, @Nullable Findings answer) {
      if (!state.isOver()) {
        state = how;
        progress = how == State.DONE ? 1 : progress;
        problem = why;
        findings = answer;
      }
    }
  }
}
