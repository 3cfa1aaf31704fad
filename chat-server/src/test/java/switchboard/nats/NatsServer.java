package switchboard.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real NATS server, as a process on this machine. It can be killed, frozen and started again on the same port.
public final class NatsServer implements AutoCloseable {
  private static final long START_MS = 10_000;

  private final int port;
  private final Path log;
  private Process process;

  private NatsServer(int port) throws IOException {
    this.port = port;
    log = Files.createTempFile("nats", ".log");
  }

  public static NatsServer start() throws Exception {
    NatsServer server = new NatsServer(freePort());
    server.startAgain();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public void startAgain() throws Exception {
    start(List.of());
  }

  /// Lets nobody in but with this name and password.
  public void startAgainFor(String user, String password) throws Exception {
    start(List.of("--user", user, "--pass", password));
  }

  /// How often somebody was not let in, since it was last started.
  public long turnedAway() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("authentication error")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(List<String> more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(program(), "-a", "127.0.0.1", "-p", Integer.toString(port)));
    command.addAll(more);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("nats-server did not start on port " + port);
      }
      Thread.onSpinWait();
    }
  }

  /// Debian's, which is on the path of root alone.
  private static String program() {
    return Stream.of("/usr/sbin/nats-server", "/usr/local/bin/nats-server", "/usr/bin/nats-server")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse("nats-server");
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == 'I'; // INFO
    } catch (IOException e) {
      return false;
    }
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public void freeze() throws Exception {
    signal("STOP");
  }

  public void thaw() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws Exception {
    kill();
    Files.delete(log);
  }
}
