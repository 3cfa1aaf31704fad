package switchboard.gateway;

import org.jspecify.annotations.Nullable;
import switchboard.protocol.Refusal;

/// Tells who somebody is by what they bring.
public interface Doorkeeper {

  /// May block: called on virtual threads.
  ///
  /// @param token a customer's session token; null for staff
  /// @param cookies the `Cookie` header of the connection, null without one
  /// @throws Refusal with `unauthenticated` when it proves nothing, or `unavailable`
  Self admit(@Nullable String token, @Nullable String cookies);

  /// Somebody who was admitted has left; called once for each admission, must not block. Of interest only to one that keeps count.
  default void left(Self self) {}
}
