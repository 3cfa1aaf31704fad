package switchboard.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Traces that go to a collector by OTLP over HTTP, a second's at a time. A collector that is away or slow costs the traces of meanwhile and nothing
/// else: no more than a bounded number waits for it.
public final class OtlpTracing implements Tracing, AutoCloseable {
  private static final int UNSENT_MAX = 8_192;
  private static final Duration SEND_EVERY = Duration.ofSeconds(1);
  private static final Duration SEND_TIME = Duration.ofSeconds(5);

  /// Version 00 of W3C Trace Context: trace, span, flags.
  private static final Pattern CONTEXT = Pattern.compile("00-(\\p{XDigit}{32})-(\\p{XDigit}{16})-01");

  private static final Map<Key, AttributeKey<Long>> NUMBERS = new EnumMap<>(Key.class);
  private static final Map<Key, AttributeKey<String>> TEXTS = new EnumMap<>(Key.class);

  static {
    for (Key key : Key.values()) {
      NUMBERS.put(key, AttributeKey.longKey(key.text()));
      TEXTS.put(key, AttributeKey.stringKey(key.text()));
    }
  }

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final double ratio;
  private final String node;

  /// @param collector its base: "http://127.0.0.1:4318"; what comes after is OTLP's
  /// @param ratio of the messages that are followed, from 0 to 1
  /// @param node names this start of the server
  public OtlpTracing(URI collector, double ratio, String node) {
    this.ratio = ratio;
    this.node = node;
    String endpoint = collector.toString().replaceAll("/+$", "") + "/v1/traces";
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"), "switchboard",
                        AttributeKey.stringKey("service.instance.id"), node)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        new ReportedExporter(
                            OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint)
                                .setTimeout(SEND_TIME)
                                .build(),
                            endpoint))
                    .setMaxQueueSize(UNSENT_MAX)
                    .setScheduleDelay(SEND_EVERY)
                    .build())
            .build();
    tracer = provider.get("switchboard");
  }

  @Override
  public Tracing of(String desk) {
    return new OfDesk(desk);
  }

  @Override
  public @Nullable Span begin(Step step) {
    return of("").begin(step);
  }

  @Override
  public @Nullable Span continued(@Nullable String context) {
    return of("").continued(context);
  }

  /// Sends what was not sent yet, within a few seconds.
  @Override
  public void close() {
    provider.shutdown().join(2 * SEND_TIME.toMillis(), TimeUnit.MILLISECONDS);
  }

  private final class OfDesk implements Tracing {
    private final String desk;

    OfDesk(String desk) {
      this.desk = desk;
    }

    @Override
    public Tracing of(String other) {
      return new OfDesk(other);
    }

    @Override
    public @Nullable Span begin(Step step) {
      return ThreadLocalRandom.current().nextDouble() < ratio ? start(step, Context.root()) : null;
    }

    @Override
    public @Nullable Span continued(@Nullable String context) {
      Matcher matcher = CONTEXT.matcher(context == null ? "" : context);
      if (!matcher.matches()) {
        return null;
      }
      SpanContext from =
          SpanContext.createFromRemoteParent(
              matcher.group(1), matcher.group(2), TraceFlags.getSampled(), TraceState.getDefault());
      return from.isValid()
          ? new OtlpSpan(this, io.opentelemetry.api.trace.Span.wrap(from))
          : null;
    }

    private Span start(Step step, Context parent) {
      SpanBuilder span =
          tracer
              .spanBuilder(step.name().toLowerCase(Locale.ROOT))
              .setParent(parent)
              .setSpanKind(kind(step))
              .setAttribute(TEXTS.get(Key.NODE), node)
              .setAttribute(TEXTS.get(Key.DESK), desk);
      return new OtlpSpan(this, span.startSpan());
    }

    private static SpanKind kind(Step step) {
      return switch (step) {
        case RECEIVE -> SpanKind.SERVER;
        case FORWARD -> SpanKind.CLIENT;
        case DECIDE, COMMIT, APPLY -> SpanKind.INTERNAL;
        case WRITE -> SpanKind.PRODUCER;
      };
    }
  }

  private record OtlpSpan(OfDesk tracing, io.opentelemetry.api.trace.Span span) implements Span {
    @Override
    public Span child(Step step) {
      return tracing.start(step, Context.root().with(span));
    }

    @Override
    public Span set(Key key, long value) {
      span.setAttribute(NUMBERS.get(key), value);
      return this;
    }

    @Override
    public Span set(Key key, String value) {
      span.setAttribute(TEXTS.get(key), value);
      return this;
    }

    @Override
    public String context() {
      return "00-" + trace() + "-" + span.getSpanContext().getSpanId() + "-01";
    }

    @Override
    public String trace() {
      return span.getSpanContext().getTraceId();
    }

    @Override
    public void end() {
      span.end();
    }
  }
}
