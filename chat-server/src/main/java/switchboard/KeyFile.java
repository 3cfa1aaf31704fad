package switchboard;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// A secret key that the server makes for itself and keeps in a file only its user can read.
final class KeyFile {
  private static final int KEY_BYTES = 32;

  private KeyFile() {}

  static byte[] readOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != KEY_BYTES) {
      throw new IOException(
          "%s: %d bytes, expected %d; remove it to have a new one made"
              .formatted(file, key.length, KEY_BYTES));
    }
    return key;
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".new");
    try {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.write(fresh, key, StandardOpenOption.SYNC);
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Somebody else was quicker; theirs counts.
    } finally {
      Files.delete(fresh);
    }
  }
}
