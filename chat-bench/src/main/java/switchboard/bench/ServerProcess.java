package switchboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The demo server as a process of its own, which may be killed.
public final class ServerProcess {
  private static final Duration READY_POLL = Duration.ofMillis(20);

  /// A load generator at one address is no attack here.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "SWITCHBOARD_LIMITS_FRAMES_PER_SECOND", "10000",
          "SWITCHBOARD_LIMITS_FRAME_BURST", "100000",
          "SWITCHBOARD_LIMITS_CONNECTIONS", "100000",
          "SWITCHBOARD_LIMITS_CONNECTIONS_PER_ADDRESS", "100000",
          "SWITCHBOARD_LIMITS_CONNECTS_PER_MINUTE_AND_ADDRESS", "1000000",
          "SWITCHBOARD_LIMITS_CONNECTS_PER_SECOND", "100000",
          "SWITCHBOARD_LOG_LEVEL", "warn");

  private final HttpClient http;
  private final Process process;
  private final int port;
  private final Path log;

  /// No server outlives the one who started it.
  private final Thread atExit;

  private ServerProcess(HttpClient http, Process process, int port, Path log) {
    this.http = http;
    this.process = process;
    this.port = port;
    this.log = log;
    atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Starts a server on this data folder with the program's own class path.
  ///
  /// @param log what it prints is added there
  /// @param javaOptions of the server's Java, beside the launcher's
  public static ServerProcess start(
      HttpClient http, Path data, int port, Path log, List<String> javaOptions)
      throws IOException {
    return start(http, data, port, log, javaOptions, Map.of(), null);
  }

  /// As above.
  ///
  /// @param settings more of them, as environment variables
  /// @param config a YAML file with still more; null for none
  public static ServerProcess start(
      HttpClient http,
      Path data,
      int port,
      Path log,
      List<String> javaOptions,
      Map<String, String> settings,
      @Nullable Path config)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseG1GC",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(javaOptions);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "switchboard.Main",
            "demo",
            "--port",
            Integer.toString(port),
            "--data",
            data.toString()));
    if (config != null) {
      command.addAll(List.of("--config", config.toString()));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(SETTINGS);
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ServerProcess(http, builder.start(), port, log);
  }

  /// A port of 127.0.0.1 that nobody uses, to start a server on again and again.
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  public long pid() {
    return process.pid();
  }

  /// Waits until commands are being stored.
  ///
  /// @throws IllegalStateException the server ended, or is not ready in time
  public void awaitReady(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isReady()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "the server ended with %d; its log: %s".formatted(process.exitValue(), endOfLog()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "the server is not ready after %s; its log: %s".formatted(limit, endOfLog()));
      }
      Thread.sleep(READY_POLL);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
              .timeout(Duration.ofSeconds(2))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// A metric of the server; NaN when it does not answer.
  public double metric(String name) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
              .timeout(Duration.ofSeconds(1))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /// SIGSTOP: it stands still, and its connections stay open.
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /// SIGCONT.
  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL; returns when the process is gone.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  /// SIGKILL for PostgreSQL, too, which then recovers from its log when it starts again.
  public void killWithPostgres(Path data) throws IOException, InterruptedException {
    ProcessHandle.of(postmaster(data)).ifPresent(ProcessHandle::destroyForcibly);
    kill();
  }

  /// The process of the PostgreSQL that runs on a data folder.
  static long postmaster(Path data) throws IOException {
    Path pidFile = data.resolve("postgresql/cluster/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
  }

  /// SIGTERM; returns when the process has ended.
  ///
  /// @throws IllegalStateException it did not end in time
  public void stop(Duration limit) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      throw new IllegalStateException(
          "the server did not end within %s; its log: %s".formatted(limit, endOfLog()));
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
