package switchboard.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import switchboard.runtime.DeskPort;

/// Liveness, readiness and metrics, for orchestrators and Prometheus.
public final class HealthRoutes {
  private final List<DeskPort> desks;

  /// @param desks of the server: it is ready when all of them are, but for those that are over while another one is not
  public HealthRoutes(List<DeskPort> desks) {
    this.desks = List.copyOf(desks);
  }

  public Routes addTo(Routes routes, PrometheusMeterRegistry metrics) {
    addReadiness(routes, desks);
    return routes
        .on(HttpMethod.GET, "/livez", _ -> Answer.text(HttpResponseStatus.OK, "alive\n"))
        .on(HttpMethod.GET, "/metrics", _ -> Answer.text(HttpResponseStatus.OK, metrics.scrape()));
  }

  /// Whether the desks can be used here.
  public static void addReadiness(Routes routes, List<DeskPort> desks) {
    routes.on(HttpMethod.GET, "/readyz", _ -> readiness(desks));
  }

  private static Answer readiness(List<DeskPort> desks) {
    List<DeskPort> going = desks.stream().filter(desk -> !desk.isOver()).toList();
    return !going.isEmpty() && going.stream().allMatch(DeskPort::ready)
        ? Answer.text(HttpResponseStatus.OK, "ready\n")
        : Answer.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ready: storage is away\n");
  }
}
