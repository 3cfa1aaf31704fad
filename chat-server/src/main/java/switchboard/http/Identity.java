package switchboard.http;

import org.jspecify.annotations.Nullable;
import switchboard.desk.vocabulary.Actor;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Person;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.protocol.Role;

/// Who is who, as the routes need it. All may block and throw `Refusal`.
public interface Identity {

  /// A customer's own session, in exchange for a token that the host signed.
  Exchanged exchange(String hostToken);

  /// @param address of the browser, for throttling
  SignedIn signIn(String login, String password, String address);

  /// Ends the sign-in that the cookie names, if any.
  ///
  /// @return the cookie that makes the browser forget it
  String signOut(@Nullable String cookies);

  /// Refused as unauthenticated when neither proves anything.
  Visitor visitor(@Nullable String bearer, @Nullable String cookies);

  /// Refused as forbidden unless the request comes from a page of ours or of an allowed origin.
  void requireOwnPage(@Nullable String origin, @Nullable String host);

  record Exchanged(String token, long expiresAtMs, Person person) {}

  /// @param setCookie value of the `Set-Cookie` header
  record SignedIn(String setCookie, Person person, Role role) {}

  record Visitor(Actor actor, Person person, Role role) {
    boolean isStaff() {
      return role != Role.CUSTOMER;
    }

    /// Refused as forbidden unless they may watch the board and read every conversation.
    void requireSupervisor() {
      if (role != Role.SUPERVISOR && role != Role.ADMIN) {
        throw new Refusal(Problem.of(ErrorCode.FORBIDDEN, "Only supervisors may see this."));
      }
    }
  }
}
