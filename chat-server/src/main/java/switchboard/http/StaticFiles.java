package switchboard.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The web clients' files, from the class path under `web/`. Each is read once and kept, compressed where that pays; only existing files are kept,
/// so strangers cannot fill the memory.
final class StaticFiles {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final int COMPRESSED_FROM_BYTES = 500;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("json", "application/json"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private record Stored(byte[] plain, byte @Nullable [] gzip, String contentType, String etag) {}

  private final Map<String, Stored> files = new ConcurrentHashMap<>();

  /// The file at a path, or null. `/desk/…` without a file is the staff app, whose pages are made in the browser.
  @Nullable Answer find(Exchange exchange) {
    String path = exchange.path();
    Stored file = file(path.endsWith("/") ? path + "index.html" : path);
    if (file == null && path.startsWith("/desk/")) {
      file = file("/desk/index.html");
    }
    return file == null ? null : answer(exchange, file);
  }

  private static Answer answer(Exchange exchange, Stored file) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", file.etag());
    headers.put("Vary", "Accept-Encoding");
    headers.put(
        "Cache-Control",
        exchange.path().startsWith("/assets/")
            ? "public, max-age=31536000, immutable"
            : "no-cache");
    if (file.etag().equals(exchange.ifNoneMatch())) {
      return new Answer(
          HttpResponseStatus.NOT_MODIFIED, file.contentType(), new byte[0], headers);
    }
    byte[] gzip = file.gzip();
    if (gzip != null && exchange.acceptsGzip()) {
      headers.put("Content-Encoding", "gzip");
      return new Answer(HttpResponseStatus.OK, file.contentType(), gzip, headers);
    }
    return new Answer(HttpResponseStatus.OK, file.contentType(), file.plain(), headers);
  }

  private @Nullable Stored file(String path) {
    Stored known = files.get(path);
    if (known != null || !PATH.matcher(path).matches()) {
      return known;
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    try (InputStream in =
        type == null ? null : StaticFiles.class.getResourceAsStream("/web" + path)) {
      if (in == null || type == null) {
        return null;
      }
      Stored read = stored(in.readAllBytes(), type);
      files.put(path, read);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read web" + path, e);
    }
  }

  private static Stored stored(byte[] plain, String type) throws IOException {
    boolean compressible =
        plain.length >= COMPRESSED_FROM_BYTES
            && !type.equals("image/png")
            && !type.equals("image/webp")
            && !type.startsWith("font/");
    return new Stored(plain, compressible ? gzip(plain) : null, type, etag(plain));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static String etag(byte[] plain) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
      return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
