package switchboard.outbound;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/// A mail was not taken; the message says why in a sentence, with what the server answered.
public final class MailFailure extends Exception {
  private MailFailure(String message, MessagingException cause) {
    super(message, cause);
  }

  static MailFailure of(MailAccount account, MessagingException fault) {
    return new MailFailure("mail server " + account + ": " + reason(fault), fault);
  }

  private static String reason(MessagingException fault) {
    for (Throwable each = fault; each != null; each = next(each)) {
      if (each instanceof SMTPAddressFailedException refused) {
        return "refused the recipient %s: %s".formatted(refused.getAddress(), line(refused));
      }
      if (each instanceof SMTPSenderFailedException refused) {
        return "refused the sender %s: %s".formatted(refused.getAddress(), line(refused));
      }
    }
    return switch (fault) {
      case AuthenticationFailedException refused ->
          "refused the user and password: " + line(refused);
      case MailConnectException away -> "cannot be reached: " + line(innermost(away));
      case SMTPSendFailedException refused -> "refused the mail: " + line(refused);
      default -> line(innermost(fault));
    };
  }

  private static @org.jspecify.annotations.Nullable Throwable next(Throwable fault) {
    return fault instanceof MessagingException mail ? mail.getNextException() : fault.getCause();
  }

  private static Throwable innermost(Throwable fault) {
    Throwable inner = fault;
    for (Throwable next = next(inner); next != null; next = next(inner)) {
      inner = next;
    }
    return inner;
  }

  private static String line(Throwable fault) {
    String said = fault.getMessage();
    return said == null || said.isBlank()
        ? fault.getClass().getSimpleName()
        : said.strip().replaceAll("\\s+", " ");
  }
}
