package switchboard.postgres;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// How the embedded PostgreSQL is set: a machine shared with the server itself, and nothing acknowledged ever lost. Given on the command line,
/// they win over whatever the data folder's `postgresql.conf` says.
final class Settings {
  /// Connections that PostgreSQL accepts: twice what one server opens, and some for the operator.
  static final int CONNECTIONS_MAX = 50;

  /// A commit that returned is on disk, whole.
  static final List<String> DURABLE =
      arguments(
          List.of(
              "fsync=on",
              "synchronous_commit=on",
              "full_page_writes=on",
              "wal_sync_method=fdatasync"));

  private Settings() {}

  /// The name that the cluster's processes carry in their command lines, by which they are found again after a crash.
  static String clusterName(Path data) {
    byte[] path = data.toString().getBytes(StandardCharsets.UTF_8);
    return "switchboard-" + UUID.nameUUIDFromBytes(path).toString().substring(0, 18);
  }

  static List<String> commandLine(Path data, int port) {
    List<String> line = new ArrayList<>(List.of("-D", data.toString()));
    line.addAll(
        arguments(
            List.of(
                "cluster_name=" + clusterName(data),
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=" + CONNECTIONS_MAX)));
    line.addAll(DURABLE);
    line.addAll(
        arguments(
            List.of(
                "shared_buffers=128MB",
                "wal_compression=pglz",
                // Bounds the replay after a crash to a second or two, and the disk taken.
                "min_wal_size=64MB",
                "max_wal_size=512MB",
                // Short statements only: workers would cost more than they save, and need /dev/shm.
                "max_parallel_workers_per_gather=0",
                // Nobody follows this server: less to write.
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_logical_replication_workers=0",
                "io_method=sync",
                "timezone=UTC",
                // The server reads stderr and passes it on to its own log.
                "logging_collector=off",
                "log_destination=stderr",
                "log_line_prefix=",
                "log_checkpoints=off",
                "log_statement=none",
                "log_parameter_max_length_on_error=0",
                "log_error_verbosity=terse",
                "log_min_error_statement=panic")));
    return line;
  }

  private static List<String> arguments(List<String> settings) {
    return settings.stream().flatMap(setting -> List.of("-c", setting).stream()).toList();
  }
}
