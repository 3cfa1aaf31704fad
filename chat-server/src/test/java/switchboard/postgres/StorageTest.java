package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StorageTest {
  @AutoClose private static TestPostgres postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @Test
  void waitsForADatabaseThatIsNotThereYet() throws Exception {
    Database database = postgres.freshDatabase();
    postgres.stop();
    CompletableFuture<Storage> opening =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Storage.open(database, 1, Duration.ofSeconds(30));
              } catch (StorageException e) {
                throw new IllegalStateException(e);
              }
            });
    postgres.startAgain();

    try (Storage storage = opening.get();
        Connection connection = storage.pool().getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void doesNotWaitLongerThanItShould() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = socket.getLocalPort();
    }
    Database missing = new Database("jdbc:postgresql://127.0.0.1:" + free + "/x", "me", "secret");

    assertThatThrownBy(() -> Storage.open(missing, 1, Duration.ofMillis(300)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot use the database of me at " + missing.url())
        .hasMessageNotContaining("secret");
  }

  @Test
  void doesNotWaitForWhatWaitingCannotCure() throws Exception {
    Database right = postgres.freshDatabase();
    Database wrong = new Database(right.url(), right.user(), "guess");

    long began = System.nanoTime();
    assertThatThrownBy(() -> Storage.open(wrong, 1, Duration.ofMinutes(1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }
}
