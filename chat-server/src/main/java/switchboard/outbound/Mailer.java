package switchboard.outbound;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands mail to an SMTP server, one after the other. What is not taken is tried again, at growing intervals for about a quarter of an hour, and then dropped with a
/// line in the log; what waits is lost when the node ends.
public final class Mailer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

  /// Mails that may wait; beyond, one is dropped.
  private static final int WAITING_MAX = 100;

  private static final int TRIES = 9;
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);
  private static final String PATIENCE_MS = "10000";

  private final MailAccount account;
  private final InstantSource clock;
  private final Duration firstPause;
  private final Session session;
  private final BlockingQueue<Mail> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final LongAdder sent = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Thread worker;

  /// @param firstPause before the second try; each later one is twice as long, up to five minutes
  public Mailer(MailAccount account, InstantSource clock, Duration firstPause) {
    this.account = account;
    this.clock = clock;
    this.firstPause = firstPause;
    session = Session.getInstance(properties(account));
    worker = Thread.ofVirtual().name("mailer").start(this::work);
  }

  private static Properties properties(MailAccount account) {
    Properties all = new Properties();
    all.setProperty("mail.smtp.connectiontimeout", PATIENCE_MS);
    all.setProperty("mail.smtp.timeout", PATIENCE_MS);
    all.setProperty("mail.smtp.writetimeout", PATIENCE_MS);
    all.setProperty("mail.smtp.auth", String.valueOf(account.user() != null));
    all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    // One address that is refused keeps the mail from nobody else.
    all.setProperty("mail.smtp.sendpartial", "true");
    switch (account.security()) {
      case NONE -> {}
      case STARTTLS -> {
        all.setProperty("mail.smtp.starttls.enable", "true");
        all.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> all.setProperty("mail.smtp.ssl.enable", "true");
    }
    return all;
  }

  /// Returns at once.
  public void send(Mail mail) {
    if (!waiting.offer(mail)) {
      dropped.increment();
      LOG.warn("a mail was dropped: {} wait already", WAITING_MAX);
    }
  }

  /// Sends now, and once.
  ///
  /// @throws MailFailure it was not taken, and why
  public void sendNow(Mail mail) throws MailFailure {
    try {
      handOver(mail);
      sent.increment();
    } catch (MessagingException e) {
      failures.increment();
      throw MailFailure.of(account, e);
    }
  }

  /// Mails that the server has taken.
  public long sent() {
    return sent.sum();
  }

  /// Tries that failed.
  public long failures() {
    return failures.sum();
  }

  /// Mails that were given up, or never tried because too many waited.
  public long dropped() {
    return dropped.sum();
  }

  /// Mails that wait, but for the one being sent.
  public int waiting() {
    return waiting.size();
  }

  private void work() {
    try {
      while (true) {
        deliver(waiting.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("the mailer ends; {} mails are not sent", waiting.size());
    }
  }

  private void deliver(Mail mail) throws InterruptedException {
    Duration pause = firstPause;
    for (int i = 1; i <= TRIES; i++) {
      try {
        sendNow(mail);
        return;
      } catch (MailFailure e) {
        if (i == 1 || i == TRIES) {
          LOG.warn("the mail \"{}\" was not taken, {} of {} tries: {}", mail.subject(), i, TRIES, e.getMessage());
        }
      }
      if (i < TRIES) {
        Thread.sleep(pause);
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : next;
      }
    }
    dropped.increment();
  }

  private void handOver(Mail mail) throws MessagingException {
    MimeMessage message = new Identified(session, mail.id() + "@" + domain());
    message.setFrom(new InternetAddress(account.from()));
    Address[] to = new Address[mail.to().size()];
    for (int i = 0; i < to.length; i++) {
      to[i] = new InternetAddress(mail.to().get(i));
    }
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject(mail.subject(), "UTF-8");
    message.setText(mail.text(), "UTF-8");
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(account.host(), account.port(), account.user(), account.password());
      transport.sendMessage(message, to);
    } catch (SendFailedException e) {
      if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
        throw e;
      }
      // Those who have it are not to get it again.
      String why = MailFailure.of(account, e).getMessage();
      LOG.warn("the mail \"{}\" went to some only: {}", mail.subject(), why);
    }
  }

  private String domain() {
    return account.from().substring(account.from().indexOf('@') + 1);
  }

  /// A message that keeps the id that it was given.
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }

  @Override
  public void close() {
    worker.interrupt();
  }
}
