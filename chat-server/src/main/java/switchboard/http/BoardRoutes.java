package switchboard.http;

import io.netty.handler.codec.http.HttpMethod;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import switchboard.http.Identity.Visitor;
import switchboard.protocol.ErrorCode;
import switchboard.protocol.Problem;
import switchboard.protocol.Refusal;
import switchboard.runtime.DeskPort;

/// The board's past under /api/v1/board, for supervisors: the board at a time, a day in numbers, and at any time a queue's chats, an agent's day, a conversation.
public final class BoardRoutes {
  private static final List<Long> STEPS = List.of(1L, 5L, 15L, 30L, 60L);
  private static final int FROM_MAX = 1_000_000;
  private static final int NAME_LENGTH_MAX = 200;

  private final Identity identity;
  private final PastBoards boards;
  private final Readers readers;

  public BoardRoutes(Identity identity, PastBoards boards, DeskPort desk) {
    this.identity = identity;
    this.boards = boards;
    readers = new Readers(desk);
  }

  public Routes addTo(Routes routes) {
    return routes
        .on(HttpMethod.GET, "/api/v1/board", this::board)
        .on(HttpMethod.GET, "/api/v1/board/day", this::day)
        .on(HttpMethod.GET, "/api/v1/board/waiting", this::waiting)
        .on(HttpMethod.GET, "/api/v1/board/agents/{id}", this::agent)
        .on(HttpMethod.GET, "/api/v1/board/conversations/{id}", this::conversation);
  }

  private Parameters ofSupervisor(Exchange exchange) {
    supervisor(exchange);
    return new Parameters(exchange);
  }

  private Visitor supervisor(Exchange exchange) {
    Visitor visitor = identity.visitor(exchange.bearer(), exchange.cookies());
    visitor.requireSupervisor();
    return visitor;
  }

  private Answer board(Exchange exchange) {
    Long atMs = ofSupervisor(exchange).numberOrNull("at");
    if (atMs == null) {
      throw new Refusal(
          Problem.inField("at", "at is missing: the time in milliseconds since 1970"));
    }
    return Answer.json(boards.at(atMs));
  }

  private Answer day(Exchange exchange) {
    Parameters given = ofSupervisor(exchange);
    Long minutes = given.numberOrNull("minutes");
    if (minutes != null && !STEPS.contains(minutes)) {
      throw Parameters.refused("minutes", "must be 1, 5, 15, 30 or 60", "" + minutes);
    }
    return Answer.json(boards.day(date(given), minutes == null ? null : minutes.intValue()));
  }

  private static @Nullable LocalDate date(Parameters given) {
    String text = given.text("date", NAME_LENGTH_MAX);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Parameters.refused("date", "must be a day such as 2026-11-30", text);
    }
  }

  private Answer waiting(Exchange exchange) {
    Parameters given = ofSupervisor(exchange);
    long from = given.number("from", 0);
    if (from > FROM_MAX) {
      throw Parameters.refused("from", "must be at most " + FROM_MAX, "" + from);
    }
    return Answer.json(
        boards.waiting(
            given.text("queue", NAME_LENGTH_MAX), (int) from, given.numberOrNull("at")));
  }

  private Answer agent(Exchange exchange) {
    Parameters given = ofSupervisor(exchange);
    return Answer.json(boards.agent(exchange.segment(), given.numberOrNull("at")));
  }

  private Answer conversation(Exchange exchange) {
    Visitor supervisor = supervisor(exchange);
    Parameters given = new Parameters(exchange);
    String number = exchange.segment();
    if (number.length() > 18 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Refusal(Problem.of(ErrorCode.NOT_FOUND, "There is no such conversation."));
    }
    Long atMs = given.numberOrNull("at");
    readers.note(supervisor, Long.parseLong(number));
    return Answer.json(boards.conversation(Long.parseLong(number), atMs));
  }
}
