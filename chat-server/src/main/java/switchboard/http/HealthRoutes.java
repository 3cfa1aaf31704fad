package switchboard.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import switchboard.runtime.DeskPort;

/// Liveness, readiness and metrics, for orchestrators and Prometheus.
public final class HealthRoutes {
  private final DeskPort desk;
  private final PrometheusMeterRegistry metrics;

  public HealthRoutes(DeskPort desk, PrometheusMeterRegistry metrics) {
    this.desk = desk;
    this.metrics = metrics;
  }

  public Routes addTo(Routes routes) {
    return routes
        .on(HttpMethod.GET, "/livez", _ -> Answer.text(HttpResponseStatus.OK, "alive\n"))
        .on(HttpMethod.GET, "/readyz", _ -> readiness())
        .on(HttpMethod.GET, "/metrics", _ -> Answer.text(HttpResponseStatus.OK, metrics.scrape()));
  }

  private Answer readiness() {
    return desk.ready()
        ? Answer.text(HttpResponseStatus.OK, "ready\n")
        : Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ready: storage is away\n");
  }
}
