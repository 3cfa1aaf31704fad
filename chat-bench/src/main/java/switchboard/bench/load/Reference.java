package switchboard.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import switchboard.postgres.Database;

/// What the machine itself takes to store something: nothing that stores before it acknowledges can be faster.
final class Reference {
  private static final int APPEND_BYTES = 8 * 1024;
  private static final String TEXT = "The checkout of our shop answers 502 since this morning.";

  private Reference() {}

  /// Appends 8 kB to a file and waits until they are on disk, again and again.
  ///
  /// @param folder on the disk that matters
  static void fdatasync(Path folder, Duration duration, Figures figures) throws IOException {
    Path file = Files.createTempFile(folder, "fdatasync-", null);
    Histogram nanos = Figures.histogram();
    ByteBuffer block = ByteBuffer.allocateDirect(APPEND_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      long began = System.nanoTime();
      long now = began;
      while (now - began < duration.toNanos()) {
        channel.write(block.clear());
        channel.force(false);
        long done = System.nanoTime();
        nanos.recordValue(done - now);
        now = done;
      }
      figures.add(nanos.getTotalCount(), (now - began) / 1e9, nanos);
    } finally {
      Files.delete(file);
    }
  }

  /// Inserts one row and commits, again and again, on one connection.
  static void commit(Database database, Duration duration, Figures figures) throws SQLException {
    Histogram nanos = Figures.histogram();
    try (Connection connection = MessageTable.connect(database);
        PreparedStatement insert = connection.prepareStatement(MessageTable.INSERT)) {
      long began = System.nanoTime();
      long now = began;
      while (now - began < duration.toNanos()) {
        MessageTable.insert(insert, 0, TEXT);
        long done = System.nanoTime();
        nanos.recordValue(done - now);
        now = done;
      }
      figures.add(nanos.getTotalCount(), (now - began) / 1e9, nanos);
    }
  }

  /// The table of those who store each message by an INSERT of its own.
  static final class MessageTable {
    static final String INSERT =
        "insert into bench_message (conversation, sent_at, text) values (?, now(), ?)";

    private MessageTable() {}

    static void create(Database database) throws SQLException {
      try (Connection connection = connect(database);
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            create table if not exists bench_message (
              id bigint generated always as identity primary key,
              conversation bigint not null,
              sent_at timestamptz not null,
              text text not null
            )
            """);
      }
    }

    static Connection connect(Database database) throws SQLException {
      return DriverManager.getConnection(
          database.url() + "?prepareThreshold=1", database.user(), database.password());
    }

    static void insert(PreparedStatement statement, long conversation, String text)
        throws SQLException {
      statement.setLong(1, conversation);
      statement.setString(2, text);
      statement.executeUpdate();
    }
  }
}
