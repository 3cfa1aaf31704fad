package switchboard.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A NATS server as a process of its own, on any port of this machine.
public final class NatsProcess implements AutoCloseable {
  private final int port;
  private final Thread atExit = new Thread(this::close);
  private Process process;

  private NatsProcess(int port) throws IOException {
    this.port = port;
    process = begin();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// @throws IOException there is no nats-server on this machine
  public static NatsProcess start() throws IOException, InterruptedException {
    NatsProcess started = new NatsProcess(ServerProcess.freePort());
    started.awaitAnswer();
    return started;
  }

  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  /// After `kill`, on the same port.
  public void startAgain() throws IOException, InterruptedException {
    process = begin();
    awaitAnswer();
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private Process begin() throws IOException {
    return new ProcessBuilder(program(), "-a", "127.0.0.1", "-p", Integer.toString(port))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Debian puts it where only root's path leads.
  private static String program() {
    return Stream.of("/usr/sbin/nats-server", "/usr/local/bin/nats-server")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse("nats-server");
  }

  private void awaitAnswer() throws InterruptedException {
    while (process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
    throw new IllegalStateException("nats-server ended with " + process.exitValue());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
