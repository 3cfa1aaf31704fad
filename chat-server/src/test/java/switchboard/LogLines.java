package switchboard;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// All that the server logs from now on, down to the last detail, as the JSON lines that an operator gets.
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("switchboard");
  private final JsonEncoder encoder = new JsonEncoder();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LogLines() {
    encoder.setContext(root.getLoggerContext());
    encoder.start();
    setContext(root.getLoggerContext());
    start();
    root.addAppender(this);
    ours.setLevel(Level.TRACE);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
  }

  public String text() {
    return String.join("", lines);
  }

  /// Those with this message, before its arguments are put in.
  public Stream<JsonNode> of(String message) {
    return lines.stream().map(LogLines::read).filter(line -> line.path("message").asText().equals(message));
  }

  /// What a line says under a key; empty when nothing.
  public static String value(JsonNode line, String key) {
    return line.path("kvpList").findPath(key).asText();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  @Override
  public void close() {
    ours.setLevel(null);
    root.detachAppender(this);
    stop();
  }
}
