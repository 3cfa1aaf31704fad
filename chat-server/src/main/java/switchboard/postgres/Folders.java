package switchboard.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folders with exact permissions whatever the umask, that survive a power cut once `force`d.
final class Folders {
  /// Everybody may look inside.
  static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rwxr-xr-x");

  /// Others may pass through to what they know and may use.
  static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwx--x--x");

  static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

  private Folders() {}

  /// Creates what is missing of this path with these permissions; leaves alone what exists.
  static void create(Path folder, Set<PosixFilePermission> permissions) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    create(parent(folder), permissions);
    try {
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, permissions);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no folder holds " + path);
    }
    return parent;
  }

  /// Has the disk hold this file or folder before anything that relies on it.
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static void requireSpace(Path folder, long bytes) throws IOException {
    long usable = Files.getFileStore(folder).getUsableSpace();
    if (usable < bytes) {
      throw new IOException(
          "the disk has %d MiB free, %d MiB are needed".formatted(usable >> 20, bytes >> 20));
    }
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// The reason of a failure in words, with the path where it is not obvious.
  static String reason(IOException failure, Path where) {
    if (!(failure instanceof FileSystemException problem)) {
      return String.valueOf(failure.getMessage());
    }
    String words =
        switch (problem) {
          case AccessDeniedException _ -> "permission denied";
          case NoSuchFileException _ -> "no such file or folder";
          case FileAlreadyExistsException _ -> "is not a folder";
          default -> problem.getReason() == null ? problem.toString() : problem.getReason();
        };
    return where.toString().equals(problem.getFile()) ? words : problem.getFile() + ": " + words;
  }
}
