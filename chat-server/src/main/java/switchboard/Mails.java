package switchboard;

import java.time.Duration;
import java.time.InstantSource;
import switchboard.config.Settings;
import switchboard.outbound.MailAccount;
import switchboard.outbound.Mailer;

/// How mail is sent, by the settings.
final class Mails {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private Mails() {}

  static Mailer mailer(Settings.Mail mail, InstantSource clock) {
    MailAccount account =
        new MailAccount(
            mail.host(),
            mail.port(),
            switch (mail.security()) {
              case STARTTLS -> MailAccount.Security.STARTTLS;
              case TLS -> MailAccount.Security.TLS;
              case NONE -> MailAccount.Security.NONE;
            },
            mail.user(),
            mail.password() == null ? null : mail.password().reveal(),
            mail.from());
    return new Mailer(account, clock, FIRST_PAUSE);
  }
}
