package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.desk.vocabulary.Entry;
import switchboard.runtime.Journal;

class BackupTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final int DESK = 1;

  /// A desk that was used a little, backed up once.
  @TempDir static Path data;

  private static EmbeddedPostgres postgres;
  private static Storage storage;
  private static Journal journal;
  private static Path good;

  @TempDir Path other;

  @BeforeAll
  static void takeOne() throws Exception {
    Files.setPosixFilePermissions(data, Folders.PASSABLE);
    postgres = EmbeddedPostgres.start(data.resolve("used"), EmbeddedPostgres.Options.DEFAULT);
    storage = Storage.open(postgres.database(), 2, Duration.ZERO);
    journal = storage.journal(storage.desk("main"));
    journal.append(Entries.batch(Entries.posts(1, 3_000)));
    good = data.resolve("good");
    Backup.take(storage.pool(), good, NOW);
  }

  @AfterAll
  static void stop() {
    journal.close();
    storage.close();
    postgres.close();
  }

  @BeforeEach
  void letPostgresPass() throws Exception {
    Files.setPosixFilePermissions(other, Folders.PASSABLE);
  }

  @Test
  void aBackupTakenDuringWritesIsOneMomentAndTheRestoredDeskGoesOn() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    AtomicLong written = new AtomicLong(journal.newestSequence());
    AtomicReference<Exception> failure = new AtomicReference<>();
    long before = written.get();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (writing.get()) {
                      long next = written.get() + 1;
                      journal.append(Entries.batch(Entries.posts(next, next + 9)));
                      written.set(next + 9);
                    }
                  } catch (Exception e) {
                    failure.set(e);
                  }
                });
    await().until(() -> written.get() > before);
    Path backup = other.resolve("backup");
    Backup.take(storage.pool(), backup, NOW);
    long atTheEnd = written.get();
    await().until(() -> written.get() > atTheEnd);
    writing.set(false);
    writer.join();
    assertThat(failure.get()).isNull();

    Path restored = other.resolve("restored");
    Restore.into(restored, backup, false, NOW);
    try (EmbeddedPostgres again =
            EmbeddedPostgres.start(restored, EmbeddedPostgres.Options.DEFAULT);
        Storage storageAgain = Storage.open(again.database(), 2, Duration.ZERO);
        Journal journalAgain = storageAgain.journal(DESK)) {
      List<Entry> kept = Entries.replayed(journalAgain);
      assertThat(kept.size()).isBetween((int) before, (int) atTheEnd + 10);
      assertThat(kept.stream().map(Entry::sequence))
          .isEqualTo(LongStream.rangeClosed(1, kept.size()).boxed().toList());
      assertThat(kept).isEqualTo(Entries.posts(1, kept.size()));
      assertThat(journalAgain.epoch())
          .as("what clients hold of after the backup is void")
          .isNotEqualTo(journal.epoch());
      journalAgain.append(Entries.batch(Entries.posts(kept.size() + 1, kept.size() + 1)));
      assertThat(journalAgain.newestSequence()).isEqualTo(kept.size() + 1);
      PostgresAccounts accounts = new PostgresAccounts(storageAgain.pool(), DESK);
      assertThat(accounts.list()).isEmpty();
    }
  }

  @Test
  void onlyItsOwnerCanReadIt() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(good)))
        .isEqualTo("rwx------");
  }

  @Test
  void aBackupGoesIntoANewFolderOnly() throws Exception {
    Path used = Files.createDirectory(other.resolve("used"));
    Files.writeString(used.resolve("letter"), "dear");
    assertThatThrownBy(() -> Backup.take(storage.pool(), used, NOW))
        .isInstanceOf(BackupException.class)
        .hasMessageEndingWith("is not empty; a backup goes into a new folder");
    assertThat(used.resolve("letter")).exists();
  }

  @Test
  void whatWasInterruptedIsNoBackup() throws Exception {
    Path part = copy("interrupted.part");
    Files.delete(part.resolve("manifest.json"));
    assertThatThrownBy(() -> Restore.into(other.resolve("data"), part, false, NOW))
        .isInstanceOf(BackupException.class)
        .hasMessageEndingWith("holds no whole backup: there is no manifest.json");
    assertThat(other.resolve("data")).doesNotExist();
  }

  @Test
  void aDamagedByteIsFoundBeforeAnythingIsTouched() throws Exception {
    Path damaged = copy("damaged");
    Path file = damaged.resolve("journal.copy.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Restore.into(other.resolve("data"), damaged, false, NOW))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("journal.copy.gz is damaged");
    assertThat(other.resolve("data")).doesNotExist();
  }

  @Test
  void aBackupOfANewerVersionIsRefused() throws Exception {
    Path newer = copy("newer");
    Path manifest = newer.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceAll("\"migration\" : \"\\d+\"", "\"migration\" : \"999\""));
    assertThatThrownBy(() -> Restore.into(other.resolve("data"), newer, false, NOW))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("newer version of the program: it needs migration 999");
    assertThat(other.resolve("data/postgresql/cluster")).doesNotExist();
  }

  @Test
  void aDatabaseThatIsThereIsPutAsideOnlyWhenAskedTo() throws Exception {
    Path there = other.resolve("there");
    EmbeddedPostgres.start(there, EmbeddedPostgres.Options.DEFAULT).close();
    assertThatThrownBy(() -> Restore.into(there, good, false, NOW))
        .isInstanceOf(BackupException.class)
        .hasMessageEndingWith("already; --replace puts it aside");
    Restore.Outcome outcome = Restore.into(there, good, true, NOW);
    assertThat(outcome.replaced()).isDirectory();
    try (EmbeddedPostgres again = EmbeddedPostgres.start(there, EmbeddedPostgres.Options.DEFAULT);
        Storage storageAgain = Storage.open(again.database(), 2, Duration.ZERO);
        Journal journalAgain = storageAgain.journal(DESK)) {
      assertThat(journalAgain.newestSequence()).isEqualTo(3_000);
    }
  }

  @Test
  void aFolderOnWhichAServerRunsIsRefused() {
    assertThatThrownBy(() -> Restore.into(data.resolve("used"), good, true, NOW))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("in use");
  }

  private Path copy(String name) throws Exception {
    Path copy = Files.createDirectory(other.resolve(name));
    try (var files = Files.list(good)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
