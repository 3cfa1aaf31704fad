package switchboard.identity;

import java.time.Duration;

/// The cookie that holds the secret of a staff session: out of reach of scripts, never sent from
/// other sites.
///
/// @param secure whether browsers reach the server by TLS; the cookie is then for this very host
///   and TLS only
public record StaffCookie(boolean secure) {
  public String name() {
    return secure ? "__Host-switchboard" : "switchboard";
  }

  /// The header `Set-Cookie` that keeps a secret.
  public String keep(String secret, Duration life) {
    return "%s=%s; Max-Age=%d; %s".formatted(name(), secret, life.toSeconds(), attributes());
  }

  /// The header `Set-Cookie` that forgets it.
  public String forget() {
    return "%s=; Max-Age=0; %s".formatted(name(), attributes());
  }

  private String attributes() {
    return "Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }
}
