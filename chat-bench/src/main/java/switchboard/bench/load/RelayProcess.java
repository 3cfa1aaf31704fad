package switchboard.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import switchboard.postgres.Database;

/// A relay that runs as the server does, in a process of its own.
final class RelayProcess implements AutoCloseable {
  private final Process process;
  private final URI socket;

  private RelayProcess(Process process, URI socket) {
    this.process = process;
    this.socket = socket;
  }

  /// Frames are passed on as they come.
  static RelayProcess bare(List<String> javaOptions) throws IOException {
    return start(Map.of(), javaOptions);
  }

  /// Frames are decoded and encoded as our server's are.
  static RelayProcess decoding(List<String> javaOptions) throws IOException {
    return start(Map.of(Relay.DECODING, "yes"), javaOptions);
  }

  /// @param database where each message is inserted
  static RelayProcess inserting(Database database, List<String> javaOptions) throws IOException {
    return start(
        Map.of(
            Relay.DATABASE_URL, database.url(),
            Relay.DATABASE_USER, database.user(),
            Relay.DATABASE_PASSWORD, database.password()),
        javaOptions);
  }

  private static RelayProcess start(Map<String, String> settings, List<String> javaOptions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseG1GC",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Relay.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(settings);
    Process process = builder.start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(Relay.READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the relay ended before it listened");
    }
    String port = line.substring(Relay.READY.length());
    return new RelayProcess(process, URI.create("ws://127.0.0.1:" + port + "/ws"));
  }

  URI socket() {
    return socket;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
