package switchboard.desk;

import switchboard.desk.vocabulary.Rejection;
import switchboard.desk.vocabulary.Rejection.Code;

/// The refusals that several commands share, in one sentence each.
final class Rejections {
  private Rejections() {}

  static Rejection notFound() {
    return new Rejection(Code.NOT_FOUND, "There is no such conversation, or it is not yours.");
  }

  static Rejection noSuchAgent(String id) {
    return new Rejection(Code.INVALID, "No agent is known as " + id + ".");
  }

  static Rejection noSuchQueue(DeskRules rules, String name) {
    return new Rejection(
        Code.INVALID,
        rules.queues().isEmpty()
            ? "There is but one queue, without a name."
            : "There is no queue "
                + name
                + ". There are: "
                + String.join(", ", rules.queues().keySet())
                + ".");
  }

  static Rejection offerEnded() {
    return conflict("This offer has ended; the chat went on without you.");
  }

  static Rejection ended() {
    return conflict("This chat has ended. Start a new one to go on.");
  }

  static Rejection onlyCustomers() {
    return forbidden("Only customers come and go.");
  }

  static Rejection onlyStaff() {
    return forbidden("Only staff take chats.");
  }

  static Rejection onlySupervisors() {
    return forbidden("Only supervisors do this.");
  }

  static Rejection onlyTheDesk() {
    return forbidden("Only the desk itself does this.");
  }

  static Rejection forbidden(String message) {
    return new Rejection(Code.FORBIDDEN, message);
  }

  static Rejection conflict(String message) {
    return new Rejection(Code.CONFLICT, message);
  }
}
