package switchboard.gateway;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Reply;

/// Hands in what the desk must get to know of comings and goings, again and again until it is stored.
final class Insistence {
  private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
  private static final long RETRY_MS_MIN = 1_000;

  private final DeskPort desk;
  private final EventExecutor timer;

  /// @param timer runs what must be tried again later
  Insistence(DeskPort desk, EventExecutor timer) {
    this.desk = desk;
    this.timer = timer;
  }

  void handIn(Actor actor, Command command) {
    desk.submit(
        actor,
        null,
        command,
        reply -> {
          switch (reply) {
            case Reply.Done _ -> {}
            case Reply.Refused refused ->
                LOG.warn("{} was refused: {}", command, refused.rejection().message());
            case Reply.Unavailable unavailable ->
                handInLater(actor, command, unavailable.retryAfterMs());
          }
        });
  }

  private void handInLater(Actor actor, Command command, long afterMs) {
    try {
      timer.schedule(
          () -> handIn(actor, command),
          Math.max(RETRY_MS_MIN, afterMs),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server stops; whoever leads the desk next takes all sessions for gone.
      LOG.debug("{} is left to the next start", command);
    }
  }
}
