package switchboard.gateway;

import java.util.List;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Line;
import switchboard.desk.vocabulary.Standing;
import switchboard.protocol.Person;
import switchboard.protocol.Role;

/// Who somebody has proved to be. What they may do follows from nothing else.
public sealed interface Self {
  Actor actor();

  Role role();

  default Person person() {
    return Translator.person(actor());
  }

  /// A customer, as the host vouched for them.
  ///
  /// @param standing what the plan gives to a chat launched now
  /// @param line skills that a chat launched now needs
  /// @param untilMs when the proof expires, milliseconds since 1970
  record OfCustomer(Actor actor, Customer customer, Standing standing, Line line, long untilMs)
      implements Self {
    @Override
    public Role role() {
      return Role.CUSTOMER;
    }
  }

  /// Somebody with an account.
  ///
  /// @param signIn names the sign-in; it can be revoked alone
  /// @param capacity most conversations at once
  record OfStaff(Actor actor, Role role, String signIn, int capacity, List<String> skills)
      implements Self {
    public OfStaff {
      skills = List.copyOf(skills);
    }

    /// What makes a session of theirs known to the desk.
    Command opening(String session) {
      return new Command.OpenSession(session, capacity, skills);
    }
  }
}
