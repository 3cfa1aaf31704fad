package switchboard.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a file that an operator wrote; one that cannot be read is a fault like any other.
final class TextFile {
  private TextFile() {}

  static Optional<String> read(Path file, Faults faults) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      faults.add("", "no such file", "a file that can be read", file.toString());
    } catch (CharacterCodingException e) {
      faults.add("", "bytes that are not UTF-8", "UTF-8 text", file.toString());
    } catch (IOException e) {
      faults.add("", String.valueOf(e.getMessage()), "a file that can be read", file.toString());
    }
    return Optional.empty();
  }
}
