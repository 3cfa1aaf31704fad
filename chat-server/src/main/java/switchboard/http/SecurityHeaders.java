package switchboard.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/// The headers that keep a browser from doing what the pages never ask of it.
public final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action"
          + " 'self'; ";

  /// Of answers to requests that reach no desk.
  static final SecurityHeaders OF_NO_DESK = new SecurityHeaders(List.of(), false);

  private final String ofPanel;
  private final boolean secure;

  /// @param embedders origins whose pages may show the widget's panel
  /// @param secure whether browsers reach this server by TLS: from then on they shall never do otherwise
  public SecurityHeaders(List<String> embedders, boolean secure) {
    this.secure = secure;
    ofPanel = POLICY + "frame-ancestors 'self' " + String.join(" ", embedders);
  }

  void addTo(HttpHeaders headers, String path) {
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    headers.set("Content-Security-Policy", policy(path));
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (path.startsWith("/widget/loader") || path.startsWith("/assets/")) {
      // The host's pages, on their own origin, load the script.
      headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    } else {
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }
  }

  private String policy(String path) {
    if (path.startsWith("/widget/")) {
      return ofPanel;
    }
    // The component library of the staff app sets style attributes.
    return path.startsWith("/desk/")
        ? POLICY + "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
        : POLICY + "frame-ancestors 'none'";
  }
}
