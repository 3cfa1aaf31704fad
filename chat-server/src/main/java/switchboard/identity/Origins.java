package switchboard.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From which pages requests may come. Browsers say it in `Origin`, and pages cannot change that.
///
/// @param own this server's own origin as browsers see it, "https://support.example.com"; null to
///   go by the request's `Host`
/// @param allowed origins of the pages that embed the widget
public record Origins(@Nullable String own, List<String> allowed) {
  public Origins {
    allowed = List.copyOf(allowed);
  }

  /// Whether a page of this origin may connect with a customer's token. Programs, which send no
  /// origin, may: the token is theirs to send.
  ///
  /// @param host of the request's header `Host`
  public boolean allowed(@Nullable String origin, @Nullable String host) {
    return origin == null || isOwn(origin, host) || allowed.contains(normal(origin));
  }

  /// Whether a request that a cookie vouches for comes from this server's own pages. Browsers send
  /// the cookie by themselves, so one without an origin is not believed.
  ///
  /// @param host of the request's header `Host`
  public boolean isOwn(@Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return false;
    }
    String from = normal(origin);
    if (own != null) {
      return from.equals(own);
    }
    return host != null
        && (from.equals(normal("http://" + host)) || from.equals(normal("https://" + host)));
  }

  /// In lower case, without the scheme's own port; text that is no origin, such as "null", stays as
  /// it is and equals none.
  private static String normal(String origin) {
    try {
      URI uri = new URI(origin.toLowerCase(Locale.ROOT));
      boolean bare =
          uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawPath().isEmpty();
      boolean ownPort = uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
      return bare && ownPort
          ? uri.getScheme() + "://" + uri.getHost()
          : origin.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return origin;
    }
  }
}
