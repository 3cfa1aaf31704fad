package switchboard;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import switchboard.config.Settings;
import switchboard.outbound.Mail;
import switchboard.outbound.MailFailure;
import switchboard.outbound.Mailer;

@Command(
    name = "mail",
    description = "The mail that the server sends.",
    mixinStandardHelpOptions = true,
    subcommands = MailCommand.Check.class)
final class MailCommand {

  @Command(
      name = "check",
      description = "Sends one mail by the settings and says whether the mail server took it.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Option(names = "--config", description = "The YAML file of the settings.")
    private @Nullable Path config;

    @Option(names = "--to", required = true, paramLabel = "ADDRESS", description = "The recipient.")
    private String to = "";

    @Override
    public Integer call() {
      Settings.Mail mail = Inputs.settings(config).mail();
      if (mail == null) {
        throw new CommandFailure("mail.host: missing, expected a mail server in the settings");
      }
      try (Mailer mailer = Mails.mailer(mail, Clock.systemUTC())) {
        mailer.sendNow(
            new Mail(
                "check-" + UUID.randomUUID(),
                List.of(to),
                "Switchboard: mail works",
                "This mail was asked for by `./switchboard mail check`.\n"));
      } catch (MailFailure e) {
        throw new CommandFailure(String.valueOf(e.getMessage()));
      }
      System.out.printf("%s:%d took a mail to %s%n", mail.host(), mail.port(), to);
      return 0;
    }
  }
}
