package switchboard.postgres;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A server of its own, in a JVM of its own, that owns an embedded PostgreSQL until its standard input ends, or it is killed.
final class OwnerProcess implements AutoCloseable {
  /// Tells what it prints from what it logs.
  private static final String PRINTED = "> ";

  private final Process process;
  private final BufferedReader output;

  private OwnerProcess(ProcessBuilder builder) throws IOException {
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  static OwnerProcess start(Path data, Path binaries) throws IOException {
    return new OwnerProcess(
        new ProcessBuilder(javaLine(System.getProperty("java.class.path"), data, binaries)));
  }

  /// As `nobody`, who sees none of this user's files: the class path is copied for it.
  static OwnerProcess startAsNobody(Path data, Path binaries, Path classes) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    line.addAll(javaLine(copyClassPath(classes), data, binaries));
    return new OwnerProcess(new ProcessBuilder(line).directory(classes.toFile()));
  }

  private static List<String> javaLine(String classPath, Path data, Path binaries) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-cp",
        classPath,
        OwnerProcess.class.getName(),
        data.toString(),
        binaries.toString());
  }

  private static String copyClassPath(Path to) throws IOException {
    List<String> copied = new ArrayList<>();
    for (String element : System.getProperty("java.class.path").split(":")) {
      Path original = Path.of(element);
      Path copy = to.resolve(copied.size() + "-" + original.getFileName());
      if (element.matches(".*(postgres|commons-|/xz|slf4j|logback|scram).*\\.jar")) {
        Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
        copied.add(copy.toString());
      } else if (element.matches(".*/chat-server/target/(test-)?classes/?")) {
        copyClasses(original.resolve("switchboard/postgres"), copy.resolve("switchboard/postgres"));
        copied.add(copy.toString());
      }
    }
    return String.join(":", copied);
  }

  private static void copyClasses(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> classes = Files.list(from)) {
      for (Path original : classes.filter(Files::isRegularFile).toList()) {
        Files.copy(original, to.resolve(original.getFileName()));
      }
    }
  }

  long pid() {
    return process.pid();
  }

  /// The next line that it prints.
  String nextLine() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(PRINTED)) {
        return line.substring(PRINTED.length());
      }
    }
    throw new EOFException("the owner has ended and printed no more lines");
  }

  /// `kill -9`.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
    output.close();
  }

  /// Prints the database's address and password, or why there is none.
  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres.Options options =
        EmbeddedPostgres.Options.DEFAULT.withBinaries(Path.of(arguments[1]));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), options)) {
      System.out.println(PRINTED + postgres.database().url());
      System.out.println(PRINTED + postgres.database().password());
      System.in.transferTo(System.out);
    } catch (EmbeddedPostgresException e) {
      System.out.println(PRINTED + e.getMessage());
    }
  }
}
