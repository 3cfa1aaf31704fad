package switchboard.simulation.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import switchboard.simulation.Measures;
import switchboard.simulation.Player;
import switchboard.simulation.Replication;
import switchboard.simulation.Unplayable;
import switchboard.simulation.Workload;

/// Threads that play replications, as many at once as there are, beside the rest of the process, which may be serving a desk. What is played at once is
/// bounded by their number, each by the workload's limits; whoever is interrupted while waiting for it gives it up at once.
public final class Cores implements AutoCloseable {
  private final ExecutorService threads;

  /// @param count at least 1
  public Cores(int count) {
    threads = Executors.newFixedThreadPool(count, Beside.named("simulation"));
  }

  /// All that the machine has.
  public static Cores all() {
    return new Cores(Runtime.getRuntime().availableProcessors());
  }

  /// Half of them: the others are the desk's.
  public static Cores half() {
    return new Cores(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  public Player player(long seed) {
    return player(seed, _ -> {});
  }

  /// @param progress hears, of each play, which part of its replications is there: more than 0, at last 1
  public Player player(long seed, DoubleConsumer progress) {
    return (workload, replications) -> play(workload, seed, replications, progress);
  }

  private List<Measures> play(
      Workload workload, long seed, int replications, DoubleConsumer progress)
      throws InterruptedException {
    if (replications < 1 || replications > Player.REPLICATIONS_MAX) {
      throw new Unplayable(
          "replications", replications + ", expected 1 to " + Player.REPLICATIONS_MAX);
    }
    List<Future<Measures>> futures = new ArrayList<>(replications);
    for (int i = 0; i < replications; i++) {
      int number = i;
      futures.add(threads.submit(() -> replication(workload, seed, number)));
    }
    List<Measures> all = new ArrayList<>(replications);
    try {
      for (Future<Measures> future : futures) {
        all.add(future.get());
        progress.accept((double) all.size() / replications);
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a replication failed", e.getCause());
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  private static Measures replication(Workload workload, long seed, int number)
      throws InterruptedException {
    Measures measures =
        Replication.of(
            workload, seed, number, () -> !Thread.currentThread().isInterrupted());
    if (measures == null) {
      throw new InterruptedException("nobody wants the replication any more");
    }
    return measures;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
