package switchboard.protocol.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The committed files are what the records give. With `-Dregenerate=true` they are written instead of compared.
class GeneratedFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final String COMMAND =
      "mvn -pl chat-protocol test -Dtest=GeneratedFilesTest -Dregenerate=true";

  private final Comments comments = Comments.read(Path.of("src/main/java/switchboard/protocol"));

  @Test
  void theTypeScriptTypes() throws IOException {
    check("web-client/wire/messages.ts", GenerateTypeScript.generate(comments));
  }

  @Test
  void theProtocolsPage() throws IOException {
    String template = Files.readString(Path.of("src/test/resources/protocol.md"));

    check("docs/protocol.md", GenerateDocs.generate(template, comments));
  }

  @Test
  void theAsyncApiDocument() throws IOException {
    check("docs/asyncapi.yaml", GenerateAsyncApi.generate(comments));
  }

  private static void check(String path, String generated) throws IOException {
    Path file = ROOT.resolve(path);
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(file, generated);
    }
    assertThat(file)
        .as("%s is what the records give; to write it anew: %s", path, COMMAND)
        .hasContent(generated);
  }
}
