package switchboard.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import switchboard.desk.DeskView;
import switchboard.desk.conversation.Access;
import switchboard.desk.conversation.Conversation;
import switchboard.desk.vocabulary.Actor;
import switchboard.desk.vocabulary.Command;
import switchboard.http.Identity.Visitor;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.runtime.DeskPort;
import switchboard.runtime.Reply;

/// Staff who read a conversation over HTTP. What is over all of them may read; what goes on only those who may on a WebSocket, and that a supervisor reads it
/// is stored before it is told, as there. Blocks, at most ten seconds for each answer of the desk.
final class Readers {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final long RETRY_AFTER_MS = 2_000;

  private final DeskPort desk;
  private final Duration wait;

  Readers(DeskPort desk) {
    this(desk, WAIT);
  }

  /// @param wait most for each answer of the desk
  Readers(DeskPort desk, Duration wait) {
    this.desk = desk;
    this.wait = wait;
  }

  /// Refused as not found unless they may read it.
  void requireReadable(Visitor staff, long number) {
    if (!ask(view -> isReadable(staff.actor(), number, view))) {
      throw new Refusal(
          Problem.of(
              ErrorCode.NOT_FOUND, "There is no such conversation, or it is not yours."));
    }
  }

  /// What the desk shows now.
  <T extends @Nullable Object> T ask(Function<DeskView, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    desk.read(
        view -> {
          try {
            answer.complete(question.apply(view));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return awaited(answer);
  }

  private static boolean isReadable(Actor staff, long number, DeskView view) {
    Conversation held = view.conversation(number);
    return held == null || held.isOver() || Access.mayRead(staff, held);
  }

  /// Notes that it is read, if that is to be noted.
  void note(Visitor staff, long number) {
    if (!staff.actor().supervises()) {
      return;
    }
    CompletableFuture<Reply> noted = new CompletableFuture<>();
    desk.submit(staff.actor(), null, new Command.Monitor(number), noted::complete);
    if (awaited(noted) instanceof Reply.Unavailable later) {
      throw away(later.retryAfterMs());
    }
  }

  private <T extends @Nullable Object> T awaited(CompletableFuture<T> answer) {
    try {
      return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw away(RETRY_AFTER_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(RETRY_AFTER_MS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the desk cannot be asked so", e);
    }
  }

  private static Refusal away(long retryAfterMs) {
    return new Refusal(
        Problem.retryAfter(
            ErrorCode.UNAVAILABLE,
            "The desk does not answer right now. Please try again.",
            retryAfterMs));
  }
}
