package switchboard.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Where a JWK set comes from. Reading blocks.
sealed interface KeySource {
  int BYTES_MAX = 256 * 1024;
  Duration PATIENCE = Duration.ofSeconds(5);

  String read() throws IOException, InterruptedException;

  record OfFile(Path file) implements KeySource {
    @Override
    public String read() throws IOException {
      long size = Files.size(file);
      if (size > BYTES_MAX) {
        throw new IOException("%d bytes, expected at most %d".formatted(size, BYTES_MAX));
      }
      return Files.readString(file);
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  record OfUrl(URI url, HttpClient client) implements KeySource {
    OfUrl(URI url) {
      this(url, HttpClient.newBuilder().connectTimeout(PATIENCE).build());
    }

    @Override
    public String read() throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(PATIENCE)
              .header("Accept", "application/jwk-set+json, application/json")
              .build();
      HttpResponse<String> response =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), BYTES_MAX));
      if (response.statusCode() != 200) {
        throw new IOException("status %d, expected 200".formatted(response.statusCode()));
      }
      return response.body();
    }

    @Override
    public String toString() {
      return url.toString();
    }
  }
}
