package switchboard.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// One file of the golden frames, which the tests of `web-client/wire` and `web-client/store` read too.
public record Golden(String name, String text) {
  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// All files of a folder (`client`, `server`, `refused`, `fold`), by name.
  public static List<Golden> in(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.map(Golden::read).sorted(Comparator.comparing(Golden::name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode tree() {
    return tree(text);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Golden read(Path file) {
    try {
      return new Golden(
          file.getFileName().toString().replace(".json", ""), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
