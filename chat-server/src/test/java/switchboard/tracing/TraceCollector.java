package switchboard.tracing;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes OTLP over HTTP, as Jaeger or Tempo do, and remembers all of it.
public final class TraceCollector implements AutoCloseable {
  /// @param parent empty for the first span of a trace
  public record Received(
      String trace, String span, String parent, String name, Map<String, String> attributes) {
    public String node() {
      return attributes.get(Key.NODE.text());
    }
  }

  private final HttpServer http;
  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public TraceCollector() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/v1/traces",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          synchronized (bytes) {
            bytes.write(body);
          }
          // ExportTraceServiceRequest.resource_spans, ResourceSpans.scope_spans, ScopeSpans.spans
          for (byte[] resource : Message.of(body).all(1)) {
            for (byte[] scope : Message.of(resource).all(2)) {
              Message.of(scope).all(2).forEach(span -> spans.add(received(Message.of(span))));
            }
          }
          exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    http.start();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  public List<Received> spans() {
    return spans;
  }

  /// All that came, for searching: text stands in it as UTF-8.
  public String bytes() {
    synchronized (bytes) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private static Received received(Message span) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (byte[] attribute : span.all(9)) {
      Message pair = Message.of(attribute);
      attributes.put(pair.text(1), Message.of(pair.all(2).getFirst()).value());
    }
    HexFormat hex = HexFormat.of();
    return new Received(
        hex.formatHex(span.all(1).getFirst()),
        hex.formatHex(span.all(2).getFirst()),
        span.all(4).isEmpty() ? "" : hex.formatHex(span.all(4).getFirst()),
        span.text(5),
        attributes);
  }

  /// A message of Protocol Buffers: its fields of bytes and its numbers, by their tags.
  private record Message(Map<Integer, List<byte[]>> fields, Map<Integer, Long> numbers) {
    static Message of(byte[] encoded) {
      Map<Integer, List<byte[]>> fields = new LinkedHashMap<>();
      Map<Integer, Long> numbers = new LinkedHashMap<>();
      ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
      while (in.hasRemaining()) {
        int tag = (int) varint(in);
        switch (tag & 7) {
          case 0 -> numbers.put(tag >>> 3, varint(in));
          case 1 -> numbers.put(tag >>> 3, in.getLong());
          case 2 -> {
            byte[] field = new byte[(int) varint(in)];
            in.get(field);
            fields.computeIfAbsent(tag >>> 3, _ -> new ArrayList<>()).add(field);
          }
          case 5 -> numbers.put(tag >>> 3, (long) in.getInt());
          default -> throw new UncheckedIOException(new IOException("wire type of tag " + tag));
        }
      }
      return new Message(fields, numbers);
    }

    List<byte[]> all(int field) {
      return fields.getOrDefault(field, List.of());
    }

    String text(int field) {
      return new String(all(field).getFirst(), StandardCharsets.UTF_8);
    }

    /// Of an AnyValue that is a text or a number.
    String value() {
      return all(1).isEmpty() ? String.valueOf(numbers.get(3)) : text(1);
    }

    private static long varint(ByteBuffer in) {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = in.get();
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }
  }
}
