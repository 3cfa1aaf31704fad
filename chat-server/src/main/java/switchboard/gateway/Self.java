package switchboard.gateway;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import switchboard.desk.intake.Wanted;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.desk.vocabulary.Customer;
import switchboard.desk.vocabulary.Intake;
import switchboard.desk.vocabulary.Skills;
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
  /// @param wants what a chat wants of its agent, by what the customer tells
  /// @param closed that nobody chats now in a queue, in a sentence; null when it is open
  /// @param untilMs when the proof expires, milliseconds since 1970
  record OfCustomer(
      Actor actor,
      Customer customer,
      Standing standing,
      Function<Intake, Wanted> wants,
      Function<String, @Nullable String> closed,
      long untilMs)
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
  record OfStaff(
      Actor actor, Role role, String signIn, int capacity, Skills skills, List<String> queues)
      implements Self {
    public OfStaff {
      queues = List.copyOf(queues);
    }

    /// What makes a session of theirs known to the desk.
    Command opening(String session) {
      return new Command.OpenSession(session, capacity, skills, queues);
    }
  }
}
