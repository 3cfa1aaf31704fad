package switchboard.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL that this server starts, keeps running and stops: nothing to install. It listens on 127.0.0.1 only and asks for a
/// password; every commit is on disk before it returns. Data and password stay in `postgresql/cluster` below the data folder and outlive
/// restarts, crashes of this server, and crashes of PostgreSQL itself.
///
/// Linux on x86_64 and aarch64. When this server runs as root, PostgreSQL runs as `nobody`.
public final class EmbeddedPostgres implements AutoCloseable {

  /// @param binaries where PostgreSQL's programs are unpacked, 60 MB; null for the data folder
  /// @param port to listen on; 0 for one that is free
  /// @param startLimit how long PostgreSQL may take to be ready; after a crash it replays its log first
  public record Options(@Nullable Path binaries, int port, Duration startLimit) {
    public static final Options DEFAULT = new Options(null, 0, Duration.ofMinutes(2));

    public Options withBinaries(Path folder) {
      return new Options(folder, port, startLimit);
    }

    public Options withPort(int port) {
      return new Options(binaries, port, startLimit);
    }
  }

  private static final int FREE_PORT_FIRST = 20_000;
  private static final int FREE_PORT_LAST = 32_000;
  private static final int FREE_PORT_ATTEMPTS = 20;

  /// Of `postmaster.pid`, counted from 0.
  private static final int PID_FILE_PORT_LINE = 3;

  private final FolderLock lock;
  private final Cluster cluster;
  private final Postmaster postmaster;

  private EmbeddedPostgres(FolderLock lock, Cluster cluster, Postmaster postmaster) {
    this.lock = lock;
    this.cluster = cluster;
    this.postmaster = postmaster;
  }

  /// Starts PostgreSQL on this data folder, creating whatever is missing, and returns when it accepts connections. Whatever an earlier run
  /// left behind is stopped or cleared away first.
  ///
  /// @throws EmbeddedPostgresException the folder is in use by another server, cannot be written or holds another version's data; the disk
  ///     is full; the port is taken; or PostgreSQL does not run here
  public static EmbeddedPostgres start(Path data, Options options)
      throws EmbeddedPostgresException {
    Path folder = data.toAbsolutePath().normalize().resolve("postgresql");
    try {
      Folders.create(folder, Folders.PASSABLE);
      folder = folder.toRealPath();
      FolderLock lock = FolderLock.acquire(folder);
      try {
        return start(lock, folder, options);
      } catch (Throwable e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "cannot keep PostgreSQL in %s: %s".formatted(folder, Folders.reason(e, folder)), e);
    }
  }

  /// Whether a server ever ran on this data folder.
  public static boolean isIn(Path data) {
    return Files.exists(data.resolve("postgresql").resolve("cluster"));
  }

  /// The database of a server that runs on this data folder now, in whatever process; empty when none does. For tools beside a running server.
  public static Optional<Database> running(Path data) throws EmbeddedPostgresException {
    Path folder = data.toAbsolutePath().normalize().resolve("postgresql").resolve("cluster");
    try {
      if (!Files.exists(folder)) {
        return Optional.empty();
      }
      folder = folder.toRealPath();
      Path pidFile = folder.resolve("data").resolve("postmaster.pid");
      if (!Files.exists(pidFile) || Remains.running(folder.resolve("data")).isEmpty()) {
        return Optional.empty();
      }
      int port = Integer.parseInt(Files.readAllLines(pidFile).get(PID_FILE_PORT_LINE).strip());
      return Optional.of(database(port, Files.readString(folder.resolve("password")).strip()));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new EmbeddedPostgresException(
          "cannot tell whether PostgreSQL runs in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static EmbeddedPostgres start(FolderLock lock, Path folder, Options options)
      throws IOException, EmbeddedPostgresException {
    Path binaries =
        Binaries.unpack(
            options.binaries() == null ? folder : options.binaries().toAbsolutePath().normalize());
    Programs programs = new Programs(binaries, Account.toUse(folder, binaries), folder);
    Remains.clear(folder.resolve("cluster").resolve("data"), programs);
    Cluster cluster = Cluster.openOrCreate(folder, programs);
    return new EmbeddedPostgres(lock, cluster, startServer(programs, cluster, options));
  }

  private static Postmaster startServer(Programs programs, Cluster cluster, Options options)
      throws IOException, EmbeddedPostgresException {
    for (int attempt = 1; ; attempt++) {
      int port = options.port() == 0 ? freePort() : options.port();
      try {
        return Postmaster.start(programs, cluster, port, options.startLimit());
      } catch (EmbeddedPostgresException e) {
        if (!String.valueOf(e.getMessage()).contains("Address already in use")) {
          throw e;
        }
        // Between finding a free port and using it, somebody else may take it.
        if (options.port() != 0 || attempt == FREE_PORT_ATTEMPTS) {
          throw new EmbeddedPostgresException(
              "port %d on 127.0.0.1 is taken by another program: stop that, or choose another port for PostgreSQL"
                  .formatted(port),
              e);
        }
      }
    }
  }

  /// Not from the range that the system gives to outgoing connections: one of those could have the port while PostgreSQL starts again.
  private static int freePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FREE_PORT_FIRST, FREE_PORT_LAST + 1);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return port;
      } catch (BindException e) {
        if (attempt == FREE_PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// The server's one database, and the role that owns it; it is no superuser.
  public Database database() {
    return database(port(), cluster.password());
  }

  private static Database database(int port, String password) {
    return new Database(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, Cluster.DATABASE),
        Cluster.USER,
        password);
  }

  public int port() {
    return postmaster.port();
  }

  /// The number of PostgreSQL's process, 0 while it is away.
  long pid() {
    return postmaster.pid();
  }

  /// Stops PostgreSQL cleanly, which takes well under a second, or forcibly when it does not within 16 s. Harmless when repeated.
  @Override
  public void close() {
    postmaster.stop();
    lock.close();
  }
}
