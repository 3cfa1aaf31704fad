package switchboard.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The operating system's account that PostgreSQL runs under. It refuses to run as root; a server that runs as root therefore starts it as
/// `nobody`, or, where `nobody` cannot reach the data folder (below `/root`, say), as root stripped of all its powers.
///
/// @param uid owns the data
/// @param prefix what a command line begins with to run under this account
/// @param daemonPrefix the same for the server itself, which ends cleanly when the thread that started it ends, and to which the
///     terminal's Ctrl-C does not go: the server stops it when it no longer needs it
record Account(int uid, List<String> prefix, List<String> daemonPrefix) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  /// @param folders that it must reach; they exist
  static Account toUse(Path... folders) throws IOException, EmbeddedPostgresException {
    int uid = owner(Path.of("/proc/self"));
    @Nullable Path setpriv = program("setpriv");
    if (uid != ROOT) {
      return of(uid, setpriv, List.of());
    }
    @Nullable Path barrier = firstThatNobodyCannotEnter(folders);
    if (setpriv != null && barrier == null) {
      return of(
          NOBODY,
          setpriv,
          List.of(
              setpriv.toString(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    List<String> unshare = List.of("/usr/bin/unshare", "-U");
    if (succeeds(unshare)) {
      return of(ROOT, setpriv, unshare);
    }
    throw new EmbeddedPostgresException(
        barrier == null
            ? "PostgreSQL does not run as root, and setpriv, with which this server starts it as nobody, is not installed: install util-linux, or start this server as another user"
            : "PostgreSQL does not run as root but as nobody, who cannot enter %s: choose a data folder elsewhere, or let others pass with chmod o+x %s"
                .formatted(barrier, barrier));
  }

  private static Account of(int uid, @Nullable Path setpriv, List<String> prefix) {
    List<String> daemon = new ArrayList<>();
    Path setsid = program("setsid");
    if (setsid != null) {
      daemon.add(setsid.toString());
    }
    daemon.addAll(prefix);
    if (setpriv != null) {
      daemon.addAll(List.of(setpriv.toString(), "--pdeathsig", "INT"));
    }
    return new Account(uid, prefix, List.copyOf(daemon));
  }

  /// Makes the tree this account's own.
  void own(Path tree) throws IOException {
    int owner = owner(tree);
    if (owner == uid) {
      return;
    }
    if (owner(Path.of("/proc/self")) != ROOT) {
      throw new IOException(
          "%s belongs to uid %d, but this server runs as uid %d".formatted(tree, owner, uid));
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            chown(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
              throws IOException {
            chown(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void chown(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
  }

  private static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  private static @Nullable Path firstThatNobodyCannotEnter(Path... folders) throws IOException {
    for (Path folder : folders) {
      for (Path step = folder; step != null; step = step.getParent()) {
        if (owner(step) != NOBODY
            && !Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return step;
        }
      }
    }
    return null;
  }

  /// Whether a program can be run this way; a container may forbid it.
  private static boolean succeeds(List<String> prefix) throws IOException {
    if (!Files.isExecutable(Path.of(prefix.getFirst()))) {
      return false;
    }
    List<String> line = new ArrayList<>(prefix);
    line.add("/bin/true");
    return new ProcessBuilder(line).start().onExit().join().exitValue() == 0;
  }

  private static @Nullable Path program(String name) {
    return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
