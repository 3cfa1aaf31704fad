package switchboard.postgres;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a backup holds. It is written last: a folder without it is no backup.
///
/// @param format of the folder; a newer one is not read
/// @param migration newest that the database had
/// @param takenAt in UTC
public record BackupManifest(
    int format, String migration, String postgres, String takenAt, List<Table> tables) {
  static final int FORMAT = 1;
  private static final String NAME = "manifest.json";
  private static final JsonMapper JSON = new JsonMapper();

  /// One table, in PostgreSQL's text form, compressed.
  ///
  /// @param sha256 of the file, in hexadecimal
  public record Table(String name, List<String> columns, long rows, String sha256) {
    String file() {
      return name + ".copy.gz";
    }

    String columnList() {
      return String.join(", ", columns);
    }
  }

  static BackupManifest read(Path folder) throws IOException, BackupException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      throw new BackupException(folder + " holds no whole backup: there is no " + NAME, null);
    }
    BackupManifest manifest = JSON.readValue(file.toFile(), BackupManifest.class);
    if (manifest.format() > FORMAT) {
      throw new BackupException(
          "the backup in %s has format %d; this program reads up to %d"
              .formatted(folder, manifest.format(), FORMAT),
          null);
    }
    return manifest;
  }

  void write(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Folders.force(file);
  }
}
