package switchboard.http;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;

/// What the demo's dashboard would ask of its own host: who its customers are, and signed tokens for them. Only in the demo.
public final class DemoRoutes {
  private final Object customers;
  private final BiFunction<String, @Nullable String, @Nullable String> token;

  /// @param customers as JSON shows them
  /// @param token signs for a customer and a site of theirs; null where there is no such pair
  public DemoRoutes(
      Object customers, BiFunction<String, @Nullable String, @Nullable String> token) {
    this.customers = customers;
    this.token = token;
  }

  public Routes addTo(Routes routes) {
    return routes
        .on(HttpMethod.GET, "/", _ -> Answer.redirect("/demo/"))
        .on(HttpMethod.GET, "/demo/customers", _ -> Answer.json(Map.of("customers", customers)))
        .on(HttpMethod.GET, "/demo/token", this::sign);
  }

  private Answer sign(Exchange exchange) {
    String customer = exchange.parameter("customer");
    String signed = customer == null ? null : token.apply(customer, exchange.parameter("site"));
    if (signed == null) {
      throw new Refusal(Problem.of(ErrorCode.NOT_FOUND, "There is no such customer or site."));
    }
    return Answer.json(Map.of("token", signed));
  }
}
