package switchboard.gateway;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Reply;

/// Keeps what the desk knows of a session in step with whether its client is heard: one word at a time, so that a later one never comes first, and again until the
/// last is stored. Lives on the socket's event loop.
final class Hearing implements Heartbeat.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  private static final long RETRY_MS_MIN = 500;

  private final DeskPort desk;
  private final Actor actor;
  private final String session;
  private final EventLoop loop;
  private boolean heard = true;
  private boolean told = true;
  private boolean telling;

  Hearing(DeskPort desk, Actor actor, String session, EventLoop loop) {
    this.desk = desk;
    this.actor = actor;
    this.session = session;
    this.loop = loop;
  }

  @Override
  public void heard(boolean now) {
    heard = now;
    tell();
  }

  /// The desk knows the session anew, and takes it for heard.
  void opened() {
    told = true;
    tell();
  }

  private void tell() {
    if (telling || heard == told) {
      return;
    }
    telling = true;
    boolean word = heard;
    desk.submit(
        actor,
        null,
        new Command.HearSession(session, word),
        reply -> Socket.run(loop, () -> answered(word, reply)));
  }

  private void answered(boolean word, Reply reply) {
    switch (reply) {
      case Reply.Done _ -> {
        told = word;
        again();
      }
      case Reply.Refused refused -> {
        LOG.warn("session {} cannot be said to be heard: {}", session, refused.rejection().message());
        told = word;
        again();
      }
      case Reply.Unavailable unavailable ->
          later(Math.max(RETRY_MS_MIN, unavailable.retryAfterMs()));
    }
  }

  private void again() {
    telling = false;
    tell();
  }

  private void later(long afterMs) {
    try {
      loop.schedule(this::again, afterMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the event loop has ended, and with it session {}", session);
    }
  }
}
