package switchboard.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  @TempDir Path folder;

  @Test
  void areUnpackedOnceForAllWhoAskAtOnce() throws Exception {
    Path leftover = Files.createDirectories(folder.resolve(".unpacking-1.d/bin"));
    try (var threads = Executors.newFixedThreadPool(3)) {
      Callable<Path> unpack = () -> Binaries.unpack(folder);
      Path unpacked = null;
      for (Future<Path> result : threads.invokeAll(Stream.generate(() -> unpack).limit(3).toList())) {
        unpacked = result.get();
        assertThat(unpacked.resolve("bin/postgres")).isExecutable();
        assertThat(unpacked.resolve("bin/initdb")).isExecutable();
      }
      assertThat(leftover).doesNotExist();
      assertThatEverybodyMayReadAndNobodyElseMayWrite(unpacked);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              Binaries.unpack(folder).getFileName().toString(), ".unpacking.lock");
    }
  }

  private static void assertThatEverybodyMayReadAndNobodyElseMayWrite(Path unpacked)
      throws Exception {
    try (Stream<Path> paths = Files.walk(unpacked)) {
      assertThat(paths.filter(path -> !Files.isSymbolicLink(path)))
          .hasSizeGreaterThan(1_000)
          .allSatisfy(
              path ->
                  assertThat(Files.getPosixFilePermissions(path))
                      .contains(PosixFilePermission.OTHERS_READ)
                      .doesNotContain(
                          PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE));
    }
  }

  @Test
  void cannotBeUnpackedIntoAFile() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Binaries.unpack(file))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage("cannot unpack PostgreSQL into %s: is not a folder", file);
  }
}
