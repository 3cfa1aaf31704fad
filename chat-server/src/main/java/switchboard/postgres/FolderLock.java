package switchboard.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One server at a time owns a folder. The operating system lets go of the lock when its holder dies, however it dies.
final class FolderLock implements AutoCloseable {
  /// Closing any channel of a file drops every lock that this process holds on it, so a second attempt must not even open it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static FolderLock acquire(Path folder) throws IOException, EmbeddedPostgresException {
    if (!HELD_HERE.add(folder)) {
      throw heldBy(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FolderLock lock = null;
    try {
      lock = new FolderLock(folder, open(folder));
      lock.lock();
      return lock;
    } catch (IOException | EmbeddedPostgresException e) {
      if (lock == null) {
        HELD_HERE.remove(folder);
      } else {
        lock.close();
      }
      throw e;
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve("lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private void lock() throws IOException, EmbeddedPostgresException {
    if (channel.tryLock() == null) {
      ByteBuffer holder = ByteBuffer.allocate(20);
      channel.read(holder, 0);
      throw heldBy(
          folder, new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII));
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static EmbeddedPostgresException heldBy(Path folder, String pid) {
    return new EmbeddedPostgresException(
        "the data in %s are in use by the server with process id %s: stop it first, or choose another data folder"
            .formatted(folder, pid));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("cannot close the lock of " + folder, e);
    } finally {
      HELD_HERE.remove(folder);
    }
  }
}
