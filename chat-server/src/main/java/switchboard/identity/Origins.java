package switchboard.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From which pages requests may come. Browsers say it in `Origin`, and pages cannot change that.
///
/// @param own this server's own origin as browsers see it, "https://support.example.com"; null to
///   go by the request's `Host`
public record Origins(@Nullable String own) {

  /// Whether it is this server's own page that asks. Programs send no origin; what they send instead, a token or a cookie, is theirs to send.
  ///
  /// @param host of the request's header `Host`
  public boolean isOwn(String origin, @Nullable String host) {
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
