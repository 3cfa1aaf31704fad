package switchboard.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a crash leaves of a PostgreSQL: a server without its owner, processes without their server, a `postmaster.pid` whose number by now
/// belongs to a zombie or to a stranger.
///
/// PostgreSQL's own check, "is there a process with that number", is too strict for the last and is replaced by a search for the cluster's
/// name among all command lines; that is sound because the caller holds the data folder's lock.
final class Remains {
  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);
  private static final long POLL_MS = 5;

  /// A clean end; an immediate one, with replay at the next start; death.
  private static final List<Map.Entry<String, Duration>> WAYS_TO_STOP =
      List.of(
          Map.entry("INT", Duration.ofSeconds(10)),
          Map.entry("QUIT", Duration.ofSeconds(6)),
          Map.entry("KILL", Duration.ofSeconds(5)));

  private Remains() {}

  static void clear(Path data, Programs programs) throws IOException, EmbeddedPostgresException {
    List<Long> running = running(data);
    if (!running.isEmpty()) {
      LOG.warn("PostgreSQL of an earlier run still runs as {}: stopping it", running);
      stop(data, programs);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  private static void stop(Path data, Programs programs)
      throws IOException, EmbeddedPostgresException {
    for (var way : WAYS_TO_STOP) {
      for (long pid : running(data)) {
        programs.signal(way.getKey(), pid);
      }
      long deadline = System.nanoTime() + way.getValue().toNanos();
      while (System.nanoTime() - deadline < 0) {
        if (running(data).isEmpty()) {
          return;
        }
        pause();
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL of an earlier run still runs on %s and cannot be stopped: end the processes %s"
            .formatted(data, running(data)));
  }

  /// The processes that work on this data. A zombie has no command line, so it doesn't count.
  static List<Long> running(Path data) throws IOException {
    String name = Settings.clusterName(data);
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        String line = commandLine(process);
        if (line.contains("\0cluster_name=" + name + "\0")
            || line.startsWith("postgres: " + name + ":")) {
          found.add(Long.valueOf(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // It has just ended.
    }
  }

  private static void pause() throws EmbeddedPostgresException {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("interrupted while stopping an earlier PostgreSQL", e);
    }
  }
}
