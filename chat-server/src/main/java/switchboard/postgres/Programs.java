package switchboard.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// PostgreSQL's programs, run under the account that they need and with nothing of this server's environment.
///
/// @param binaries the folder that has `bin`
/// @param folder what they work in
record Programs(Path binaries, Account account, Path folder) {
  private static final int OUTPUT_KEPT = 2_000;

  /// What a program that has ended said, the last of it.
  record Result(int exitCode, String output) {}

  /// Runs a program to its end.
  Result run(String program, List<String> arguments, String input) throws IOException {
    Process process = builder(account.prefix(), program, arguments).start();
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      int exitCode = process.waitFor();
      return new Result(exitCode, said.substring(Math.max(0, said.length() - OUTPUT_KEPT)));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while %s ran".formatted(program));
    }
  }

  /// Starts the server itself. It gets a fast shutdown when the calling thread ends.
  Process startServer(List<String> arguments) throws IOException {
    Process process = builder(account.daemonPrefix(), "postgres", arguments).start();
    process.getOutputStream().close();
    return process;
  }

  /// @param name "INT", "QUIT", ...
  void signal(String name, long pid) throws IOException {
    run("pg_ctl", List.of("kill", name, Long.toString(pid)), "");
  }

  private ProcessBuilder builder(List<String> prefix, String program, List<String> arguments) {
    List<String> line = new ArrayList<>(prefix);
    line.add(binaries.resolve("bin").resolve(program).toString());
    line.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C", "TZ", "UTC"));
    return builder;
  }
}
