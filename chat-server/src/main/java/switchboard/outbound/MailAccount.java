package switchboard.outbound;

import org.jspecify.annotations.Nullable;

/// Where mail is handed in, and as whom.
///
/// @param user null where the server asks for none
/// @param from the sender's address
public record MailAccount(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable String password,
    String from) {

  /// How the connection is protected.
  public enum Security {
    /// Not at all.
    NONE,
    /// By TLS from the server's greeting on, or no mail.
    STARTTLS,
    /// By TLS from the first byte.
    TLS
  }

  /// Never the password.
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
